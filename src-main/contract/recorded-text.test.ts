import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { givenText, recordedText, shortestDecimal } from './recorded-text.ts'

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

describe('the name of a recorded threshold', () => {
  it('is what is printed', () => {
    expect(recordedText({ origin: 'metric', printed: '0.500', interval: [0.4995, 0.5005] })).toBe('0.500')
  })

  it('is a cut where a double is printed in full, and says so', () => {
    expect(recordedText({ origin: 'mention', printed: '0.4759636133379771', interval: [0, 1] })).toBe('0.47596361…')
  })

  it('is for decisions the shortest threshold that makes exactly them', () => {
    const interval: [number, number] = [0.33826157532995615, 0.33827299664429217]
    expect(recordedText({ origin: 'decisions', printed: '0.33827299664429217', interval })).toBe('0.33827')
  })

  it('chooses no value for decisions that leave it open', () => {
    expect(recordedText({ origin: 'decisions', printed: '0.35', interval: [0.29, 0.35] })).toBe('0.35')
  })
})

describe('the name of a threshold that was given', () => {
  it('is the number itself, or its first digits where it is a whole double', () => {
    expect(givenText(0.338)).toBe('0.338')
    expect(givenText(0.35009018)).toBe('0.35009018')
    expect(givenText(0.29010157462)).toBe('0.29010157…')
  })
})
