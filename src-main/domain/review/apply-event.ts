import type { Challenge, Finding, ReviewState, ReviewStatus, Stamp } from '../../contract/review.ts'
import type { ReviewEvent, ReviewRole } from '../../contract/review-events.ts'

/** What of an entry isn't in its event. `chainHead` is the hash of the entry before it. */
export interface EventPlace extends Stamp {
  readonly hash: string
  readonly chainHead: string
}

/** The state after an event that the rules allow; see `refusal`, which is asked first. */
export function applyEvent(state: ReviewState, event: ReviewEvent, place: EventPlace): ReviewState {
  const { seq, at, by } = place
  const next = { ...change(state, event, { seq, at, by }, place.chainHead), head: { seq, hash: place.hash, at } }
  if (next.checks === null || next.checks.outdated || !readByChecks.has(event.kind)) return next
  return { ...next, checks: { ...next.checks, outdated: true } }
}

/** What checks read of a review: an evaluation from before one of these says nothing about the review after it. */
const readByChecks = new Set<ReviewEvent['kind']>([
  'key-registered', 'role-assigned', 'finding-raised', 'finding-answered', 'finding-closed', 'finding-reopened', 'finding-extended',
  'condition-set', 'condition-met', 'exception-granted', 'check-not-applicable', 'terms-set',
])

function change(state: ReviewState, event: ReviewEvent, stamp: Stamp, chainHead: string): ReviewState {
  switch (event.kind) {
    case 'person-added':
      return { ...state, people: [...state.people, event.payload] }
    case 'key-registered':
      return { ...state, keys: [...state.keys, event.payload] }
    case 'role-assigned':
      return { ...state, roles: { ...state.roles, [event.payload.role]: event.payload.person } }
    case 'policy-set':
      return { ...state, policy: event.payload }
    case 'draft-set':
      return { ...state, draft: event.payload }
    case 'statement-set': {
      const person = state.people.find(({ id }) => id === stamp.by.person)?.name ?? stamp.by.name
      const others = state.statements.filter(({ topic }) => topic !== event.payload.topic)
      return { ...state, statements: [...others, { ...event.payload, person }] }
    }
    case 'deviation-stated':
      return { ...state, deviation: event.payload }
    case 'frozen': {
      const { record, recordSha256, manifest } = event.payload
      return { ...state, status: 'frozen', record, recordSha256, manifest }
    }
    case 'reopened':
      return nextVersion(state, `reopened: ${event.payload.reason}`, stamp)
    case 'returned':
      if (event.payload.to === 'preparer') return nextVersion(state, `returned to the preparer: ${event.payload.reason}`, stamp)
      return {
        ...voidSignatures(state, `returned to the validator: ${event.payload.reason}`, ['validator']),
        status: validationStatus(state),
        opinions: { ...state.opinions, validator: null },
        expiresOn: state.terms?.expiresOn ?? null,
      }
    case 'checks-evaluated':
      return { ...state, checks: { ...event.payload, outdated: false } }
    case 'validation-started':
      return { ...state, status: validationStatus(state) }
    case 'challenge-raised': {
      const challenge: Challenge = { ...event.payload, version: state.version, status: 'open', raised: stamp, response: null, disposition: null }
      return inValidation({ ...state, challenges: [...state.challenges, challenge], noChallenge: null })
    }
    case 'challenge-answered':
      return inValidation(
        withChallenge(state, event.payload.id, (challenge) => ({ ...challenge, status: 'answered', response: { text: event.payload.response, ...stamp } })),
      )
    case 'challenge-disposed': {
      const { id, disposition: kind, text, finding } = event.payload
      return inValidation(withChallenge(state, id, (challenge) => ({ ...challenge, status: 'disposed', disposition: { kind, text, finding, ...stamp } })))
    }
    case 'no-challenge-stated':
      return { ...state, noChallenge: { ...event.payload, ...stamp } }
    case 'finding-raised':
      return { ...state, findings: [...state.findings, { ...event.payload, version: state.version, status: 'open', raised: stamp, history: [] }] }
    case 'finding-answered':
      return withFinding(state, event.payload.id, { status: 'answered' }, { kind: 'answered', text: event.payload.response, due: null, ...stamp })
    case 'finding-closed':
      return withFinding(state, event.payload.id, { status: 'closed' }, { kind: 'closed', text: event.payload.evidence, due: null, ...stamp })
    case 'finding-reopened':
      return withFinding(state, event.payload.id, { status: 'open' }, { kind: 'reopened', text: event.payload.reason, due: null, ...stamp })
    case 'finding-extended': {
      const { id, due, reason } = event.payload
      return withFinding(state, id, { due }, { kind: 'extended', text: reason, due, ...stamp })
    }
    case 'condition-set':
      return { ...state, conditions: [...state.conditions, { ...event.payload, ...stamp, met: null }] }
    case 'condition-met': {
      const { id, evidence } = event.payload
      return { ...state, conditions: state.conditions.map((condition) => (condition.id === id ? { ...condition, met: { evidence, ...stamp } } : condition)) }
    }
    case 'exception-granted':
      return { ...state, exceptions: [...state.exceptions.filter(({ check }) => check !== event.payload.check), { ...event.payload, ...stamp }] }
    case 'check-not-applicable':
      return { ...state, notApplicable: [...state.notApplicable.filter(({ check }) => check !== event.payload.check), { ...event.payload, ...stamp }] }
    case 'terms-set':
      return { ...state, terms: event.payload, expiresOn: event.payload.expiresOn }
    case 'signed':
      return sign(state, event.payload, stamp, chainHead)
    case 'effective-set':
      return { ...state, status: 'effective', effective: event.payload }
    case 'superseded':
      return { ...state, status: 'superseded', superseded: event.payload }
    case 'revoked':
      return { ...state, status: 'revoked', revoked: event.payload }
    case 'note-continued':
    case 'note-added':
    case 'note-compared':
      return state
  }
}

function sign(state: ReviewState, signature: Extract<ReviewEvent, { kind: 'signed' }>['payload'], stamp: Stamp, chainHead: string): ReviewState {
  const given = { ...signature, ...stamp, chainHead, recordSha256: state.recordSha256 ?? '', void: null }
  const signatures = [...state.signatures, given]
  const { role, opinion, expiresOn } = signature
  const expiry = [state.expiresOn, expiresOn].filter((day) => day !== null).sort()[0] ?? null
  if (role === 'preparer') return { ...state, signatures, status: 'prepared' }
  if (role === 'validator') return { ...state, signatures, status: 'validated', opinions: { ...state.opinions, validator: opinion }, expiresOn: expiry }
  const status: ReviewStatus = opinion === 'rejected' ? 'rejected' : opinion === 'withdrawn' ? 'withdrawn' : 'approved'
  return { ...state, signatures, status, opinions: { ...state.opinions, approver: opinion }, expiresOn: expiry }
}

/** What was decided about the version before it goes: it has to be given again for the next one. */
function nextVersion(state: ReviewState, ended: string, stamp: Stamp): ReviewState {
  return {
    ...voidSignatures(state, `Version ${state.version} was ${ended}`, ['preparer', 'validator', 'approver']),
    status: 'draft',
    version: state.version + 1,
    record: null,
    recordSha256: null,
    manifest: [],
    checks: null,
    opinions: { validator: null, approver: null },
    noChallenge: null,
    conditions: [],
    exceptions: [],
    notApplicable: [],
    deviation: null,
    terms: null,
    expiresOn: null,
    versions: [...state.versions, { version: state.version, recordSha256: state.recordSha256, ended, ...stamp }],
  }
}

function voidSignatures(state: ReviewState, why: string, roles: readonly ReviewRole[]): ReviewState {
  const signatures = state.signatures.map((signature) => (signature.void === null && roles.includes(signature.role) ? { ...signature, void: why } : signature))
  return { ...state, signatures }
}

function inValidation(state: ReviewState): ReviewState {
  return { ...state, status: validationStatus(state) }
}

/** Where the validation stands by its challenges, those of earlier versions that are still open included. */
function validationStatus({ challenges, version }: ReviewState): ReviewStatus {
  if (challenges.some(({ status }) => status === 'open')) return 'challenged'
  return challenges.some((challenge) => challenge.version === version || challenge.status === 'answered') ? 'responded' : 'in-validation'
}

function withChallenge(state: ReviewState, id: string, edit: (challenge: Challenge) => Challenge): ReviewState {
  return { ...state, challenges: state.challenges.map((challenge) => (challenge.id === id ? edit(challenge) : challenge)) }
}

function withFinding(state: ReviewState, id: string, changed: Partial<Finding>, entry: Finding['history'][number]): ReviewState {
  const findings = state.findings.map((finding) => (finding.id === id ? { ...finding, ...changed, history: [...finding.history, entry] } : finding))
  return { ...state, findings }
}
