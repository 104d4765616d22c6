import type { ReviewKind, ReviewRole } from '../../contract/review-events.ts'
import type { ReviewState, ReviewStatus } from '../../contract/review.ts'

export const statusWords: Readonly<Record<ReviewStatus, string>> = {
  draft: 'a draft',
  frozen: 'frozen',
  prepared: 'prepared',
  'in-validation': 'in validation',
  challenged: 'challenged',
  responded: 'in validation, with every challenge answered',
  validated: 'validated',
  approved: 'approved',
  rejected: 'rejected',
  withdrawn: 'withdrawn',
  effective: 'in force',
  superseded: 'superseded',
  expired: 'expired',
  revoked: 'revoked',
}

/** What a kind of event does, to complete "the validator may …". */
export const kindWords: Readonly<Record<ReviewKind, string>> = {
  'person-added': 'add a person',
  'key-registered': 'register a key',
  'role-assigned': 'assign a role',
  'policy-set': 'set the policy',
  'draft-set': 'change the proposal',
  'statement-set': 'state a fact',
  'deviation-stated': 'give the reason of a deviation',
  frozen: 'freeze the review',
  reopened: 'reopen the review',
  returned: 'return the review',
  'checks-evaluated': 'evaluate the checks',
  'validation-started': 'start the validation',
  'challenge-raised': 'raise a challenge',
  'challenge-answered': 'answer a challenge',
  'challenge-disposed': 'dispose of a challenge',
  'no-challenge-stated': 'state that no challenge was raised',
  'finding-raised': 'raise a finding',
  'finding-answered': 'answer a finding',
  'finding-closed': 'close a finding',
  'finding-reopened': 'reopen a finding',
  'finding-extended': 'extend the due date of a finding',
  'condition-set': 'set a condition',
  'condition-met': 'confirm that a condition is met',
  'exception-granted': 'grant an exception',
  'check-not-applicable': 'declare a check not applicable',
  'terms-set': 'set the dates of the decision',
  signed: 'sign',
  'effective-set': 'put the threshold in force',
  superseded: 'supersede the review',
  revoked: 'revoke the approval',
  'note-continued': 'note that a copy was continued',
  'note-added': 'add a note',
  'note-compared': 'note what changed since the previous review',
}

/** The name of a person of the review, else the id. */
export function nameOf(state: Pick<ReviewState, 'people'>, id: string | null): string {
  return id === null ? 'nobody' : (state.people.find((person) => person.id === id)?.name ?? id)
}

/** "Ana Ruiz (validator)", or "the validator" where nobody holds the role. */
export function holderOf(state: Pick<ReviewState, 'people' | 'roles'>, role: ReviewRole): string {
  const holder = state.roles[role]
  return holder === null ? `the ${role}, whom nobody is yet` : `${nameOf(state, holder)} (${role})`
}

/** "a", "a and b", "a, b and c". */
export function listed(items: readonly string[], word = 'and'): string {
  if (items.length < 2) return items[0] ?? ''
  return `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1) ?? ''}`
}
