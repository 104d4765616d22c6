import { expect, it } from 'vitest'
import { estimateWords, rateParts, rateWords } from './interval.ts'

it('gives numbers with their intervals', () => {
  expect(estimateWords({ value: 0.7841, low: 0.7812, high: 0.787 })).toBe('0.784 (0.781 to 0.787)')
  const rate = { value: 0.089, low: 0.0851, high: 0.0936, count: 89, of: 1000 }
  expect(rateWords(rate)).toBe('8.9\u202f% (8.5–9.4)')
  expect(rateParts(rate, 2)).toEqual({ share: '8.90\u202f%', interval: '(8.51–9.36)' })
})
