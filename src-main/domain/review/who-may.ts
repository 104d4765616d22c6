import type { AllowedEvent, ReviewState, ReviewStatus } from '../../contract/review.ts'
import { reviewKinds } from '../../contract/review-events.ts'
import type { ReviewKind, ReviewRole } from '../../contract/review-events.ts'
import { kindWords, listed, nameOf, statusWords } from './words.ts'

interface Permission {
  /** Null lets anyone, named or not. */
  readonly by: readonly ReviewRole[] | null
  readonly when: readonly ReviewStatus[]
  /** What to do instead where the review is past or before it. */
  readonly else: string
}

const validating: readonly ReviewStatus[] = ['in-validation', 'challenged', 'responded']
const undecided: readonly ReviewStatus[] = ['draft', 'frozen', 'prepared', ...validating, 'validated']
const living: readonly ReviewStatus[] = [...undecided, 'approved', 'effective', 'rejected', 'withdrawn']
const decided: readonly ReviewStatus[] = ['approved', 'effective']
const always: readonly ReviewStatus[] = [...living, 'superseded', 'revoked']

const whileDraft = 'Reopen it first: that makes the next version and voids the signatures.'
const whileValidating = 'The validator does this between the start of the validation and their signature.'

/** Who may write what, and when. Every kind has its line; what a payload must hold is in `payload-rules`. */
const permissions: Readonly<Record<ReviewKind, Permission>> = {
  'person-added': { by: null, when: living, else: 'Nothing follows on it.' },
  'key-registered': { by: null, when: living, else: 'Nothing follows on it.' },
  'role-assigned': { by: null, when: living, else: 'Nothing follows on it.' },
  'policy-set': { by: ['preparer'], when: ['draft'], else: whileDraft },
  'draft-set': { by: ['preparer'], when: ['draft'], else: whileDraft },
  'statement-set': { by: ['preparer'], when: ['draft'], else: whileDraft },
  'deviation-stated': { by: ['preparer'], when: ['draft'], else: whileDraft },
  frozen: { by: ['preparer'], when: ['draft'], else: whileDraft },
  reopened: {
    by: ['preparer', 'approver'],
    when: ['frozen', 'prepared', ...validating, 'validated', 'approved', 'rejected', 'withdrawn'],
    else: 'A draft needs no reopening, and a decision in force is revoked or superseded instead.',
  },
  returned: { by: ['validator', 'approver'], when: ['prepared', ...validating, 'validated'], else: 'Only what lies before the validator or the approver can be returned.' },
  'checks-evaluated': { by: ['preparer', 'validator', 'approver'], when: ['frozen', 'prepared', ...validating, 'validated'], else: 'The checks are evaluated on a frozen record, until the decision.' },
  'validation-started': { by: ['validator'], when: ['prepared'], else: 'The preparer signs first.' },
  'challenge-raised': { by: ['validator'], when: validating, else: whileValidating },
  'challenge-answered': { by: ['preparer'], when: ['challenged'], else: 'Nothing waits for an answer.' },
  'challenge-disposed': { by: ['validator'], when: ['challenged', 'responded'], else: 'No answer waits to be judged.' },
  'no-challenge-stated': { by: ['validator'], when: validating, else: whileValidating },
  'finding-raised': { by: ['validator'], when: [...validating, 'effective'], else: whileValidating },
  'finding-answered': { by: null, when: living, else: 'Nothing follows on it.' },
  'finding-closed': { by: ['validator'], when: living, else: 'Nothing follows on it.' },
  'finding-reopened': { by: ['validator'], when: living, else: 'Nothing follows on it.' },
  'finding-extended': { by: ['validator', 'approver'], when: living, else: 'Nothing follows on it.' },
  'condition-set': { by: ['validator', 'approver'], when: [...validating, 'validated'], else: 'Conditions belong to the validation and the approval.' },
  'condition-met': { by: ['validator'], when: [...validating, 'validated', ...decided], else: 'A condition is confirmed by the validator.' },
  'exception-granted': { by: ['approver'], when: ['frozen', 'prepared', ...validating, 'validated', ...decided], else: 'Exceptions are granted on a frozen record.' },
  'check-not-applicable': { by: ['validator'], when: validating, else: whileValidating },
  'terms-set': { by: ['preparer', 'validator'], when: ['draft', 'frozen', 'prepared', ...validating], else: 'The validator has signed the dates: the approver returns the review to change them.' },
  signed: { by: ['preparer', 'validator', 'approver'], when: ['frozen', ...validating, 'validated'], else: 'Nothing waits for a signature.' },
  'effective-set': { by: ['preparer', 'approver'], when: ['approved'], else: 'Only an approved threshold can be put in force.' },
  superseded: { by: ['approver'], when: decided, else: 'Only an approved decision can be superseded.' },
  revoked: { by: ['approver'], when: decided, else: 'Only an approved decision can be revoked.' },
  'note-continued': { by: null, when: always, else: '' },
  'note-added': { by: null, when: always, else: '' },
  'note-compared': { by: null, when: always, else: '' },
}

/** The roles that may write a kind; null where anyone may. */
export function rolesFor(kind: ReviewKind): readonly ReviewRole[] | null {
  return permissions[kind].by
}

/** Why a person may not write a kind now, as a sentence; null where they may. `person` null is nobody in particular. */
export function mayNot(state: ReviewState, kind: ReviewKind, person: string | null): string | null {
  const { by, when, else: instead } = permissions[kind]
  if (person !== null && !state.people.some(({ id }) => id === person)) return `${person} is no person of this review. Add the person first.`
  if (!when.includes(state.status)) return `The review is ${statusWords[state.status]}: nobody may ${kindWords[kind]} now. ${instead}`.trim()
  if (by === null) return null
  if (person !== null && by.some((role) => state.roles[role] === person)) return null
  const holders = listed(by.map((role) => `the ${role}`), 'or')
  const isNot = ['is not', 'is neither', 'is none of them'][by.length - 1] ?? 'is not'
  return `Only ${holders} may ${kindWords[kind]}; ${person === null ? 'no person was named' : `${nameOf(state, person)} ${isNot}`}.`
}

/** Everything that may be written to a review, and whether this person may now. */
export function allowed(state: ReviewState, person: string | null): AllowedEvent[] {
  return reviewKinds.map((kind) => {
    const why = mayNot(state, kind, person)
    return { kind, allowed: why === null, why }
  })
}
