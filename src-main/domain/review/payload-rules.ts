import { policySchema } from '../../contract/governance-policy.ts'
import type { ReviewState } from '../../contract/review.ts'
import type { ReviewEvent, ReviewRole, ReviewSignature } from '../../contract/review-events.ts'
import { isHard, meaningOf, signObstacles } from './sign-obstacles.ts'
import { listed, nameOf } from './words.ts'

const roles: readonly ReviewRole[] = ['preparer', 'validator', 'approver']

/** Why what an event says is not allowed, as a sentence; null where it is. Who may write its kind, and when, is in `who-may`. */
export function contradiction(state: ReviewState, event: ReviewEvent, person: string | null, day: string): string | null {
  switch (event.kind) {
    case 'person-added':
      return state.people.some(({ id }) => id === event.payload.id) ? `${event.payload.id} is taken by ${nameOf(state, event.payload.id)}.` : null
    case 'key-registered':
      return keyRule(state, event.payload, person)
    case 'role-assigned':
      return roleRule(state, event.payload)
    case 'deviation-stated':
      return unknownPerson(state, event.payload.approver) ?? (event.payload.approver === state.roles.preparer ? 'The preparer can not approve the deviation that they propose.' : null)
    case 'frozen':
      return frozenRule(state, event.payload)
    case 'reopened':
      return state.status === 'approved' && person !== state.roles.approver ? 'The review is approved: only the approver may reopen it.' : null
    case 'returned':
      return returnRule(state, event.payload.to, person)
    case 'checks-evaluated':
      return checksRule(state, event.payload)
    case 'challenge-raised':
      return state.challenges.some(({ id }) => id === event.payload.id) ? `There is a challenge ${event.payload.id} already.` : null
    case 'challenge-answered':
      return challengeIs(state, event.payload.id, 'open', 'has its response already')
    case 'challenge-disposed':
      return disposalRule(state, event.payload)
    case 'no-challenge-stated': {
      const raised = state.challenges.filter(({ version, status }) => version === state.version || status !== 'disposed')
      if (raised.length === 0) return null
      return `${listed(raised.map(({ id }) => `Challenge ${id}`))} ${raised.length === 1 ? 'was' : 'were'} raised: it can not be stated that none was.`
    }
    case 'finding-raised':
      return findingRule(state, event.payload, day)
    case 'finding-answered': {
      const { id } = event.payload
      const owner = state.findings.find((finding) => finding.id === id)?.owner ?? null
      const mayAnswer = person !== null && (person === owner || person === state.roles.preparer)
      return findingIs(state, id, ['open', 'answered'], 'is closed') ?? (mayAnswer ? null : `Finding ${id} is answered by its owner, ${nameOf(state, owner)}, or by the preparer.`)
    }
    case 'finding-closed': {
      const finding = state.findings.find(({ id }) => id === event.payload.id)
      if (finding !== undefined && finding.owner === person) return `${nameOf(state, person)} owns finding ${finding.id}: an owner can not close their own finding.`
      if (finding?.severity === 'observation') return findingIs(state, event.payload.id, ['open', 'answered'], 'is closed already')
      return findingIs(state, event.payload.id, ['answered'], finding?.status === 'closed' ? 'is closed already' : 'has no response yet')
    }
    case 'finding-reopened':
      return findingIs(state, event.payload.id, ['closed'], 'is not closed')
    case 'finding-extended': {
      const { id, due } = event.payload
      const before = state.findings.find((finding) => finding.id === id)?.due ?? null
      const wrong = findingIs(state, id, ['open', 'answered'], 'is closed')
      if (wrong !== null || before === null || due > before) return wrong
      return `Finding ${id} is due on ${before}: an extension goes beyond that day.`
    }
    case 'condition-set':
      if (state.conditions.some(({ id }) => id === event.payload.id)) return `There is a condition ${event.payload.id} already.`
      return unknownPerson(state, event.payload.owner) ?? pastDay(event.payload.due, day, 'The condition')
    case 'condition-met': {
      const condition = state.conditions.find(({ id }) => id === event.payload.id)
      if (condition === undefined) return `There is no condition ${event.payload.id}.`
      if (condition.met !== null) return `Condition ${condition.id} was confirmed as met already.`
      return condition.owner === person ? `${nameOf(state, person)} owns condition ${condition.id}: an owner can not confirm their own condition.` : null
    }
    case 'exception-granted':
      return exceptionRule(state, event.payload, person, day)
    case 'check-not-applicable': {
      const { check } = event.payload
      if (isHard(state, check)) return `${check} is a hard check: nobody can waive it or declare it not applicable.`
      const policy = policySchema.safeParse(state.policy?.policy)
      return policy.success && !policy.data.checks[check].mayBeNotApplicable ? `The policy does not let anybody declare ${check} not applicable.` : null
    }
    case 'terms-set': {
      const { effectiveFrom, expiresOn, nextReviewOn } = event.payload
      if (expiresOn <= effectiveFrom) return `It would expire on ${expiresOn}, which is not after ${effectiveFrom}, from when it holds.`
      if (nextReviewOn > expiresOn) return `The next review on ${nextReviewOn} would come after the expiry on ${expiresOn}.`
      return pastDay(expiresOn, day, 'The decision', 'would have expired')
    }
    case 'signed':
      return signatureRule(state, event.payload, person, day)
    case 'effective-set':
      if (state.expiresOn !== null && event.payload.from > state.expiresOn) return `The decision expires on ${state.expiresOn}, before ${event.payload.from}.`
      return state.terms !== null && event.payload.from < state.terms.effectiveFrom ? `The decision holds from ${state.terms.effectiveFrom}, not from ${event.payload.from}.` : null
    case 'superseded':
      return event.payload.by === state.reviewId ? 'A review can not supersede itself.' : null
    case 'revoked': {
      const { signature, reason } = event.payload
      if (signature.role !== 'approver' || signature.meaning !== 'revoked' || signature.opinion !== null) return 'A revocation is signed by the approver, as a revocation.'
      if (signature.reason !== reason) return 'The signature of the revocation gives another reason than the revocation.'
      return signerRule(state, signature, person)
    }
    case 'policy-set':
    case 'draft-set':
    case 'statement-set':
    case 'validation-started':
    case 'note-continued':
    case 'note-added':
    case 'note-compared':
      return null
  }
}

type Payload<Kind extends ReviewEvent['kind']> = Extract<ReviewEvent, { kind: Kind }>['payload']

function unknownPerson(state: ReviewState, id: string): string | null {
  return state.people.some((person) => person.id === id) ? null : `${id} is no person of this review. Add the person first.`
}

function pastDay(due: string, day: string, what: string, verb = 'would be due'): string | null {
  return due >= day ? null : `${what} ${verb} on ${due}, before today (${day}).`
}

function keyRule(state: ReviewState, key: Payload<'key-registered'>, person: string | null): string | null {
  const unknown = unknownPerson(state, key.person)
  if (unknown !== null) return unknown
  if (person !== null && person !== key.person) return `A key is registered by the person whose key it is, ${nameOf(state, key.person)}.`
  const holder = state.keys.find(({ fingerprint }) => fingerprint === key.fingerprint)
  if (holder === undefined) return null
  return holder.person === key.person ? 'This key is registered already.' : `This key is that of ${nameOf(state, holder.person)}: two people can not share a key.`
}

function roleRule(state: ReviewState, { person, role }: Payload<'role-assigned'>): string | null {
  const unknown = unknownPerson(state, person)
  if (unknown !== null) return unknown
  const held = roles.find((other) => state.roles[other] === person)
  if (held === role) return `${nameOf(state, person)} is the ${role} already.`
  if (held !== undefined) return `${nameOf(state, person)} is the ${held}: preparer, validator and approver are three different people.`
  const signedAs = state.signatures.find((signature) => signature.person === person && signature.role !== role)
  if (signedAs !== undefined) return `${nameOf(state, person)} signed version ${signedAs.version} as ${signedAs.role} and can not take another role in this review.`
  const owned = role === 'validator' ? state.findings.filter((finding) => finding.status !== 'closed' && finding.owner === person) : []
  if (owned.length > 0) return `${nameOf(state, person)} owns ${listed(owned.map(({ id }) => `finding ${id}`))}: who closes findings can not own one.`
  const signed = state.signatures.some((signature) => signature.role === role && signature.void === null)
  const over = state.status === 'approved' || state.status === 'effective'
  return signed && !over ? `${nameOf(state, state.roles[role])} has signed this version as ${role}: the role can not change hands now.` : null
}

function frozenRule(state: ReviewState, { version, record, manifest }: Payload<'frozen'>): string | null {
  if (state.policy === null) return 'The policy is not set.'
  if (state.draft === null || state.draft.adopted === null) return 'No threshold is proposed yet.'
  if (state.draft.choices.orientation?.answer !== 'yes') return 'The question what the positive class and the costs stand for is not answered with yes.'
  if (version !== state.version || record.version !== state.version) return `This is version ${state.version}, not version ${version}.`
  if (record.policySha256 !== state.policy.sha256) return 'The record names another policy than the one that is set.'
  if (!same(record.draft, state.draft)) return 'The record holds another proposal than the one that is set.'
  if (!same(record.statements, state.statements)) return 'The record holds other statements than those that were made.'
  if (!same(record.model, state.model)) return 'The record names another model than the review.'
  if (record.adopted.decimal !== decimalOf(state.draft.adopted.threshold)) return 'The record adopts another threshold than the one that is proposed.'
  if (manifest.length === 0) return 'The record names no file of the evidence.'
  if (record.recommended !== null && record.recommended.decimal === record.adopted.decimal) return record.deviation === null ? null : 'The adopted threshold is the recommended one: there is no deviation.'
  if (record.deviation === null || state.deviation === null) return 'The adopted threshold is not the recommended one: give the reason of the deviation and who approves it.'
  return record.deviation.reason === state.deviation.reason && record.deviation.approver === state.deviation.approver ? null : 'The record gives another reason or approver of the deviation than was stated.'
}

/** The shortest decimal that reads back as the threshold; null flags nobody. */
export function decimalOf(threshold: number | null): string | null {
  return threshold === null ? null : String(threshold)
}

/** Whether two values of plain data are equal, whatever the order of their keys. */
function same(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
  const [keys, others] = [Object.keys(one), Object.keys(other)]
  return keys.length === others.length && keys.every((key) => Object.hasOwn(other, key) && same(one[key as keyof typeof one], other[key as keyof typeof other]))
}

function returnRule(state: ReviewState, to: 'preparer' | 'validator', person: string | null): string | null {
  const lies = state.status === 'validated' ? 'approver' : 'validator'
  if (person !== state.roles[lies]) return `The review lies before the ${lies}: ${nameOf(state, state.roles[lies])} may return it.`
  return to === 'validator' && lies === 'validator' ? 'The review lies before the validator already.' : null
}

function checksRule(state: ReviewState, { version, policySha256, evidenceSha256 }: Payload<'checks-evaluated'>): string | null {
  if (version !== state.version) return `This is version ${state.version}, not version ${version}.`
  if (policySha256 !== state.record?.policySha256) return 'The checks were evaluated under another policy than the frozen one.'
  return evidenceSha256 === state.record.evidenceSha256 ? null : 'The checks were evaluated on other evidence than the frozen one.'
}

function challengeIs(state: ReviewState, id: string, status: ReviewState['challenges'][number]['status'], otherwise: string): string | null {
  const challenge = state.challenges.find((one) => one.id === id)
  if (challenge === undefined) return `There is no challenge ${id}.`
  return challenge.status === status ? null : `Challenge ${id} ${otherwise}.`
}

function disposalRule(state: ReviewState, { id, disposition, finding }: Payload<'challenge-disposed'>): string | null {
  const open = state.challenges.some((challenge) => challenge.id === id && challenge.status === 'open')
  const wrong = challengeIs(state, id, 'answered', open ? 'has no response yet' : 'was disposed of already')
  if (wrong !== null) return wrong
  if (disposition === 'accepted') return finding === null ? null : 'A response that is accepted leads to no finding.'
  if (finding === null) return 'A response that is not accepted becomes a finding: raise it and name it.'
  return state.findings.some((one) => one.id === finding) ? null : `There is no finding ${finding}. Raise it first.`
}

function findingIs(state: ReviewState, id: string, statuses: readonly ReviewState['findings'][number]['status'][], otherwise: string): string | null {
  const finding = state.findings.find((one) => one.id === id)
  if (finding === undefined) return `There is no finding ${id}.`
  return statuses.includes(finding.status) ? null : `Finding ${id} ${otherwise}.`
}

function findingRule(state: ReviewState, finding: Payload<'finding-raised'>, day: string): string | null {
  if (state.findings.some(({ id }) => id === finding.id)) return `There is a finding ${finding.id} already.`
  if (finding.owner === null || finding.due === null) return finding.severity === 'observation' ? null : 'A finding has an owner and a day by which it is due; only an observation needs neither.'
  if (finding.owner === state.roles.validator) return 'The validator closes findings and can not own one.'
  return unknownPerson(state, finding.owner) ?? pastDay(finding.due, day, 'The finding')
}

function exceptionRule(state: ReviewState, exception: Payload<'exception-granted'>, person: string | null, day: string): string | null {
  if (isHard(state, exception.check)) return `${exception.check} is a hard check: nobody can waive it.`
  if (exception.approver !== person) return `An exception is granted by the person it names as approver, ${nameOf(state, exception.approver)}.`
  if (exception.owner === exception.approver) return 'Who grants an exception can not own it.'
  return unknownPerson(state, exception.owner) ?? (exception.expiresOn > day ? null : `An exception must expire after the day on which it is granted; ${exception.expiresOn} is not after ${day}.`)
}

const roleAt: Readonly<Partial<Record<ReviewState['status'], ReviewRole>>> = {
  frozen: 'preparer',
  'in-validation': 'validator',
  challenged: 'validator',
  responded: 'validator',
  validated: 'approver',
}

function signatureRule(state: ReviewState, signature: ReviewSignature, person: string | null, day: string): string | null {
  const due = roleAt[state.status]
  if (signature.role !== due) return `The ${due ?? 'next person'} signs now, not the ${signature.role}.`
  if (signature.meaning !== meaningOf(signature.role, signature.opinion)) return `The signature of a ${signature.role} can not mean “${signature.meaning}” with that opinion.`
  return signerRule(state, signature, person) ?? signObstacles(state, { ...signature, day })[0] ?? null
}

/** Who signs, with which key. */
function signerRule(state: ReviewState, signature: ReviewSignature, person: string | null): string | null {
  if (signature.version !== state.version) return `This is version ${state.version}, not version ${signature.version}.`
  if (person !== signature.person) return `A signature is given by the person it names, ${nameOf(state, signature.person)}.`
  if (state.roles[signature.role] !== signature.person) return `${nameOf(state, signature.person)} is not the ${signature.role} of this review.`
  const key = state.keys.find(({ fingerprint }) => fingerprint === signature.fingerprint)
  if (key === undefined) return 'The key of the signature is not registered in this review.'
  if (key.person !== signature.person) return `The key of the signature is that of ${nameOf(state, key.person)}.`
  const other = state.signatures.find((given) => given.role !== signature.role && (given.person === signature.person || given.fingerprint === signature.fingerprint))
  return other === undefined ? null : `${nameOf(state, other.person)} signed version ${other.version} as ${other.role}: the three roles sign with three different keys of three different people.`
}
