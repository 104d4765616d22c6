import type { CheckResult } from '../../contract/governance.ts'
import type { ReviewChange, ReviewRole, ReviewSignature } from '../../contract/review-events.ts'
import type { ReviewState, ReviewStatus } from '../../contract/review.ts'

/** The review that a report states, as it stood with the last entry of its file. */
export interface ReportedReview {
  readonly state: ReviewState
  /** On the day of the last entry. */
  readonly status: ReviewStatus
  /** SHA-256 of the attached review file. */
  readonly fileSha256: string
  /** What the frozen record changed against the previous review; null where there is none, or nothing is frozen. */
  readonly sincePrevious: { readonly sentence: string; readonly changes: readonly ReviewChange[] } | null
}

const statusWords: Readonly<Record<ReviewStatus, string>> = {
  draft: 'Draft review, not a sign-off',
  frozen: 'Evidence frozen, not yet prepared: not a sign-off',
  prepared: 'Prepared, not yet validated: not a sign-off',
  'in-validation': 'In validation: not a sign-off',
  challenged: 'Challenged, answer awaited: not a sign-off',
  responded: 'Challenge answered, disposition awaited: not a sign-off',
  validated: 'Validated, not yet approved: not a sign-off',
  approved: 'Approved',
  rejected: 'Rejected',
  withdrawn: 'Withdrawn',
  effective: 'Approved and in force',
  superseded: 'Superseded',
  expired: 'Expired',
  revoked: 'Revoked',
}

/** The status in words; an approval that takes effect after the last entry says when. */
export function statusText({ state, status }: Pick<ReportedReview, 'state' | 'status'>): string {
  const from = state.effective?.from ?? null
  const day = new Date(state.head.at).toISOString().slice(0, 10)
  return status === 'effective' && from !== null && from > day ? `Approved, in force from ${from}` : statusWords[status]
}

export const roleWords: Readonly<Record<ReviewRole, string>> = { preparer: 'Preparer', validator: 'Validator', approver: 'Approver' }

export const meaningWords: Readonly<Record<ReviewSignature['meaning'], string>> = {
  prepared: 'I prepared this proposal from the frozen evidence.',
  validated: 'I validated it independently of who prepared it.',
  approved: 'I approve the use of the threshold, with its limitations.',
  rejected: 'I reject the proposal.',
  withdrawn: 'The proposal is withdrawn.',
  revoked: 'I revoke the approval.',
}

export const resultWords: Readonly<Record<CheckResult['result'], string>> = {
  PASS: 'Pass',
  FAIL: 'Fail',
  NOT_ASSESSABLE: 'Not assessable',
  NOT_APPLICABLE: 'Not applicable',
}

/** "Ana Ruiz, Risk analytics"; the id where nobody of the review has it. */
export function personName({ people }: Pick<ReviewState, 'people'>, id: string | null): string {
  if (id === null) return 'nobody'
  const person = people.find((candidate) => candidate.id === id)
  if (person === undefined) return id
  return person.unit === null ? person.name : `${person.name}, ${person.unit}`
}

/** Milliseconds since 1970 as "2026-11-24 09:00 UTC", as the computer that wrote it said. */
export function utcTime(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}

/** The checks as the report lists them: what can't be assessed first, then what failed, in their own order. */
export function orderedChecks(checks: readonly CheckResult[]): CheckResult[] {
  const order: readonly CheckResult['result'][] = ['NOT_ASSESSABLE', 'FAIL', 'PASS', 'NOT_APPLICABLE']
  return order.flatMap((result) => checks.filter((check) => check.result === result))
}
