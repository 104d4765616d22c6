import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { candidates, matrixAt, scoredRows, table } from './brute-force.test-kit.ts'
import { countsBelow, cutAt, intervalOf, prepareCuts, scoreRange, thresholdOf } from './cut-table.ts'
import { orientations, smallTables } from './random-rows.test-kit.ts'

describe('prepareCuts', () => {
  it('counts every candidate as a count of all rows does', () => {
    fc.assert(
      fc.property(smallTables, orientations, (rows, orientation) => {
        const cuts = prepareCuts(scoredRows(rows), orientation)
        const expected = candidates(rows, orientation)
        expect(cuts.scores.length + 1).toBe(expected.length)
        expected.forEach((threshold, cut) => {
          const { tp, fp } = matrixAt(rows, threshold, orientation)
          expect([thresholdOf(cuts, cut), cuts.tp[cut], cuts.fp[cut]]).toEqual([threshold, tp, fp])
        })
      }),
    )
  })

  it('takes 0 and -0 as one score', () => {
    for (const orientation of ['high', 'low'] as const) {
      expect([...prepareCuts(scoredRows(table('10', [0, -0])), orientation).scores]).toEqual([0])
      expect([...prepareCuts(scoredRows(table('10', [-0, -0])), orientation).scores]).toEqual([0])
    }
  })

  it('refuses rows that break the promise of ScoredRows', () => {
    const one = Float64Array.of(0.5)
    expect(() => prepareCuts({ positives: one, negatives: new Float64Array() }, 'high')).toThrow(RangeError)
    expect(() => prepareCuts({ positives: one, negatives: Float64Array.of(0.7, 0.2) }, 'high')).toThrow(RangeError)
    expect(() => prepareCuts({ positives: one, negatives: Float64Array.of(NaN) }, 'low')).toThrow(RangeError)
  })
})

describe('cutAt', () => {
  it('agrees with a count of all rows at any threshold, on a score or between scores', () => {
    fc.assert(
      fc.property(smallTables, orientations, fc.double({ noNaN: true }), fc.nat(), (rows, orientation, any, pick) => {
        const cuts = prepareCuts(scoredRows(rows), orientation)
        for (const threshold of [any, rows[pick % rows.length]?.score ?? any]) {
          const cut = cutAt(cuts, threshold)
          const { tp, fp } = matrixAt(rows, threshold, orientation)
          expect([cuts.tp[cut], cuts.fp[cut]]).toEqual([tp, fp])
        }
      }),
    )
  })
})

describe('countsBelow', () => {
  it('counts scores below an edge, whatever the orientation', () => {
    fc.assert(
      fc.property(smallTables, orientations, fc.nat(), (rows, orientation, pick) => {
        const edge = rows[pick % rows.length]?.score ?? 0
        const below = (positive: boolean) => rows.filter((row) => row.positive === positive && row.score < edge).length
        expect(countsBelow(prepareCuts(scoredRows(rows), orientation), edge)).toEqual({
          positives: below(true),
          negatives: below(false),
        })
      }),
    )
  })
})

describe('intervalOf', () => {
  const rows = scoredRows(table('101', [0.2, 0.5, 0.9]))

  it('is (next lower score, threshold] for orientation high, unbounded at both ends of the table', () => {
    const cuts = prepareCuts(rows, 'high')
    expect([0, 1, 3].map((cut) => intervalOf(cuts, cut))).toEqual([
      [0.9, null],
      [0.5, 0.9],
      [null, 0.2],
    ])
  })

  it('is [threshold, next higher score) for orientation low', () => {
    const cuts = prepareCuts(rows, 'low')
    expect([0, 1, 3].map((cut) => intervalOf(cuts, cut))).toEqual([
      [null, 0.2],
      [0.2, 0.5],
      [0.9, null],
    ])
  })
})

it('gives the range of the scores in either orientation', () => {
  const rows = scoredRows(table('101', [0.2, 0.5, 0.9]))
  expect(scoreRange(prepareCuts(rows, 'high'))).toEqual([0.2, 0.9])
  expect(scoreRange(prepareCuts(rows, 'low'))).toEqual([0.2, 0.9])
})
