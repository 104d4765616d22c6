import { checkIds } from '../../../src-main/contract/governance-policy.ts'
import type { CheckResult } from '../../../src-main/contract/governance.ts'
import type { FrozenRecord } from '../../../src-main/contract/review-events.ts'
import type { ReviewState, ReviewStep, ReviewView } from '../../../src-main/contract/review.ts'
import { emptyCase } from '../../app/case.ts'
import { bankChoicesOf } from '../../app/bank-choices.ts'
import { hashOf } from '../../app/scan.test-kit.ts'

export const today = '2026-11-24'
const at = Date.UTC(2026, 10, 24, 9)

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

export function evaluated(...others: readonly CheckResult[]): NonNullable<ReviewState['checks']> {
  return { version: 1, today, policySha256: hashOf('1'), evidenceSha256: hashOf('2'), fresh: true, outdated: false, checks: checksWith(...others) }
}

/** A draft by Ana, with Ben to validate and Cleo to approve. */
export function stateWith(parts: Partial<ReviewState> = {}): ReviewState {
  return {
    reviewId: 'b1d4f6a0-5f57-4c6e-9a53-0a3f0a3b6f01', model: { name: 'scoring', version: '3', tier: null, purpose: 'Refuse defaults.' }, folderName: 'evidence',
    product: 'Countersign', previousReview: null, status: 'draft', version: 1,
    people: [{ id: 'P1', name: 'Ana', unit: null }, { id: 'P2', name: 'Ben', unit: null }, { id: 'P3', name: 'Cleo', unit: null }],
    keys: [], roles: { preparer: 'P1', validator: 'P2', approver: 'P3' }, policy: null, draft: null, statements: [], deviation: null, record: null, recordSha256: null,
    manifest: [], checks: null, signatures: [], opinions: { validator: null, approver: null }, challenges: [], noChallenge: null, findings: [], conditions: [],
    exceptions: [], notApplicable: [], terms: null, expiresOn: null, effective: null, superseded: null, revoked: null, versions: [], head: { seq: 7, hash: hashOf('3'), at },
    ...parts,
  }
}

/** A proposal of a threshold with the costs 10 and 1. */
export function draftOf(threshold: number | null): NonNullable<ReviewState['draft']> {
  const reading = { path: 'scores.csv', label: 'y', score: 's', positive: '1', negative: '0', orientation: 'high' as const }
  const choices = bankChoicesOf({ ...emptyCase, folder: '/case', reading: { reading, because: '', confirmed: true }, costs: { fn: '10', fp: '1', source: null, confirmed: true } })
  if (choices === null) throw new Error('These choices can be used.')
  return { choices, adopted: { threshold }, runs: [], rowKey: null, trainingTable: null }
}

/** 0.75 frozen where 0.7 is recommended, which costs 1 more. */
export function deviatingRecord(): FrozenRecord {
  const cut = { hex: null, tp: 2, fp: 1, fn: 0, tn: 2 }
  return {
    format: 'countersign-record', version: 1, model: stateWith().model, evidenceSha256: hashOf('2'),
    table: { path: 'scores.csv', sha256: hashOf('4'), rows: 6, used: 5, positives: 2 }, draft: draftOf(0.75), statements: [], policySha256: hashOf('1'),
    recommended: { ...cut, decimal: '0.7', cost: 1 }, adopted: { ...cut, decimal: '0.75', cost: 2, fn: 1, tp: 1 },
    deviation: { reason: 'Rounded.', cost: 1, approver: 'P3' }, evidenceJsonSha256: null, product: 'Countersign',
  }
}

export function step(id: ReviewStep['id'], state: ReviewStep['state'], ...blocks: string[]): ReviewStep {
  return { id, title: `Title of ${id}`, state, who: state === 'done' ? null : 'Ana (preparer)', blocks }
}

export function viewWith(state: ReviewState, steps: ReviewStep[] = [], kinds: readonly string[] = ['review-opened']): ReviewView {
  return {
    path: '/place/r.countersign', state, status: state.status, today, steps, allowed: {}, nextIds: { person: 'P4', challenge: 'C1', finding: 'F1', condition: 'K1' },
    warnings: [], readOnly: null, evidence: null,
    entries: kinds.map((kind, index) => ({ seq: index + 1, at, actor: { name: 'account', person: null }, kind, payload: {}, hash: hashOf('3') })),
  }
}
