import { describe, expect, it } from 'vitest'
import { formatDay, formatMoment } from './date.ts'

describe('dates, in UTC whatever the computer is set to', () => {
  it('writes day, month and year', () => {
    expect(formatDay(Date.UTC(2026, 10, 23, 23, 59))).toBe('23 Nov 2026')
    expect(formatDay(Date.UTC(2026, 8, 1))).toBe('1 Sep 2026')
  })

  it('writes a moment with its time zone', () => {
    expect(formatMoment(Date.UTC(2026, 10, 23, 9, 14))).toBe('23 Nov 2026, 09:14 UTC')
    expect(formatMoment(Date.UTC(2026, 0, 1, 0, 0))).toBe('1 Jan 2026, 00:00 UTC')
  })
})
