import { describe, expect, it } from 'vitest'
import { firstCut, lookThrough } from './halving.ts'

describe('looking by halving', () => {
  it('finds the first and the last cut that holds, and looks only where one can', () => {
    const looked: number[] = []
    const holds = (cut: number) => {
      looked.push(cut)
      return cut >= 1_031 && cut <= 1_537
    }
    const mayHold = (from: number, to: number) => to >= 1_024 && from <= 2_047
    expect(firstCut(0, 2_560, 'up', holds, mayHold)).toBe(1_031)
    // Few cuts are looked at together, with those beside them that can't hold.
    expect(Math.min(...looked)).toBeGreaterThan(1_024 - 9)
    expect(looked.length).toBeLessThan(30)
    looked.length = 0
    expect(firstCut(0, 2_560, 'down', holds, mayHold)).toBe(1_537)
    expect(Math.max(...looked)).toBeLessThan(2_047 + 9)
    expect(firstCut(0, 2_560, 'up', () => false, () => true)).toBeNull()
    expect(firstCut(0, 2_560, 'down', (cut) => cut === 0, () => true)).toBe(0)
    expect(firstCut(5, 2_560, 'down', (cut) => cut <= 4, () => true)).toBeNull()
    expect(firstCut(1_100, 2_560, 'up', holds, mayHold)).toBe(1_100)
  })

  it('lets each cut be looked at once and in order, but for stretches that cannot matter', () => {
    const looked: number[] = []
    lookThrough(0, 1_000, () => true, (cut) => looked.push(cut))
    expect(looked).toEqual(Array.from({ length: 1_001 }, (_, cut) => cut))
    looked.length = 0
    lookThrough(0, 1_000, (from, to) => from <= 700 && to >= 690, (cut) => looked.push(cut))
    expect(looked).toEqual(Array.from({ length: looked.length }, (_, place) => (looked[0] ?? NaN) + place))
    expect(looked[0]).toBeLessThanOrEqual(690)
    expect(looked.at(-1)).toBeGreaterThanOrEqual(700)
    expect(looked.length).toBeLessThan(11 + 16)
  })
})
