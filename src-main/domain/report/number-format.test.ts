import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { grouped, interval, number, percent, range, shortened, signed, smallPercent, threshold } from './number-format.ts'

describe('numbers as the report prints them', () => {
  it('groups thousands and keeps the digits', () => {
    expect(number(307_511)).toBe('307,511')
    expect(number(-1250.5)).toBe('−1,250.5')
    expect(number(0)).toBe('0')
    expect(number(1e21)).toBe('1,000,000,000,000,000,000,000')
    expect(signed(11_365)).toBe('+11,365')
    expect(signed(0)).toBe('0')
  })

  it('is read back as the same number', () => {
    fc.assert(fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      expect(Number(number(value).replaceAll(',', '').replace('−', '-'))).toBe(value === 0 ? 0 : value)
    }))
  })

  it('cuts and never rounds a value that it shortens', () => {
    expect(shortened(0.33827299664429217, 5)).toBe('0.33827…')
    expect(shortened(0.0999999, 4)).toBe('0.0999…')
    expect(shortened(0.48, 5)).toBe('0.48')
  })

  it('prints a share with as many decimals as tell it from nothing', () => {
    expect(percent(11_365 / 162_771)).toBe('7.0\u202f%')
    expect(smallPercent(130 / 151_406)).toBe('0.09\u202f%')
    expect(smallPercent(0)).toBe('0.0\u202f%')
  })

  it('prints intervals with the closed end of the orientation', () => {
    expect(interval(0.4759633, 0.4759636, 'high')).toBe('(0.4759633, 0.4759636]')
    expect(interval(0.9, null, 'high')).toBe('(0.9, +∞)')
    expect(interval(null, 0.1, 'high')).toBe('(−∞, 0.1]')
    expect(interval(0.2, 0.3, 'low')).toBe('[0.2, 0.3)')
    expect(range(0.44221, 0.51149)).toBe('0.4422–0.5115')
    expect(threshold(null)).toBe('none')
    expect(threshold(1e-7)).toBe('0.0000001')
  })

  it('groups a hash in fours without an end space', () => {
    expect(grouped('038dd38b56df')).toBe('038d d38b 56df')
  })
})
