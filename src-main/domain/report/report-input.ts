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

/** How the attached files identify the document. */
export interface DocumentIdentity {
  /**
   * First 12 hexadecimal digits of the SHA-256 of evidence.json, in the report of a review of evidence.json and the
   * review file, one after the other: two reviews of one folder are two documents.
   */
  readonly documentId: string
  readonly evidenceJsonSha256: string
}
