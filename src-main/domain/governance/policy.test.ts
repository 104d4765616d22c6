import { describe, expect, it } from 'vitest'
import { hardChecks } from '../../contract/governance-policy.ts'
import type { Policy } from '../../contract/governance-policy.ts'
import { ProblemError } from '../../contract/problem.ts'
import { defaultPolicy } from './default-policy.ts'
import { parsePolicy, policyDifferences } from './policy.ts'

/** The default policy with one member set, by its path. */
function policyWith(path: string, value: unknown): string {
  const copy = JSON.parse(JSON.stringify(defaultPolicy)) as Record<string, unknown>
  const names = path.split('.')
  const last = names.pop() ?? ''
  const parent = names.reduce<Record<string, unknown>>((node, name) => node[name] as Record<string, unknown>, copy)
  parent[last] = value
  return JSON.stringify(copy)
}

function refusal(text: string): ProblemError['problem'] {
  try {
    parsePolicy(text, 'bank.json')
  } catch (error) {
    if (error instanceof ProblemError) return error.problem
    throw error
  }
  throw new Error('The policy was taken.')
}

describe('the default policy', () => {
  it('calls every limit a convention and none regulation', () => {
    const limits = Object.values(defaultPolicy.limits)
    expect(limits.length).toBeGreaterThan(10)
    expect(limits.every(({ note }) => note.startsWith('Convention, not regulation'))).toBe(true)
  })

  // The defaults of the reference: 100 events, 0.05 Gini, 0.10 and 0.25 PSI, 50 % of the costs, 5 % regret, 0.80, 30/90/180/365 days.
  it('has the usual conventions', () => {
    const { limits, findingDays } = defaultPolicy
    expect([limits.minimumEvents, limits.giniDrop, limits.psiPass, limits.psiFail, limits.costRange, limits.costRegret, limits.plateauRegret, limits.impactRatio, limits.minimumCell].map(({ value }) => value)).toEqual([
      100, 0.05, 0.1, 0.25, 0.5, 0.05, 0.01, 0.8, 10,
    ])
    expect(findingDays).toEqual({ critical: 30, high: 90, medium: 180, low: 365 })
  })
})

describe('a policy of a bank', () => {
  it('is taken with stricter limits and gates, and its differences are told', () => {
    const text = policyWith('limits.giniDrop.value', 0.03)
    const bank: Policy = { ...parsePolicy(text, 'bank.json') }
    const strict = { ...bank, checks: { ...bank.checks, G16: { gate: 'hard' as const, mayBeNotApplicable: false } } }
    expect(policyDifferences(parsePolicy(JSON.stringify(strict), 'bank.json'), defaultPolicy)).toEqual([
      'giniDrop is 0.03 Gini; the default is 0.05',
      'G16 is gated as “hard”; the default is “information”',
      'G16 may not be declared not applicable; by default it may',
    ])
    expect(policyDifferences(defaultPolicy, defaultPolicy)).toEqual([])
  })

  it.each(hardChecks)('is refused where it makes %s waivable', (id) => {
    expect(refusal(policyWith(`checks.${id}.gate`, 'exception'))).toMatchObject({ path: 'bank.json', message: expect.stringContaining(`checks.${id}.gate`) as string })
    expect(refusal(policyWith(`checks.${id}.mayBeNotApplicable`, true)).message).toContain(`checks.${id}.mayBeNotApplicable`)
  })

  it.each([
    ['limits.minimumEvents.value', 0],
    ['limits.minimumEvents.value', '100'],
    ['limits.impactRatio.value', 1.2],
    ['checks.G19.gate', 'soft'],
    ['findingDays.high', 0],
    ['edition', ''],
    ['prohibitedInputs', 'sex'],
  ])('is refused by file and field where %s is %s', (field, value) => {
    const problem = refusal(policyWith(field, value))
    expect(problem.path).toBe('bank.json')
    expect(problem.message).toContain(field)
  })

  it('is refused with a check or a limit left out, an unknown member, or limits that cross', () => {
    expect(refusal(policyWith('checks.G07', undefined)).message).toContain('checks.G07')
    expect(refusal(policyWith('limits.psiPass', undefined)).message).toContain('limits.psiPass')
    expect(refusal(policyWith('score', 97)).message).toContain('score')
    expect(refusal(policyWith('limits.psiPass.value', 0.3)).message).toContain('limits.psiPass.value')
  })

  it('is refused where it is no JSON, or of another format or version', () => {
    expect(refusal('{"format": ')).toMatchObject({ kind: 'file-corrupt', path: 'bank.json' })
    expect(refusal('[]').message).toContain('the policy')
    expect(refusal(policyWith('version', 2)).message).toContain('version')
    expect(refusal(policyWith('format', 'other')).message).toContain('format')
  })
})
