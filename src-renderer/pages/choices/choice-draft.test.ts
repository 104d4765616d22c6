import { expect, it } from 'vitest'
import { choicesRequestSchema } from '../../../src-main/contract/choices.ts'
import { choicesRequest, emptyDraft, fieldProblem, shareOfPercent, type ChoiceDraft } from './choice-draft.ts'

const about = {
  folder: '/case',
  reading: { path: 'a.csv', label: 'y', score: 'p', positive: '1', negative: '0', orientation: 'high' as const },
  suggested: [0.4],
}
const requestOf = (draft: Partial<ChoiceDraft>) => choicesRequest({ ...emptyDraft, ...draft }, { fn: '10', fp: '1' }, about)

it('moves the decimal point of a percentage without computing', () => {
  const shares = ['0', '7', '7.5', '85', '100', '100.0', '0.1', '99.999999999999'].map(shareOfPercent)
  expect(shares).toEqual(['0', '0.07', '0.075', '0.85', '1', '1', '0.001', '0.99999999999999'])
  expect(['100.1', '101', '-1', 'x', '1e2', ''].map(shareOfPercent)).toEqual([null, null, null, null, null, null])
})

it('makes a request that the contract takes', () => {
  const request = requestOf({ currency: ' EUR ', recall: '70', alerts: '50', volume: '1000', review: '0.8', capacity: '20', amount: 'ead', fnPerAmount: '0.45' })
  expect(choicesRequestSchema.safeParse(request).success).toBe(true)
  expect(request).toMatchObject({
    payoffs: { fn: { perCase: '10', perAmount: '0.45' }, fp: { perCase: '1', perAmount: '0' } },
    statement: { currency: 'EUR', owner: '' },
    amount: 'ead',
    constraints: [
      { kind: 'recall', atLeast: '0.7' },
      { kind: 'alerts', atMost: '50', volume: '1000', period: 'period' },
    ],
    review: { cost: '0.8', catches: '1', clears: '1', capacity: '0.2' },
    thresholds: [0.4],
  })
})

it('asks nothing while a field is wrong or half of a pair is missing', () => {
  expect(requestOf({ recall: '170' })).toBeNull()
  expect(requestOf({ alerts: '50' })).toBeNull()
  expect(requestOf({ ratioFrom: '2' })).toBeNull()
  expect(fieldProblem('prevalence', { ...emptyDraft, prevalence: '0' })).toMatch(/above 0/)
  expect(fieldProblem('tp', { ...emptyDraft, tp: '-3' })).toBeNull()
})

it('leaves a rate per amount out where no amount column is chosen', () => {
  expect(requestOf({ fnPerAmount: '0.45' })?.payoffs.fn).toEqual({ perCase: '10', perAmount: '0' })
})
