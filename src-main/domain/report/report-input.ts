import type { Comparison } from '../../contract/comparison.ts'
import type { TableSummary } from '../../contract/reading.ts'
import type { ThresholdView } from '../../contract/recommendation.ts'
import type { Scan } from '../../contract/scan.ts'

/** Everything that a report is made from. Equal inputs give equal reports: there is no clock in it. */
export interface ReportInput {
  /** The last part of the evidence folder's path; the rest of the path says nothing about the evidence. */
  readonly folderName: string
  readonly scan: Scan
  /** Null where fewer than two runs were set side by side. */
  readonly comparison: Comparison | null
  readonly view: ThresholdView
  readonly table: TableSummary
  /** What was taken from the folder and not confirmed by a person. */
  readonly assumed: readonly string[]
  /** How the interval of the threshold in `view` was drawn; null where there is none. */
  readonly bootstrap: { readonly resamples: number; readonly seed: number } | null
  readonly version: string
}

/** How the attached evidence.json identifies the document. */
export interface DocumentIdentity {
  /** First 12 hexadecimal digits of `evidenceJsonSha256`. */
  readonly documentId: string
  readonly evidenceJsonSha256: string
}
