import { attachmentNames } from '../../../contract/report-attachments.ts'
import { heading, prose, span, type Block, type Section } from '../document.ts'
import { grouped, number } from '../number-format.ts'
import type { DocumentIdentity, ReportInput } from '../report-input.ts'

/**
 * How anyone checks the report without Countersign. Every command stands on lines of its own, none longer than a line
 * of the page, so that it can be copied out of the document.
 */
export function verificationSection(input: ReportInput, identity: DocumentIdentity): Section {
  const { review } = input
  return {
    title: 'Verification',
    lead: 'With tools that are not Countersign’s: poppler (pdfsig, pdfdetach), sha256sum and DuckDB. The file is named report.pdf here.',
    placing: 'flow',
    blocks: [
      heading('1. The seal'),
      { kind: 'code', lines: ['pdfsig -nocert report.pdf'] },
      prose(
        'It must say “Signature is Valid.” and “Total document signed” for one signature. It ends without an error in every case, so read what it says. ',
        'A seal shows that nothing was changed after it; compare the fingerprint of its certificate with one that you got from the signer. A report without a seal shows nothing of the kind.',
      ),
      heading('2. The attachments'),
      { kind: 'code', lines: ['mkdir -p attached', 'pdfdetach -saveall -o attached report.pdf', `sha256sum attached/${attachmentNames.evidence}`] },
      prose('It must print ', span(grouped(identity.evidenceJsonSha256), 'hash'), ` (without the spaces)${review === null ? ', whose first 12 digits are the document id' : ''}.`),
      ...(review === null ? [] : reviewBlocks(review.fileSha256, identity)),
      heading('3. The numbers of the recommended threshold'),
      { kind: 'code', lines: matrixQuery(input) },
      prose(matrixText(input)),
      heading('4. Everything, with Countersign'),
      { kind: 'code', lines: ['npx countersign verify report.pdf', 'npx countersign verify report.pdf --evidence FOLDER'] },
      prose('It makes the pages again from the attachments and compares them byte for byte, and computes every number again: from the attached histogram, or from the evidence where you have it.'),
    ],
  }
}

function reviewBlocks(sha256: string, { documentId }: DocumentIdentity): Block[] {
  return [
    { kind: 'code', lines: [`sha256sum attached/${attachmentNames.review}`] },
    prose('It must print ', span(grouped(sha256), 'hash'), '. Each of its lines holds the SHA-256 of the line before.'),
    { kind: 'code', lines: [`cat attached/${attachmentNames.evidence} attached/${attachmentNames.review} | sha256sum`] },
    prose('The first 12 digits that it prints are the document id, ', span(grouped(documentId), 'hash'), ': the record and the review in one.'),
  ]
}

/** The confusion matrix from the attached cells, in SQL. */
function matrixQuery({ view, histogram }: ReportInput): string[] {
  const { threshold } = view.recommendation.optimum
  const flagged = threshold === null ? 'false' : histogram.orientation === 'high' ? `score_from >= ${threshold}` : `score_to <= ${threshold}`
  return [
    'duckdb -c "select',
    '  sum(case when flagged then positives else 0 end) as tp,',
    '  sum(case when flagged then rows - positives else 0 end) as fp,',
    '  sum(case when flagged then 0 else positives end) as fn,',
    '  sum(case when flagged then 0 else rows - positives end) as tn',
    `from (select *, ${flagged} as flagged`,
    `  from 'attached/${attachmentNames.histogram}')"`,
  ]
}

function matrixText({ view, histogram }: ReportInput): string {
  const { tp, fp, fn, tn, cost } = view.recommendation.optimum
  return `It must print TP ${number(tp)}, FP ${number(fp)}, FN ${number(fn)}, TN ${number(tn)}; ${view.costs.fn} × FN + ${view.costs.fp} × FP is the cost, ${number(cost)}. ` +
    `A cell of the histogram holds at least ${number(histogram.minimumCell)} rows, so that it gives no applicant’s score away; a threshold inside a cell can be bounded from it, not computed.`
}
