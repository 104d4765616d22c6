import type { RecomputedNumber } from '../contract/recomputed.ts'
import type { ReportProgress } from '../contract/progress.ts'
import type { TableReading } from '../contract/reading.ts'
import type { ReportFacts } from '../contract/report-facts.ts'
import type { Scan } from '../contract/scan.ts'
import { withoutDismissed } from '../domain/inventory/dismissals.ts'
import { compareFacts } from '../domain/report/compare-facts.ts'
import { publicFacts } from '../domain/report/public-facts.ts'
import { recomputeFromHistogram } from '../domain/report/recompute-from-histogram.ts'
import { cellsAgain } from '../domain/report/recomputed-number.ts'
import { gatherFacts, readTable, type GatherRequest, type ReportParts } from './gather-report.ts'
import type { ReadAttachments } from './report-from-attachments.ts'
import { histogramOf } from './report.ts'

/** What the numbers of a report were held against. */
export interface RecomputedReport {
  /**
   * histogram: what the report carries. table: the prediction table was found by its hash, the rest of the folder is
   * another. folder: every file is the one that the report was made from.
   */
  readonly against: 'histogram' | 'table' | 'folder'
  /** What was found of the evidence, and what wasn't. */
  readonly sentence: string
  readonly numbers: readonly RecomputedNumber[]
}

interface Options {
  readonly signal?: AbortSignal
  readonly onProgress?: ReportProgress
}

/** Computes the numbers of a report again from the histogram that it carries. */
export function recomputeFromAttachments({ input }: ReadAttachments): RecomputedReport {
  return {
    against: 'histogram',
    sentence: 'No evidence was given: the numbers are held against the attached histogram.',
    numbers: recomputeFromHistogram(input),
  }
}

/**
 * Computes the numbers of a report again from the files that it was made from, as far as the folder holds them; what it
 * doesn't hold is held against the attached histogram.
 * @throws ProblemError those of scanning the folder, and `stopped`
 */
export async function recomputeFromEvidence(read: ReadAttachments, folder: string, parts: ReportParts, options: Options = {}): Promise<RecomputedReport> {
  const { histogram: attached, review, ...drawn } = read.input
  const stated = publicFacts(drawn)
  const work: Options = options.signal === undefined ? {} : { signal: options.signal }
  const cellsLike = { ...work, minimumCell: attached.minimumCell, adopted: review?.state.record?.draft.adopted?.threshold ?? null }
  const whole = await parts.scan(folder, options)
  const scan = withoutDismissed(whole, stated.dismissals)
  if (whole.evidenceSha256 === stated.scan.evidenceSha256) {
    const facts = await gatherFacts(requestOf(stated, folder), { ...parts, scan: () => Promise.resolve(whole) }, { ...options, dismissals: stated.dismissals })
    const cells = await histogramOf(folder, facts, parts, cellsLike)
    return {
      against: 'folder',
      sentence: 'Every file of the evidence was found, and everything was read and computed again from it.',
      numbers: [...compareFacts(evidenceNumbers(stated), evidenceNumbers(publicFacts(facts))), cellsAgain(attached.cells, cells.cells)],
    }
  }
  const reading = readingByHash(stated, scan)
  if (reading === null) {
    return { ...recomputeFromAttachments(read), sentence: 'The folder holds other evidence, and not the prediction table: the numbers are held against the attached histogram.' }
  }
  const found = await readTable({ folder, reading, costs: stated.view.costs, scan: stated.scan }, parts, work)
  const cells = await histogramOf(folder, { ...stated, ...found }, parts, cellsLike)
  return {
    against: 'table',
    sentence: 'The prediction table was found by its SHA-256; other files of the evidence are missing or were changed, so that only what the table gives was computed again.',
    numbers: [...compareFacts(tableNumbers(stated), tableNumbers(publicFacts({ ...stated, ...found }))), cellsAgain(attached.cells, cells.cells)],
  }
}

/** The folder may be renamed, and another version may read it: neither is a number of the report. */
const evidenceNumbers = (facts: ReportFacts) => without(facts, ['folderName', 'version', 'assumed'])

/** What the table alone gives. Readings and queries name the place of the file, which may be another. */
const tableNumbers = ({ table, view }: ReportFacts) => ({
  table: without(table, ['reading', 'query']), view: without(view, ['reading', 'derivations']),
})

function without(record: object, keys: readonly string[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key)))
}

function requestOf(facts: ReportFacts, folder: string): GatherRequest {
  return {
    folder,
    reading: facts.table.reading,
    costs: facts.view.costs,
    runs: facts.comparison?.runs.map(({ id }) => id) ?? [],
    ...(facts.comparisonOptions === undefined ? {} : { comparison: facts.comparisonOptions }),
    ...(facts.judgement?.document == null ? {} : { choices: facts.judgement.document }),
    assumed: facts.assumed,
  }
}

/** How the table of a report is read where the folder holds it, under whatever name. */
function readingByHash({ table }: ReportFacts, scan: Scan): TableReading | null {
  const found = scan.predictions.find(({ sha256 }) => sha256 === table.sha256) ?? scan.files.find(({ sha256 }) => sha256 === table.sha256)
  return found === undefined ? null : { ...table.reading, path: found.path }
}
