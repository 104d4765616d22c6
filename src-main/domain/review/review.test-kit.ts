import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { BankChoices } from '../../contract/bank-choices.ts'
import { checkIds } from '../../contract/governance-policy.ts'
import type { CheckResult } from '../../contract/governance.ts'
import type { Draft, FrozenRecord, ReviewEvent, ReviewOpened, ReviewSignature } from '../../contract/review-events.ts'
import type { ReviewState } from '../../contract/review.ts'
import { canonicalJson } from '../canonical/canonical-json.ts'
import type { ReviewEntry } from './review-entry.ts'
import { nextState, refusal, reviewState } from './review-state.ts'
import { meaningOf } from './sign-obstacles.ts'

export const hashOf = (value: unknown): string => createHash('sha256').update(canonicalJson(value)).digest('hex')

export const day0 = Date.UTC(2026, 10, 24, 9)
const readPolicy = (): ReturnType<typeof JSON.parse> => JSON.parse(readFileSync(new URL('../../../resources/policy/default.json', import.meta.url), 'utf8')) as never
export const policy = readPolicy() as Extract<ReviewEvent, { kind: 'policy-set' }>['payload']['policy']
export const policySha256 = hashOf(policy)

export const opened: ReviewOpened = {
  format: 'countersign-review',
  version: 1,
  reviewId: 'b1d4f6a0-5f57-4c6e-9a53-0a3f0a3b6f01',
  model: { name: 'scoring', version: '3', tier: '2', purpose: 'Refuse applications that are likely to default.' },
  folderName: 'evidence',
  product: 'Countersign 0.1.0',
  previousReview: null,
}

export const choices: BankChoices = {
  version: 1,
  reading: { path: 'scores.csv', label: 'y', score: 's', positive: '1', negative: '0', orientation: 'high' },
  payoffs: {
    fn: { perCase: '10', perAmount: '0' }, fp: { perCase: '1', perAmount: '0' }, tp: { perCase: '0', perAmount: '0' }, tn: { perCase: '0', perAmount: '0' },
  },
  statement: { currency: 'EUR', source: 'Loss study 2026', owner: 'Credit risk', date: '2026-10-01' },
  amount: null, prevalence: null, constraints: [], review: null, ratios: null, thresholds: null,
  orientation: { question: 'Is it dearer to accept a default than to refuse a good customer?', answer: 'yes' },
  resampling: { resampling: { kind: 'rows' }, resamples: 2000, seed: 1 },
  parting: null, segments: [], minimumCell: 10, reference: null,
}
export const draft: Draft = { choices, adopted: { threshold: 0.7 }, runs: [], rowKey: null, trainingTable: null }

const manifest = [{ path: 'scores.csv', sha256: 'ab'.repeat(32), bytes: 60 }]
export const evidenceSha256 = createHash('sha256').update(`${'ab'.repeat(32)}  scores.csv\n`).digest('hex')

export function check(id: CheckResult['id'], result: CheckResult['result'] = 'PASS', gate: CheckResult['gate'] = 'exception'): CheckResult {
  return {
    id, version: 1, title: 'A check', result, minor: false, gate, origin: 'computed', value: null, interval: null, limit: null,
    message: 'As the test wants it.', evidence: [], missing: [], notApplicable: null, exception: null, asks: 'nothing', limitation: null,
  }
}

/** Passing results of all checks, with those given in the place of theirs. */
export function checksWith(...others: readonly CheckResult[]): CheckResult[] {
  return checkIds.map((id) => others.find((other) => other.id === id) ?? check(id))
}

/** A review that is written event by event, with entries whose hashes are chained as in a file. */
export class Script {
  readonly entries: ReviewEntry[] = []
  state: ReviewState
  at = day0

  constructor() {
    this.state = this.put(null, 'review-opened', opened, null)
  }

  private put(before: ReviewState | null, kind: string, payload: unknown, person: string | null): ReviewState {
    const actor = person === null ? { name: 'account' } : { name: 'account', person }
    const body = { seq: this.entries.length + 1, at: this.at, actor, kind, payload }
    const entry: ReviewEntry = { ...body, hash: hashOf({ ...body, previous: this.entries.at(-1)?.hash ?? '' }) }
    const next = nextState(before, entry)
    if ('refused' in next) throw new Error(next.refused)
    this.entries.push(entry)
    return next.state
  }

  /** Writes an event. @throws Error with the sentence of the rule that refuses it */
  write(event: ReviewEvent, person: string | null): this {
    this.state = this.put(this.state, event.kind, event.payload, person)
    return this
  }

  why(event: ReviewEvent, person: string | null): string | null {
    return refusal(this.state, event, person, this.at)
  }

  /** The state as a reader of the entries finds it. */
  folded(): ReviewState {
    return reviewState(this.entries)
  }
}

export const ana = 'P1'
export const ben = 'P2'
export const cleo = 'P3'
export const dan = 'P4'

export const events = {
  person: (id: string, name: string): ReviewEvent => ({ kind: 'person-added', payload: { id, name, unit: null } }),
  key: (person: string, digit = person.slice(1)): ReviewEvent => ({
    kind: 'key-registered', payload: { person, fingerprint: digit.repeat(64).slice(0, 64), certificate: 'MAA=', assurance: 'certificate' },
  }),
  role: (person: string, role: 'preparer' | 'validator' | 'approver'): ReviewEvent => ({ kind: 'role-assigned', payload: { person, role } }),
  policy: (): ReviewEvent => ({ kind: 'policy-set', payload: { sha256: policySha256, policy } }),
  draft: (adopted: number | null = 0.7): ReviewEvent => ({ kind: 'draft-set', payload: { ...draft, adopted: { threshold: adopted } } }),
  deviation: (approver = cleo): ReviewEvent => ({ kind: 'deviation-stated', payload: { reason: 'Rounded for the system in use.', approver } }),
  terms: (expiresOn = '2027-11-24'): ReviewEvent => ({ kind: 'terms-set', payload: { effectiveFrom: '2026-12-01', expiresOn, nextReviewOn: '2027-06-01' } }),
  frozen: (state: ReviewState, changed: Partial<FrozenRecord> = {}): ReviewEvent => {
    const cut = { cost: 1, tp: 2, fp: 1, fn: 0, tn: 2 }
    const threshold = state.draft?.adopted?.threshold ?? null
    const recommended = { decimal: '0.7', hex: '0x1.6666666666666p-1', ...cut }
    const adopted = { ...recommended, decimal: threshold === null ? null : String(threshold), hex: threshold === null ? null : 'hex' }
    const record: FrozenRecord = {
      format: 'countersign-record', version: state.version, model: state.model, evidenceSha256,
      table: { path: 'scores.csv', sha256: 'ab'.repeat(32), rows: 6, used: 5, positives: 2 },
      draft: state.draft ?? draft, statements: state.statements, policySha256, recommended, adopted,
      deviation: adopted.decimal === '0.7' || state.deviation === null ? null : { ...state.deviation, cost: 1 },
      evidenceJsonSha256: null, product: 'Countersign 0.1.0', ...changed,
    }
    return { kind: 'frozen', payload: { version: state.version, record, recordSha256: hashOf(record), manifest } }
  },
  checks: (state: ReviewState, ...others: readonly CheckResult[]): ReviewEvent => ({
    kind: 'checks-evaluated',
    payload: { version: state.version, today: '2026-11-24', policySha256, evidenceSha256, fresh: true, checks: checksWith(...others) },
  }),
  challenge: (id: string): ReviewEvent => ({ kind: 'challenge-raised', payload: { id, question: 'Why these costs?', check: 'G23' } }),
  answer: (id: string): ReviewEvent => ({ kind: 'challenge-answered', payload: { id, response: 'They are those of the loss study.' } }),
  dispose: (id: string, finding: string | null = null): ReviewEvent => ({
    kind: 'challenge-disposed', payload: { id, disposition: finding === null ? 'accepted' : 'not-accepted', text: 'Seen.', finding },
  }),
  none: (): ReviewEvent => ({ kind: 'no-challenge-stated', payload: { text: 'Everything that was asked was in the file.' } }),
  finding: (id: string, severity: 'critical' | 'high' | 'medium' | 'observation' = 'medium', owner: string | null = dan, due: string | null = '2027-03-01'): ReviewEvent => ({
    kind: 'finding-raised',
    payload: { id, severity, check: null, condition: 'As it is.', criterion: 'As it should be.', cause: 'Why.', effect: 'So what.', recommendation: 'Do.', owner, due },
  }),
  condition: (id: string, check: CheckResult['id'] | null = null): ReviewEvent => ({
    kind: 'condition-set', payload: { id, text: 'Look at it monthly.', check, metric: null, limit: null, owner: dan, due: '2027-01-31' },
  }),
  exception: (id: CheckResult['id'], approver = cleo, owner = dan, expiresOn = '2027-05-31'): ReviewEvent => ({
    kind: 'exception-granted', payload: { check: id, reason: 'No dates in the table.', compensatingControl: 'Quarterly backtest.', owner, approver, expiresOn },
  }),
  sign: (state: ReviewState, role: ReviewSignature['role'], opinion: ReviewSignature['opinion'] = null, changed: Partial<ReviewSignature> = {}): ReviewEvent => {
    const person = state.roles[role] ?? ana
    return {
      kind: 'signed',
      payload: {
        version: state.version, role, meaning: meaningOf(role, opinion), opinion, reason: null, expiresOn: null, person,
        fingerprint: state.keys.findLast((key) => key.person === person)?.fingerprint ?? '0'.repeat(64),
        at: '2026-11-24T09:00:00.000Z', payloadSha256: 'cd'.repeat(32), cms: 'MAA=', ...changed,
      },
    }
  },
}

export type Stage = 'draft' | 'frozen' | 'prepared' | 'in-validation' | 'validated' | 'approved' | 'effective'

/** A review of Ana (preparer), Ben (validator), Cleo (approver) and Dan, as far as the stage, without any finding. */
export function reviewAt(stage: Stage, ...results: readonly CheckResult[]): Script {
  const script = new Script()
  for (const [id, name] of [[ana, 'Ana'], [ben, 'Ben'], [cleo, 'Cleo'], [dan, 'Dan']] as const) script.write(events.person(id, name), null)
  script.write(events.role(ana, 'preparer'), null).write(events.role(ben, 'validator'), null).write(events.role(cleo, 'approver'), null)
  for (const id of [ana, ben, cleo]) script.write(events.key(id), id)
  script.write(events.policy(), ana).write(events.draft(), ana).write(events.terms(), ana)
  if (stage === 'draft') return script
  script.write(events.frozen(script.state), ana).write(events.checks(script.state, ...results), ana)
  if (stage === 'frozen') return script
  script.write(events.sign(script.state, 'preparer'), ana)
  if (stage === 'prepared') return script
  script.write({ kind: 'validation-started', payload: {} }, ben)
  if (stage === 'in-validation') return script
  script.write(events.challenge('C1'), ben).write(events.answer('C1'), ana).write(events.dispose('C1'), ben)
  script.write(events.sign(script.state, 'validator', 'approved'), ben)
  if (stage === 'validated') return script
  script.write(events.sign(script.state, 'approver', 'approved'), cleo)
  if (stage === 'approved') return script
  return script.write({ kind: 'effective-set', payload: { from: '2026-12-01', implementation: 'Read back from the system in use.' } }, ana)
}
