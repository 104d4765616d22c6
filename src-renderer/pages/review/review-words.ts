import type { ReviewRole, Severity } from '../../../src-main/contract/review-events.ts'
import type { ReviewState, ReviewStatus, ReviewStep, ReviewView } from '../../../src-main/contract/review.ts'
import type { CaseState } from '../../app/case.ts'
import { formatDay } from '../../format/date.ts'
import { capitalised, plural, pluralInWords } from '../../format/number.ts'

export const reviewQuestion = 'May this threshold be signed off?'

/** What a review is, in one sentence. */
export const reviewSentence =
  'A review is one file that three people pass on: one prepares the decision, one validates it, one approves it, and each signs what stands in it.'

export const roles: readonly ReviewRole[] = ['preparer', 'validator', 'approver']

export const statusWords: Readonly<Record<ReviewStatus, string>> = {
  draft: 'Draft',
  frozen: 'Frozen',
  prepared: 'Prepared',
  'in-validation': 'In validation',
  challenged: 'Challenged',
  responded: 'Challenge answered',
  validated: 'Validated',
  approved: 'Approved',
  rejected: 'Rejected',
  withdrawn: 'Withdrawn',
  effective: 'In force',
  superseded: 'Superseded',
  expired: 'Expired',
  revoked: 'Revoked',
}

/** The blocks of ink of a severity, of four. */
export const severityBlocks: Readonly<Record<Severity, number>> = { critical: 4, high: 3, medium: 2, low: 1, observation: 0 }

/** How far along the path a status is: the place of its segment. */
const place: Readonly<Record<ReviewStatus, number>> = {
  draft: 0, frozen: 1, prepared: 2, 'in-validation': 3, challenged: 3, responded: 3, validated: 4,
  approved: 5, rejected: 5, withdrawn: 5, effective: 6, superseded: 6, expired: 6, revoked: 6,
}

/** A stretch of the path with who went it, or will. */
export interface PathPart {
  readonly title: string
  readonly state: 'done' | 'now' | 'later'
  readonly says: string
}

/** The name of a person of the review, else the id; "nobody" for null. */
export function nameOf({ people }: Pick<ReviewState, 'people'>, id: string | null): string {
  return id === null ? 'nobody' : (people.find((person) => person.id === id)?.name ?? id)
}

/** The role that a person holds; null where none. */
export function roleOf({ roles: held }: Pick<ReviewState, 'roles'>, person: string | null): ReviewRole | null {
  return roles.find((role) => person !== null && held[role] === person) ?? null
}

/** The signature of a role that stands; null where there is none. */
export function standing({ signatures }: Pick<ReviewState, 'signatures'>, role: ReviewRole) {
  return signatures.findLast((signature) => signature.role === role && signature.void === null && signature.meaning !== 'revoked') ?? null
}

/** The path from draft to in force; what lies ahead names who goes it. */
export function reviewPath({ state, status, entries }: Pick<ReviewView, 'state' | 'status' | 'entries'>): PathPart[] {
  const at = place[status]
  const last = (kind: string) => entries.findLast((entry) => entry.kind === kind)
  const day = (time: number | undefined) => (time === undefined ? '' : formatDay(time))
  const signed = (role: ReviewRole) => {
    const signature = standing(state, role)
    if (signature !== null) return `${nameOf(state, signature.person)}, ${formatDay(signature.at)}`
    return state.roles[role] === null ? '' : nameOf(state, state.roles[role])
  }
  const decided = at >= 5 && ['rejected', 'withdrawn'].includes(status) ? statusWords[status] : 'Approved'
  const parts: readonly (readonly [string, string])[] = [
    ['Draft', day(entries[0]?.at)],
    ['Frozen', at >= 1 ? day(last('frozen')?.at) : ''],
    ['Prepared', signed('preparer')],
    ['In validation', at >= 3 ? nameOf(state, state.roles.validator) : ''],
    ['Validated', signed('validator')],
    [decided, signed('approver')],
    [at === 6 ? statusWords[status] : 'In force', state.effective === null ? '' : state.effective.from],
  ]
  return parts.map(([title, says], index) => ({ title, says, state: index < at ? 'done' : index === at ? 'now' : 'later' }))
}

/** Steps that may stay open while others go on: they come next only where nothing else can. */
const aside: readonly ReviewStep['id'][] = ['statements', 'findings', 'terms', 'exceptions']

/** The step that somebody can go now; null where nothing is left to do, or nobody can go on. */
export function nextStep(steps: readonly ReviewStep[]): ReviewStep | null {
  const open = steps.filter(({ state }) => state === 'now')
  return open.find(({ id }) => !aside.includes(id)) ?? open[0] ?? null
}

const signingSteps = ['freeze', 'prepare', 'validate', 'approve'] as const

/** What keeps the next signature, or the freezing before it, from being given. */
export function blocksOf(steps: readonly ReviewStep[]): { step: ReviewStep; blocks: readonly string[] } | null {
  const step = signingSteps.map((id) => steps.find((each) => each.id === id)).find((each) => each !== undefined && each.state !== 'done')
  return step === undefined ? null : { step, blocks: step.blocks }
}

/** The answer to the question of the page. */
export interface ReviewAnswer {
  readonly decisive: string
  readonly rest: string
}

const waits: Readonly<Partial<Record<ReviewStatus, string>>> = {
  draft: 'the proposal is not frozen',
  frozen: 'the preparer has not signed',
  prepared: 'the validation has not begun',
  'in-validation': 'the validator has not signed',
  challenged: 'a challenge is open',
  responded: 'the validator has not signed',
  validated: 'the approver has not signed',
}

/** The answer of a review, from its status and its checks. */
export function reviewAnswer({ state, status, steps }: Pick<ReviewView, 'state' | 'status' | 'steps'>): ReviewAnswer {
  const wait = waits[status]
  if (wait !== undefined) {
    const blocks = blocksOf(steps)?.blocks.length ?? 0
    const what = blocks === 0 ? '' : ` ${capitalised(pluralInWords(blocks, 'thing blocks', 'things block'))} the next signature.`
    return { decisive: `Not yet: ${wait}.`, rest: `${what} ${checksSentence(state)}`.trim() }
  }
  return { decisive: decidedWords(state, status), rest: checksSentence(state) }
}

function decidedWords(state: ReviewState, status: ReviewStatus): string {
  const until = state.expiresOn === null ? '' : ` until ${state.expiresOn}`
  const words: Partial<Record<ReviewStatus, string>> = {
    approved: `Signed off${until}; not in force yet.`,
    effective: `Signed off, and in force since ${state.effective?.from ?? 'a day that is not stated'}${until}.`,
    expired: `No longer: the decision expired on ${state.expiresOn ?? 'a day that is not stated'}.`,
    revoked: `No longer: the approval is revoked. ${state.revoked?.reason ?? ''}`.trim(),
    superseded: 'No longer: another review took its place.',
  }
  return words[status] ?? `No: the review is ${statusWords[status].toLowerCase()}.`
}

/** How many checks are no pass, in a sentence; there is no score over them. */
export function checksSentence({ checks }: Pick<ReviewState, 'checks'>): string {
  if (checks === null) return 'No check is evaluated yet.'
  const count = (result: string) => checks.checks.filter((check) => check.result === result).length
  const [unknown, failed] = [count('NOT_ASSESSABLE'), count('FAIL')]
  const fails = failed === 0 ? 'none fails' : `${failed} ${failed === 1 ? 'fails' : 'fail'}`
  if (unknown === 0) return `Of ${checks.checks.length} checks ${fails}.`
  return `${unknown} of ${checks.checks.length} checks cannot be assessed from this evidence, and none of them counts as passed; ${fails}.`
}

/** Adopted against recommended, as frozen or as proposed; null where nothing is proposed. */
export function adoptedSentence(state: ReviewState): string | null {
  const { record, draft } = state
  if (record !== null) {
    const adopted = record.adopted.decimal ?? 'flag nobody'
    const recommended = record.recommended === null ? 'no threshold meets the limits' : (record.recommended.decimal ?? 'flag nobody')
    if (record.deviation === null) return `Adopted: ${adopted}, as recommended.`
    const cost = record.deviation.cost === null ? '' : `, at a cost of ${record.deviation.cost}`
    return `Adopted: ${adopted}; recommended: ${recommended}. ${nameOf(state, record.deviation.approver)} has to approve the difference${cost}.`
  }
  if (draft?.adopted == null) return null
  return `Proposed: ${draft.adopted.threshold === null ? 'flag nobody' : String(draft.adopted.threshold)}, not frozen yet.`
}

/** The review in a few words, for the rail. */
export function railAnswerOfReview({ review }: CaseState): string | null {
  if (review === null) return null
  const found = blocksOf(review.steps)
  const blocks = found?.blocks.length ?? 0
  return blocks === 0 || waits[review.status] === undefined ? statusWords[review.status] : `${statusWords[review.status]}: ${plural(blocks, 'thing blocks', 'things block')} it`
}
