import { opinionWords } from '../../contract/review-events.ts'
import { hardChecks } from '../../contract/governance-policy.ts'
import type { CheckResult } from '../../contract/governance.ts'
import type { ReviewState } from '../../contract/review.ts'
import type { Opinion, ReviewRole, ReviewSignature } from '../../contract/review-events.ts'
import { listed, nameOf } from './words.ts'

/** What a role is about to sign, as far as the rules need it. */
export interface Signing {
  readonly role: ReviewRole
  readonly opinion: Opinion | null
  readonly reason: string | null
  readonly expiresOn: string | null
  /** The UTC day of the signature. */
  readonly day: string
}

const order: readonly Opinion[] = ['rejected', 'withdrawn', 'approved-for-limited-use', 'approved-with-conditions', 'approved']

export function isApproving(opinion: Opinion | null): boolean {
  return opinion !== null && opinion.startsWith('approved')
}

/** What the signature of a role means. */
export function meaningOf(role: ReviewRole, opinion: Opinion | null): ReviewSignature['meaning'] {
  if (role === 'preparer') return 'prepared'
  if (role === 'validator') return 'validated'
  return opinion === 'rejected' || opinion === 'withdrawn' ? opinion : 'approved'
}

/**
 * Everything that keeps a role from signing an opinion, a sentence each; none where it may be signed. Who signs, and
 * with which key, is judged apart.
 */
export function signObstacles(state: ReviewState, signing: Signing): string[] {
  const { role, opinion, reason, expiresOn, day } = signing
  if (role === 'preparer') return opinion === null ? checksObstacles(state) : ['A preparer signs without an opinion.']
  if (opinion === null) return [`The ${role} signs with an opinion.`]
  const found: string[] = []
  if (opinion === 'approved-for-limited-use') {
    if (expiresOn === null) found.push('An approval for limited use needs the day on which it expires.')
    else if (expiresOn <= day) found.push(`An approval for limited use must expire after the day on which it is given; ${expiresOn} is not after ${day}.`)
  } else if (expiresOn !== null) found.push('Only an approval for limited use has an expiry of its own.')
  if (!isApproving(opinion)) return reason === null ? [...found, `The opinion “${opinionWords[opinion]}” needs a reason.`] : found
  return [
    ...found,
    ...checksObstacles(state),
    ...hardObstacles(state, role),
    ...challengeObstacles(state),
    ...findingObstacles(state, opinion),
    ...conditionObstacles(state, opinion),
    ...termsObstacles(state, day),
    ...(role === 'approver' ? approverObstacles(state, opinion, day) : []),
  ]
}

function checksObstacles({ checks }: ReviewState): string[] {
  if (checks === null) return ['The checks of this version were not evaluated yet.']
  return checks.outdated ? ['The review went on since the checks were evaluated: evaluate them again.'] : []
}

/** Whether nobody can waive a check, by what it was evaluated as or by what no policy can change. */
export function isHard(state: ReviewState, id: CheckResult['id']): boolean {
  return hardChecks.includes(id) || state.checks?.checks.some((check) => check.id === id && check.gate === 'hard') === true
}

function hardObstacles(state: ReviewState, role: ReviewRole): string[] {
  const hard = (state.checks?.checks ?? []).filter(({ id, result }) => isHard(state, id) && result !== 'PASS')
  // The approver's key comes with the approver: until then the duties can't be told apart, and are judged again before the approval.
  const counted = role === 'validator' ? hard.filter(({ id, result }) => id !== segregation || result === 'FAIL') : hard
  return counted.map(({ id, title, result }) => `${id} ${title} ${result === 'FAIL' ? 'fails' : 'can not be assessed'} and nobody can waive it: only “Rejected” and “Withdrawn” are open.`)
}

/** The check that the three roles are three people with three keys. */
const segregation: CheckResult['id'] = 'G31'

function challengeObstacles({ challenges, version, noChallenge }: ReviewState): string[] {
  const waiting = challenges.filter(({ status }) => status !== 'disposed')
  if (waiting.length > 0) return waiting.map(({ id, status }) => `Challenge ${id} ${status === 'open' ? 'has no response yet' : 'waits for the validator to judge its response'}.`)
  if (challenges.some((challenge) => challenge.version === version) || noChallenge !== null) return []
  return ['Nobody challenged this version: raise a challenge, or state that none was raised.']
}

function findingObstacles({ findings }: ReviewState, opinion: Opinion): string[] {
  const open = findings.filter(({ status }) => status !== 'closed')
  const found = open.filter(({ severity }) => severity === 'critical').map(({ id }) => `Finding ${id} is Critical and open: the threshold may not be used.`)
  if (opinion !== 'approved') return found
  const high = open.filter(({ severity }) => severity === 'high').map(({ id }) => `Finding ${id} is High and open: approve with conditions or for limited use only.`)
  return [...found, ...high]
}

function conditionObstacles({ conditions }: ReviewState, opinion: Opinion): string[] {
  const open = conditions.filter(({ met }) => met === null)
  if (opinion === 'approved-with-conditions' && open.length === 0) return ['No condition is set: an approval with conditions has at least one.']
  if (opinion !== 'approved' || open.length === 0) return []
  return [`${listed(open.map(({ id }) => `Condition ${id}`))} ${open.length === 1 ? 'is' : 'are'} not met: the opinion is “Approved with conditions”.`]
}

function termsObstacles({ terms }: ReviewState, day: string): string[] {
  if (terms === null) return ['The dates are missing: from when it holds, when it expires, and when it is reviewed next.']
  return terms.expiresOn > day ? [] : [`The decision would expire on ${terms.expiresOn}, which is not after ${day}.`]
}

function approverObstacles(state: ReviewState, opinion: Opinion, day: string): string[] {
  const found: string[] = []
  const { validator } = state.opinions
  if (validator !== null && order.indexOf(opinion) > order.indexOf(validator)) {
    found.push(`The validator's opinion is “${opinionWords[validator]}”: “${opinionWords[opinion]}” would go beyond it.`)
  }
  for (const { id, title } of missingExceptions(state, day)) found.push(`${id} ${title} is no pass and needs an exception with a control in its place and an expiry.`)
  const approver = state.record?.deviation?.approver
  if (approver !== undefined && approver !== state.roles.approver) found.push(`The deviation names ${nameOf(state, approver)} as its approver, who is not the approver of this review.`)
  return found
}

/** The checks that need an exception and have none on the day. */
export function missingExceptions(state: ReviewState, day: string): CheckResult[] {
  return (state.checks?.checks ?? []).filter(
    ({ id, gate, result }) =>
      gate === 'exception' &&
      !isHard(state, id) &&
      (result === 'FAIL' || result === 'NOT_ASSESSABLE') &&
      !state.exceptions.some(({ check, expiresOn }) => check === id && expiresOn >= day),
  )
}
