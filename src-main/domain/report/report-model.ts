import { cell, type Cover, type ReportModel, type Section } from './document.ts'
import { count, grouped, number } from './number-format.ts'
import { printableModel } from './printable.ts'
import type { DocumentIdentity, ReportInput } from './report-input.ts'
import { glossarySection, manifestSection, reproductionSection } from './sections/appendices.ts'
import { dataSection } from './sections/data.ts'
import { decisionSection } from './sections/decision.ts'
import { limitations, limitationsSection } from './sections/limitations.ts'
import { methodSection } from './sections/method.ts'
import { recordedSection } from './sections/recorded.ts'
import { resultsSection } from './sections/results.ts'
import { runsSection } from './sections/runs.ts'
import { signOffSection } from './sections/sign-off.ts'
import { whyDiffersSection } from './sections/why-differs.ts'

const status = 'Undated draft, not a sign-off'

/**
 * The report as printed strings, made from values alone. Characters that `canDraw` refuses are replaced by U+FFFD,
 * and the limitations then say so.
 */
export function reportModel(
  input: ReportInput,
  identity: DocumentIdentity,
  canDraw: (codePoint: number) => boolean,
): ReportModel {
  const first = printableModel(assemble(input, identity, 0), canDraw)
  if (first.replaced === 0) return first.model
  return printableModel(assemble(input, identity, first.replaced), canDraw).model
}

function assemble(input: ReportInput, identity: DocumentIdentity, replaced: number): ReportModel {
  const limits = limitations(input, replaced)
  const sections: Section[] = [
    decisionSection(input, limits.map((limit) => limit.title)),
    dataSection(input),
    runsSection(input.comparison, input.comparisonOptions),
    methodSection(input),
    resultsSection(input),
    recordedSection(input),
    whyDiffersSection(input),
    limitationsSection(limits),
    signOffSection(),
  ]
  const documentId = grouped(identity.documentId)
  return {
    title: `Decision threshold for ${input.folderName}`,
    language: 'en',
    header: 'Threshold sign-off',
    footer: [
      { name: 'Table', hash: grouped(input.table.sha256.slice(0, 12)) },
      { name: 'Evidence', hash: grouped(input.scan.evidenceSha256.slice(0, 12)) },
    ],
    documentId,
    status,
    cover: cover(input, identity),
    sections,
    appendices: [reproductionSection(input, identity), manifestSection(input), glossarySection(input)],
  }
}

function cover(input: ReportInput, identity: DocumentIdentity): Cover {
  const { view, table, scan } = input
  return {
    title: 'Which threshold should be used?',
    subtitle: `${view.answer.decisive} ${view.answer.rest}`,
    status,
    facts: [
      { name: 'Evidence folder', value: cell(`${input.folderName}, ${count(scan.fileCount, 'file', 'files')}`) },
      { name: 'Prediction table', value: cell(table.reading.path, 'mono') },
      { name: 'Rows', value: cell(`${number(table.rows)} read, ${number(table.used)} used`) },
      { name: 'Document id', value: cell(grouped(identity.documentId), 'hash') },
      { name: 'SHA-256, evidence folder', value: cell(grouped(scan.evidenceSha256), 'hash') },
      { name: 'SHA-256, prediction table', value: cell(grouped(table.sha256), 'hash') },
      { name: 'SHA-256, evidence.json', value: cell(grouped(identity.evidenceJsonSha256), 'hash') },
      { name: 'Made by', value: cell(`Countersign ${input.version}`) },
    ],
    note:
      'This report is made from the evidence alone: the same evidence, costs and version give the same bytes. ' +
      'Appendix A says how to compute every number again. Countersign documents a decision about a model; it takes none.',
  }
}
