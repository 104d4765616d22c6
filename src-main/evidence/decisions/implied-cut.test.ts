import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { impliedCut } from './implied-cut.ts'

const scores = (...values: number[]) => Float64Array.from(values).sort()

describe('impliedCut', () => {
  it('lies between the highest no and the lowest yes', () => {
    expect(impliedCut(scores(0.5, 0.9), scores(0.1, 0.4))).toEqual({ above: 0.4, atMost: 0.5, contradictions: 0 })
  })

  it('is unbounded where all are decided alike', () => {
    expect(impliedCut(scores(0.5, 0.9), scores())).toEqual({ above: null, atMost: 0.5, contradictions: 0 })
    expect(impliedCut(scores(), scores(0.5, 0.9))).toEqual({ above: 0.9, atMost: null, contradictions: 0 })
  })

  it('is the highest of those that contradict the fewest rows', () => {
    // 0.6 is decided both ways: cutting above or below it contradicts one row either way.
    expect(impliedCut(scores(0.6, 0.9), scores(0.1, 0.6))).toEqual({ above: 0.6, atMost: 0.9, contradictions: 1 })
  })

  it('agrees with trying every threshold', () => {
    const few = fc.array(fc.integer({ min: 0, max: 8 }), { maxLength: 8 })
    fc.assert(
      fc.property(few, few, (yes, no) => {
        const contradicting = (t: number) => yes.filter((score) => score < t).length + no.filter((score) => score >= t).length
        const tried = Array.from({ length: 10 }, (_, t) => contradicting(t))
        const cut = impliedCut(scores(...yes), scores(...no))
        expect(cut.contradictions).toBe(Math.min(...tried))
        const inside = cut.atMost ?? (cut.above ?? 0) + 1
        expect(contradicting(inside)).toBe(cut.contradictions)
        if (cut.above !== null) expect(contradicting(cut.above + 0.5)).toBe(cut.contradictions)
      }),
    )
  })
})
