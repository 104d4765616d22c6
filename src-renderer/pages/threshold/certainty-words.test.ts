import { expect, it } from 'vitest'
import { differenceFromBest, optimismWords, pairOf, thresholdIntervalWords } from './certainty-words.ts'
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
