import type { ReviewState } from '../../contract/review.ts'
import type { ReviewOpened } from '../../contract/review-events.ts'

/** The state of a review in which only the first entry was written. */
export function firstState(opened: ReviewOpened, entry: { readonly hash: string; readonly at: number }): ReviewState {
  return {
    reviewId: opened.reviewId,
    model: opened.model,
    folderName: opened.folderName,
    product: opened.product,
    previousReview: opened.previousReview,
    status: 'draft',
    version: 1,
    people: [],
    keys: [],
    roles: { preparer: null, validator: null, approver: null },
    policy: null,
    draft: null,
    statements: [],
    deviation: null,
    record: null,
    recordSha256: null,
    manifest: [],
    checks: null,
    signatures: [],
    opinions: { validator: null, approver: null },
    challenges: [],
    noChallenge: null,
    findings: [],
    conditions: [],
    exceptions: [],
    notApplicable: [],
    terms: null,
    expiresOn: null,
    effective: null,
    superseded: null,
    revoked: null,
    versions: [],
    head: { seq: 1, hash: entry.hash, at: entry.at },
  }
}
