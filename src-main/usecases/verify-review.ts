import { readReviewBytes } from '../casefile/review-file.ts'
import { attachmentNames } from '../contract/report-attachments.ts'
import { ProblemError } from '../contract/problem.ts'
import type { GivenSignature, ReviewState } from '../contract/review.ts'
import type { VerifiedChain } from '../contract/verification.ts'
import type { ReportInput } from '../domain/report/report-input.ts'
import { nameOf } from '../domain/review/words.ts'
import { hashRule, verifySignatures } from './review-integrity.ts'
import type { NamedByReview } from './verify-attachments.ts'

const none: VerifiedChain = {
  state: 'none', why: null, reviewId: null, entries: 0, head: null, status: null, signatures: [], distinct: null, ofThisReport: null,
}

/** What a report says of the review that it was made from. */
export interface ReviewedReport {
  /** SHA-256 of the attached evidence.json; null where there is none. */
  readonly evidenceJsonSha256: string | null
  /** Null where the facts of the report can't be read. */
  readonly facts: Pick<ReportInput, 'scan' | 'table'> | null
}

export interface VerifiedReview {
  readonly chain: VerifiedChain
  /** The hashes that the review names; null where there is none that can be read. */
  readonly names: NamedByReview | null
  readonly problems: readonly string[]
}

/**
 * Checks the review in a report: every entry and rule, every signature with its certificate, that each role is another
 * person with another key, and that it is the review of this report.
 */
export async function verifyReview(bytes: Uint8Array | undefined, report: ReviewedReport): Promise<VerifiedReview> {
  if (bytes === undefined) return { chain: none, names: null, problems: [] }
  const path = attachmentNames.review
  try {
    const read = readReviewBytes(path, bytes, hashRule)
    const { state, entries } = read
    const { reviewId, status, head } = state
    const chain: VerifiedChain = {
      ...none, reviewId, status, entries: entries.length, head: head.hash, signatures: state.signatures.map((signature) => signatureFacts(state, signature)),
    }
    const [torn] = read.warnings
    if (torn !== undefined) return broken(chain, torn.message)
    await verifySignatures(path, read, new Set())
    const distinct = areDistinct(state.signatures.filter((signature) => signature.void === null))
    const other = otherReview(state, report)
    return {
      chain: { ...chain, state: 'whole', distinct, ofThisReport: other === null, why: other },
      names: { evidenceJsonSha256: state.record?.evidenceJsonSha256 ?? null, policySha256: state.policy?.sha256 ?? null },
      problems: [
        ...(distinct === false ? ['One person or one key signed in more than one role.'] : []),
        ...(other === null ? [] : [other]),
      ],
    }
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    return broken(none, error.problem.message)
  }
}

function broken(chain: VerifiedChain, why: string): VerifiedReview {
  return { chain: { ...chain, state: 'broken', why }, names: null, problems: [`The attached review: ${why}`] }
}

function signatureFacts(state: ReviewState, signature: GivenSignature): VerifiedChain['signatures'][number] {
  const { role, meaning, at, fingerprint, person } = signature
  const key = state.keys.find((item) => item.fingerprint === fingerprint)
  return { role, meaning, at: new Date(at).toISOString(), fingerprint, person: nameOf(state, person), assurance: key?.assurance ?? null, void: signature.void }
}

/** Whether no person and no key stands under two roles; null where fewer than two roles signed. */
function areDistinct(signatures: readonly GivenSignature[]): boolean | null {
  const roles = new Set(signatures.map(({ role }) => role))
  if (roles.size < 2) return null
  const perRole = (of: (signature: GivenSignature) => string) => new Set(signatures.map((signature) => `${signature.role} ${of(signature)}`)).size
  const over = (of: (signature: GivenSignature) => string) => new Set(signatures.map(of)).size
  return [({ person }: GivenSignature) => person, ({ fingerprint }: GivenSignature) => fingerprint].every((of) => perRole(of) === over(of))
}

/** Why the review isn't the one of the report; null where it is. */
function otherReview({ record }: ReviewState, { evidenceJsonSha256, facts }: ReviewedReport): string | null {
  if (record === null || facts === null) return null
  if (record.evidenceSha256 !== facts.scan.evidenceSha256 || record.table.sha256 !== facts.table.sha256) return 'The attached review is about other evidence than the report.'
  if (record.evidenceJsonSha256 !== evidenceJsonSha256) return 'The attached review froze another record of the evidence than the one that is attached.'
  return null
}
