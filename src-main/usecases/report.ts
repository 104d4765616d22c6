import { createHash } from 'node:crypto'
import type { AnalysisOptions } from '../computing/analysis.ts'
import type { ScoreHistogram } from '../contract/histogram.ts'
import { attachmentNames } from '../contract/report-attachments.ts'
import type { ReportFacts } from '../contract/report-facts.ts'
import type { ExportedReport, ReportCopies, ReportRequest } from '../contract/report.ts'
import { canonicalJson } from '../domain/canonical/canonical-json.ts'
import { histogramCsv } from '../domain/histogram/histogram-csv.ts'
import { evidenceRecord } from '../domain/report/evidence-json.ts'
import { printedThresholds, publicFacts } from '../domain/report/public-facts.ts'
import { writeReport } from '../report/write-report.ts'
import { gatherFacts, type GatherOptions, type ReportParts } from './gather-report.ts'
import { renderReport, type AttachedFiles } from './report-from-attachments.ts'
import { copyTargets, writeCopies } from './report-copies.ts'
import { openSealing } from './seal-report.ts'
import type { Sealing } from './seal-report.ts'
import { targetOutside } from './target-outside.ts'

export { resolveAssumptions, type GivenOptions, type ResolvedOptions } from '../domain/report/assumptions.ts'

/** No cell of the attached histogram holds fewer rows, so that it gives no applicant away. */
const defaultMinimumCell = 10

/**
 * Makes the report of one table and one pair of costs and writes it, whole or not at all.
 * @throws ProblemError `inside-evidence`, `disk-full`, `write-refused`, `stopped`, and those of `openSealing` and the parts
 */
export async function exportReport(request: ReportRequest, parts: ReportParts, options: GatherOptions = {}): Promise<ExportedReport> {
  const target = await targetOutside(request.out, request.folder, 'report')
  const copies = await copyTargets(request.copies, request.folder)
  const sealing = await openSealing(request.seal)
  const facts = await gatherFacts(request, parts, options)
  const files = attachedFiles(facts, await histogramOf(request.folder, facts, parts, options))
  return writeFiles(target, files, facts, { ...options, sealing, copies })
}

export interface WriteOptions extends AnalysisOptions {
  /** Null leaves the report without a seal. */
  readonly sealing: Sealing | null
  /** Where other forms of the report go, as `copyTargets` gives it. */
  readonly copies: ReportCopies
}

/** Sets the report of the files, seals it and writes it, whole or not at all. */
export async function writeFiles(target: string, files: AttachedFiles, facts: Pick<ReportFacts, 'scan' | 'assumed'>, options: WriteOptions): Promise<ExportedReport> {
  const { signal, onProgress = () => undefined, sealing, copies } = options
  onProgress({ stage: 'Setting the report', done: 0, total: 1, unit: 'document' })
  const { pdf: unsealed, pages, documentId, model } = await renderReport(files, { signal })
  const { pdf, seal } = sealing === null ? { pdf: unsealed, seal: null } : await sealing(unsealed)
  onProgress({ stage: 'Writing the report', done: 0, total: pdf.length, unit: 'bytes' })
  await writeReport(target, pdf)
  return {
    path: target,
    bytes: pdf.length,
    sha256: sha256(pdf),
    pages,
    documentId,
    evidenceSha256: facts.scan.evidenceSha256,
    assumed: facts.assumed,
    seal,
    copies: await writeCopies(copies, model, files),
  }
}

export interface HistogramOptions extends AnalysisOptions {
  /** No cell holds fewer rows; 10 where left out. */
  readonly minimumCell?: number
  /** The threshold that is signed off, beside those of the view; null flags nobody. */
  readonly adopted?: number | null
}

/** The scores of the table in cells, with an edge at each threshold that the report prints. */
export function histogramOf(
  folder: string,
  { view, judgement }: Pick<ReportFacts, 'view' | 'judgement'>,
  { analysis }: Pick<ReportParts, 'analysis'>,
  { signal, minimumCell = defaultMinimumCell, adopted = null }: HistogramOptions = {},
): Promise<ScoreHistogram> {
  const printed = printedThresholds(view, judgement)
  const thresholds = adopted === null ? printed : [adopted, ...printed]
  return analysis.histogram(folder, view.reading, { ...(signal === undefined ? {} : { signal }), costs: view.costs, thresholds, minimumCell })
}

/** The files that a report is made from. */
export function attachedFiles(facts: ReportFacts, histogram: ScoreHistogram): AttachedFiles {
  const csv = histogramCsv(histogram.cells)
  const record = evidenceRecord({
    facts: publicFacts(facts),
    histogram: { sha256: sha256(csv), orientation: histogram.orientation, minimumCell: histogram.minimumCell, cells: histogram.cells.length },
  })
  return new Map([
    [attachmentNames.evidence, Buffer.from(canonicalJson(record))],
    [attachmentNames.histogram, Buffer.from(csv)],
  ])
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}
