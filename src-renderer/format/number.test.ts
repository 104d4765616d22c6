import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  capitalised,
  formatBytes,
  formatCount,
  formatDifference,
  formatExact,
  formatFixed,
  formatHalfOpen,
  formatHalfOpenAbove,
  formatNumber,
  formatPercent,
  formatRange,
  formatThreshold,
  plural,
  pluralInWords,
} from './number.ts'

describe('numbers as the window shows them', () => {
  it('separates thousands and uses the minus sign', () => {
    expect(formatCount(307511)).toBe('307,511')
    expect(formatCount(-1250)).toBe('\u22121,250')
    expect(formatFixed(-0.5, 2)).toBe('\u22120.50')
  })

  it('puts a narrow no-break space before the percent sign', () => {
    // 24,825 / 307,511 = 0.080729…
    expect(formatPercent(24825 / 307511, 2)).toBe('8.07\u202f%')
  })

  it('gives a difference its sign', () => {
    expect(formatDifference(11365)).toBe('+11,365')
    expect(formatDifference(-130)).toBe('\u2212130')
    expect(formatDifference(0)).toBe('0')
  })

  it('keeps every digit of a threshold', () => {
    expect(formatExact(0.4759636133379771)).toBe('0.4759636133379771')
    expect(formatThreshold(null)).toBe('none')
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: 0 }), (value) => {
        expect(Number(formatExact(value))).toBe(value)
      }),
    )
  })

  it('writes intervals in mathematical form where the end matters', () => {
    expect(formatHalfOpen(0.33826157532995615, 0.33827299664429217, 6)).toBe('(0.338262, 0.338273]')
    expect(formatHalfOpen(null, 0.5)).toBe('(\u2212∞, 0.5]')
    expect(formatHalfOpen(0.5, null)).toBe('(0.5, ∞)')
    expect(formatHalfOpenAbove(0.4, 0.5)).toBe('[0.4, 0.5)')
    expect(formatHalfOpenAbove(null, 0.5)).toBe('(\u2212∞, 0.5)')
    expect(formatHalfOpenAbove(0.5, null)).toBe('[0.5, ∞)')
    expect(formatRange(0.4422, 0.5115)).toBe('0.4422–0.5115')
  })

  it('rounds a shown number to its digits and drops trailing zeros', () => {
    expect(formatNumber(0.48)).toBe('0.48')
    expect(formatNumber(1234.5678, 2)).toBe('1,234.57')
  })

  it('counts in words for sentences', () => {
    expect(plural(1, 'run')).toBe('1 run')
    expect(plural(1200, 'run')).toBe('1,200 runs')
    expect(pluralInWords(0, 'problem')).toBe('no problems')
    expect(pluralInWords(2, 'table with labels', 'tables with labels')).toBe('two tables with labels')
    expect(pluralInWords(13, 'file')).toBe('13 files')
    expect(capitalised('two problems')).toBe('Two problems')
  })

  it('gives sizes in decimal units', () => {
    expect(formatBytes(1)).toBe('1 byte')
    expect(formatBytes(999)).toBe('999 bytes')
    expect(formatBytes(10383)).toBe('10.4 kB')
    expect(formatBytes(16_100_000)).toBe('16.1 MB')
  })
})
