import type { ScoreHistogram } from '../../contract/histogram.ts'
import type { ReportFacts } from '../../contract/report-facts.ts'
import type { ReportedReview } from './reported-review.ts'

export type { ExplainedThreshold } from '../../contract/report-facts.ts'

/** What a report is made from: the facts, with curves drawn from the histogram of the scores. */
export interface ReportInput extends ReportFacts {
  readonly histogram: ScoreHistogram
  /** Null for a draft, which is made from the evidence alone. */
  readonly review: ReportedReview | null
}

/** How the attached evidence.json identifies the document. */
export interface DocumentIdentity {
  /** First 12 hexadecimal digits of `evidenceJsonSha256`. */
  readonly documentId: string
  readonly evidenceJsonSha256: string
}
