import { z } from 'zod'
import type { ReviewState, ReviewView } from '../../../src-main/contract/review.ts'
import { nameOf } from './review-words.ts'

const titles: Readonly<Record<string, string>> = {
  'review-opened': 'Review opened',
  'person-added': 'Person added',
  'key-registered': 'Key registered',
  'role-assigned': 'Role assigned',
  'policy-set': 'Policy set',
  'draft-set': 'Threshold proposed',
  'statement-set': 'Fact stated',
  'deviation-stated': 'Deviation explained',
  frozen: 'Evidence and proposal frozen',
  reopened: 'Reopened as a new version',
  returned: 'Returned',
  'checks-evaluated': 'Checks evaluated',
  'validation-started': 'Validation started',
  'challenge-raised': 'Challenge raised',
  'challenge-answered': 'Challenge answered',
  'challenge-disposed': 'Challenge disposed of',
  'no-challenge-stated': 'Stated that no challenge was raised',
  'finding-raised': 'Finding raised',
  'finding-answered': 'Finding answered',
  'finding-closed': 'Finding closed',
  'finding-reopened': 'Finding reopened',
  'finding-extended': 'Due date of a finding extended',
  'condition-set': 'Condition set',
  'condition-met': 'Condition confirmed as met',
  'exception-granted': 'Exception granted',
  'check-not-applicable': 'Check declared not applicable',
  'terms-set': 'Dates set',
  signed: 'Signed',
  'effective-set': 'Put in force',
  superseded: 'Superseded',
  revoked: 'Approval revoked',
  'note-continued': 'Another copy continued',
  'note-added': 'Note',
  'note-compared': 'Compared with the review before',
}

/** The members of a payload that say the most, in this order. */
const telling = ['id', 'check', 'name', 'person', 'role', 'meaning', 'topic', 'question', 'response', 'disposition', 'severity', 'condition', 'text', 'reason', 'evidence', 'expiresOn', 'due', 'from'] as const

const payloadSchema = z.record(z.string(), z.unknown())

/** What an entry of the record says: its kind in words, and what of its payload tells it from others. */
export function entryWords({ kind, payload }: ReviewView['entries'][number], state: Pick<ReviewState, 'people'>): { title: string; says: string } {
  const members = payloadSchema.safeParse(payload).data ?? {}
  const says = telling.flatMap((name) => {
    const value = members[name]
    if (typeof value !== 'string' || value === '') return []
    return [name === 'person' ? nameOf(state, value) : value]
  })
  return { title: titles[kind] ?? kind, says: says.join(' · ') }
}
