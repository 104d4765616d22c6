import { expect, it } from 'vitest'
import { costsMeantWords, differenceEstimate, differenceFromBest, indistinguishableWords, optimismWords, pairOf, pairRows, shareWords, thresholdIntervalWords } from './certainty-words.ts'
import { pair, sureWith } from './threshold-view.test-kit.ts'

it('finds the pair of the best threshold and another one', () => {
  const sure = sureWith([0.3, 0.6])
  expect(pairOf(0.8, sure)).toBe(pair)
  expect(pairOf(0.4, sure)).toBeNull()
  expect(pairOf(0.123, sure)).toBeNull()
})

it('says a difference from the best with its interval turned round', () => {
  expect(differenceFromBest(pair)).toBe('3 more than the best (95\u202f% \u22121 to 7, paired): cannot be told from chance')
  expect(differenceFromBest({ ...pair, distinguishable: true, difference: { value: -3, low: -4, high: -2 } })).toBe(
    '3 more than the best (95\u202f% 2 to 4, paired)',
  )
  expect(differenceFromBest({ ...pair, difference: { value: 0, low: 0, high: 0 } })).toBe('the same decisions as the best')
})

it('names an end that refuses nobody, and never a negative flattery', () => {
  expect(thresholdIntervalWords(sureWith([0.3, 0.6]))).toBe('0.3000–0.6000')
  expect(thresholdIntervalWords(sureWith([0.3, null]))).toBe('0.3000 to refusing nobody')
  expect(optimismWords(sureWith([0.3, 0.6]))).toBe('0.3 units')
  expect(optimismWords(sureWith([0.3, 0.6], -2))).toBe('0.0 units')
  expect(optimismWords(sureWith([0.3, 0.6], 176.6))).toBe('177 units')
})

it('compares every threshold with any one, over the same pairs turned round', () => {
  const sure = sureWith([0.3, 0.6])
  // The pairs say 0.4 − 0.6, 0.4 − 0.8 and 0.6 − 0.8: each −3, from −7.2 to 1.2, cheaper in 90 %, equal in 2 %.
  expect(pairRows(sure, 0).map(({ threshold, difference, cheaperShare }) => [threshold, difference, Number(cheaperShare.toFixed(3))])).toEqual([
    [0.6, { value: 3, low: -1.2, high: 7.2 }, 0.08],
    [0.8, { value: 3, low: -1.2, high: 7.2 }, 0.08],
  ])
  expect(pairRows(sure, 1).map(({ threshold, difference, cheaperShare }) => [threshold, difference.value, Number(cheaperShare.toFixed(3))])).toEqual([
    [0.4, -3, 0.9],
    [0.8, 3, 0.08],
  ])
})

it('marks a difference that chance may explain, and two cuts that decide alike', () => {
  const [first] = pairRows(sureWith([0.3, 0.6]), 0)
  if (first === undefined) throw new Error('no pair')
  expect(differenceEstimate(first)).toEqual({ value: '≈ +3', interval: '\u22121 to 7' })
  expect(differenceEstimate({ ...first, distinguishable: true, difference: { value: 0, low: 0, high: 0 } })).toEqual({ value: '0', interval: null })
})

it('says the set that cannot be told from the best, and never rounds a share into certainty', () => {
  expect(indistinguishableWords(sureWith([0.3, 0.6]))).toContain('Thresholds from 0.4000–0.8000 cannot be told from the best one')
  expect(indistinguishableWords({ ...sureWith([0.3, 0.6]), indistinguishable: [0.4, 0.4] })).toContain('no other threshold')
  expect([0, 0.0002, 0.5, 0.9999, 1].map(shareWords)).toEqual(['0.0\u202f%', 'under 0.1\u202f%', '50.0\u202f%', 'over 99.9\u202f%', '100.0\u202f%'])
})

it('says which costs the resamples are for, and why amounts are not in them', () => {
  const sure = sureWith([0.3, 0.6])
  const cell = (perCase: string, perAmount = '0') => ({ perCase, perAmount })
  const payoffs = { fn: cell('10', '0.45'), fp: cell('1'), tp: cell('0'), tn: cell('-0.5') }
  expect(costsMeantWords(null, sure, null)).toBeNull()
  expect(costsMeantWords({ payoffs: null, prevalence: null, amount: null }, sure, null)).toBeNull()
  expect(costsMeantWords({ payoffs, prevalence: null, amount: null }, sure, null)).toBe('For all four costs per case, as the bank chose. Best on these rows: 0.4000.')
  const byAmount = { payoffs, prevalence: '0.05', amount: 'exposure' }
  expect(costsMeantWords(byAmount, { ...sure, amount: { column: 'exposure', without: 12 } }, null)).toBe(
    'For all four costs with the amounts in exposure and 5.0\u202f% defaults in use, as the bank chose. 12 rows without an amount left out. Best on these rows: 0.4000.',
  )
  expect(costsMeantWords(byAmount, sure, 'Too many rows.')).toBe('For the two costs per case alone. Too many rows.')
})
