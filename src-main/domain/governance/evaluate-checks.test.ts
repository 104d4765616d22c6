import { describe, expect, it } from 'vitest'
import type { CheckException, CheckResult } from '../../contract/governance.ts'
import { checkIds, hardChecks } from '../../contract/governance-policy.ts'
import { facts, inputWith, review } from './check-input.test-kit.ts'
import { catalogue } from './catalogue.ts'
import { defaultPolicy } from './default-policy.ts'
import { blockingChecks, evaluateChecks, limitationsOf, reviseChecks } from './evaluate-checks.ts'
import { withoutEvidence } from './facts.ts'

const exception: CheckException = { check: 'G12', reason: 'No second sample.', compensatingControl: 'Costs are watched monthly.', owner: 'Ana', approver: 'Cleo', expiresOn: '2026-12-31' }
const find = (checks: readonly CheckResult[], id: string): CheckResult => {
  const found = checks.find((check) => check.id === id)
  if (found === undefined) throw new TypeError(`no ${id}`)
  return found
}
const sameRows = { facts: { heldOut: null, headline: 'selection' as const } }

describe('the evaluation of the checks', () => {
  it('gives all 33 in their order, and no other member than each check', () => {
    expect(evaluateChecks(inputWith()).map(({ id }) => id)).toEqual(checkIds)
    expect(checkIds).toHaveLength(33)
  })

  it('passes nothing where there is no evidence and no person', () => {
    const checks = evaluateChecks({ facts: withoutEvidence, statements: [], review: null, policy: defaultPolicy, today: '2026-11-24' })
    expect(checks.map(({ result }) => result)).toEqual(checkIds.map(() => 'NOT_ASSESSABLE'))
    expect(checks.every(({ missing, limitation }) => missing.length > 0 && limitation !== null)).toBe(true)
  })

  it('passes no computed check on what people state, were there a statement for everything', () => {
    const checks = evaluateChecks({ ...inputWith(), facts: withoutEvidence, review: null })
    const passed = checks.filter(({ result }) => result === 'PASS').map(({ id }) => id)
    expect(passed).toEqual(['G05', 'G22', 'G30'])
    expect(passed.some((id) => catalogue[id].computed)).toBe(false)
  })

  it('marks as hard what the policy gates as hard', () => {
    expect(checkIds.filter((id) => defaultPolicy.checks[id].gate === 'hard')).toEqual(hardChecks)
  })

  it('reads the last statement on a topic', () => {
    const input = inputWith()
    const later = [...input.statements, { topic: 'reject-inference' as const, values: { coverage: 'unknown' }, source: null, person: 'Ben' }]
    expect(find(evaluateChecks({ ...input, statements: later }), 'G22').result).toBe('NOT_ASSESSABLE')
  })
})

describe('what a check asks for', () => {
  it('an exception where it fails, until a standing one covers it', () => {
    expect(find(evaluateChecks(inputWith(sameRows)), 'G12')).toMatchObject({ result: 'FAIL', asks: 'exception', exception: null })
    const covered = find(evaluateChecks(inputWith({ ...sameRows, review: { exceptions: [exception] } })), 'G12')
    expect(covered).toMatchObject({ result: 'FAIL', asks: 'limitation', exception })
    expect(covered.limitation).toContain('Accepted by Cleo until 2026-12-31: No second sample. In its place: Costs are watched monthly. Owner: Ana.')
  })

  it('an exception counts on its last day and not on the next', () => {
    const on = (today: string) => find(evaluateChecks(inputWith({ ...sameRows, today, review: { exceptions: [exception] } })), 'G12').asks
    expect(on('2026-12-31')).toBe('limitation')
    expect(on('2027-01-01')).toBe('exception')
  })

  it('a correction for a hard check, which no exception and no declaration waives', () => {
    const changes = { facts: { replay: null }, review: { exceptions: [{ ...exception, check: 'G10' as const }], notApplicable: [{ check: 'G10' as const, reason: 'no time', by: 'Ana' }] } }
    expect(find(evaluateChecks(inputWith(changes)), 'G10')).toMatchObject({ result: 'NOT_ASSESSABLE', asks: 'correction', exception: null, notApplicable: null })
  })

  it('a printed limitation for an information check', () => {
    expect(find(evaluateChecks(inputWith({ facts: { referenceDiscrimination: null } })), 'G16').asks).toBe('limitation')
  })

  it('not applicable by whom and why, with what it would read all the same', () => {
    const declared = find(evaluateChecks(inputWith({ facts: { segments: [] }, review: { notApplicable: [{ check: 'G28', reason: 'Companies only.', by: 'Ben' }] } })), 'G28')
    expect(declared).toMatchObject({ result: 'NOT_APPLICABLE', notApplicable: { reason: 'Companies only.', by: 'Ben' }, missing: [], asks: 'limitation' })
    expect(declared.limitation).toContain('Declared not applicable by Ben: Companies only.')
    expect(declared.limitation).toContain('it would read:')
  })

  it('blocks by corrections and exceptions, not by limitations', () => {
    const checks = evaluateChecks(inputWith({ facts: { heldOut: null, headline: 'selection', referenceDiscrimination: null, replay: null } }))
    // Without judging rows: G12, G13, G14 and G25; without a second computation: G10. G16 is only printed.
    expect(blockingChecks(checks).map(({ id, asks }) => [id, asks])).toEqual([
      ['G10', 'correction'], ['G12', 'exception'], ['G13', 'exception'], ['G14', 'exception'], ['G25', 'exception'],
    ])
    expect(limitationsOf(checks).map((sentence) => sentence.slice(0, 3))).toEqual(['G10', 'G12', 'G13', 'G14', 'G16', 'G25'])
  })
})

describe('checks without the evidence at hand', () => {
  it('keeps what was found in it, and judges the review and the exceptions anew', () => {
    const previous = evaluateChecks(inputWith(sameRows))
    const { statements, policy } = inputWith()
    const later = { ...review, exceptions: [exception], dates: { expiresOn: null, nextReviewOn: null } }
    const revised = reviseChecks(previous, { statements, policy, review: later, today: '2026-11-25' })
    expect(find(revised, 'G12')).toMatchObject({ result: 'FAIL', exception, asks: 'limitation', message: find(previous, 'G12').message })
    expect(find(revised, 'G32').result).toBe('FAIL')
    expect(find(revised, 'G14')).toEqual(find(previous, 'G14'))
    expect(find(revised, 'G09')).toEqual(find(previous, 'G09'))
  })

  it('keeps limits and what was declared not applicable', () => {
    const notApplicable = [{ check: 'G28' as const, reason: 'Companies only.', by: 'Ben' }]
    const previous = evaluateChecks(inputWith({ review: { notApplicable } }))
    const { statements, policy } = inputWith()
    expect(reviseChecks(previous, { statements, policy, review: { ...review, notApplicable }, today: '2026-11-24' })).toEqual(previous)
  })
})

describe('the limit that a result shows', () => {
  it('is that of the policy, with its unit and that it is a convention', () => {
    const strict = { ...defaultPolicy, limits: { ...defaultPolicy.limits, giniDrop: { value: 0.03, unit: 'Gini', note: 'Set by the risk committee.' } } }
    const result = find(evaluateChecks(inputWith({ policy: strict })), 'G16')
    // 0.54 − 0.5 = 0.04: above 0.03, below the default of 0.05.
    expect(result).toMatchObject({ result: 'FAIL', limit: { value: 0.03, unit: 'Gini', note: 'Set by the risk committee.' } })
    expect(result.value).toBeCloseTo(0.04, 12)
    expect(find(evaluateChecks(inputWith({ facts })), 'G16').limit).toEqual(defaultPolicy.limits.giniDrop)
  })
})
