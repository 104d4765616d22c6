import type { Comparison, ComparisonOptions } from '../../contract/comparison.ts'
import type { ExplanationResult } from '../../contract/explanation.ts'
import type { Dismissal } from '../../contract/inventory.ts'
import type { TableSummary } from '../../contract/reading.ts'
import type { ThresholdView } from '../../contract/recommendation.ts'
import type { Scan } from '../../contract/scan.ts'

/** A recorded value with the answer why it differs; `result` is null, and `problem` says why, where none was computed. */
export interface ExplainedThreshold {
  readonly value: number
  /** As a heading names it. */
  readonly name: string
  readonly result: ExplanationResult | null
  readonly problem: string
}

/** Everything that a report is made from. Equal inputs give equal reports: there is no clock in it. */
export interface ReportInput {
  /** The last part of the evidence folder's path; the rest of the path says nothing about the evidence. */
  readonly folderName: string
  /** Without what was dismissed. */
  readonly scan: Scan
  /** Null where fewer than two runs were set side by side. */
  readonly comparison: Comparison | null
  /** How they were compared, where a person chose it. */
  readonly comparisonOptions?: ComparisonOptions
  readonly view: ThresholdView
  readonly table: TableSummary
  /** The likeliest recorded values, explained; likeliest first. */
  readonly explained: readonly ExplainedThreshold[]
  /** What a person set aside as false hits; not in `scan` and `view`. */
  readonly dismissals: readonly Dismissal[]
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
