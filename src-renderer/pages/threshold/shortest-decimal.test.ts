import fc from 'fast-check'
import { expect, it } from 'vitest'
import { shortestDecimal } from './shortest-decimal.ts'

it('finds the fewest digits inside a half-open interval', () => {
  expect(shortestDecimal(0.33826157532995615, 0.33827299664429217, 'high')).toBe('0.33827')
  expect(shortestDecimal(0.3375, 0.3385, 'low')).toBe('0.338')
  expect(shortestDecimal(0.4, 0.5, 'high')).toBe('0.5')
  expect(shortestDecimal(0.5, 0.6, 'low')).toBe('0.5')
  expect(shortestDecimal(-2.5, -1.5, 'high')).toBe('-2')
})

it('stays inside whatever interval it is given', () => {
  fc.assert(
    fc.property(fc.double({ min: -10, max: 10, noNaN: true }), fc.double({ min: 1e-9, max: 1, noNaN: true }), (low, width) => {
      const high = low + width
      const text = shortestDecimal(low, high, 'high')
      expect(text).not.toBeNull()
      expect(Number(text)).toBeGreaterThan(low)
      expect(Number(text)).toBeLessThanOrEqual(high)
    }),
  )
})
