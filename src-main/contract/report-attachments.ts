/** The files that a report carries; it is made from them alone. */
export const attachmentNames = {
  /** The facts that are printed, as canonical JSON. */
  evidence: 'evidence.json',
  /** The scores in cells, as a table of counts. */
  histogram: 'score-histogram.csv',
  /** The review, as the file that the people passed on. */
  review: 'review.countersign',
  /** The bank's policy, as canonical JSON. */
  policy: 'policy.json',
} as const
export type AttachmentName = (typeof attachmentNames)[keyof typeof attachmentNames]

/** A file inside a PDF, with its relationship to the document (ISO 19005-3, AFRelationship). */
export interface ReportAttachment {
  readonly name: AttachmentName
  readonly bytes: Uint8Array
  readonly relationship: 'data' | 'source'
  readonly mimeType: string
  readonly description: string
}
