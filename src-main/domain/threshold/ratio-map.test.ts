import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bruteOptimum, scoredRows, table } from './brute-force.test-kit.ts'
import { prepareCuts } from './cut-table.ts'
import { smallTables, orientations } from './random-rows.test-kit.ts'
import { ratioMap } from './ratio-map.ts'

describe('ratioMap', () => {
  it('covers every ratio above 0, one step after the other', () => {
    fc.assert(
      fc.property(smallTables, orientations, (rows, orientation) => {
        const steps = ratioMap(prepareCuts(scoredRows(rows), orientation))
        expect(steps[0]?.from).toBe(0)
        expect(steps.at(-1)?.to).toBeNull()
        steps.slice(1).forEach((step, index) => {
          expect(step.from).toBe(steps[index]?.to)
          expect(step.from).toBeGreaterThan(steps[index]?.from ?? Infinity)
        })
      }),
    )
  })

  it('names the threshold that trying every candidate finds inside each step', () => {
    fc.assert(
      fc.property(smallTables, orientations, (rows, orientation) => {
        for (const { from, to, threshold } of ratioMap(prepareCuts(scoredRows(rows), orientation))) {
          const ratio = to === null ? from + 1 : (from + to) / 2
          const brute = bruteOptimum(
            rows,
            orientation,
            ({ fn, fp }) => ratio * fn + fp,
            (a, b) => (Math.abs(a - b) < 1e-9 ? 0 : a - b),
          )
          expect(threshold).toBe(brute.threshold)
        }
      }),
    )
  })

  it('starts with flagging nobody where the strictest score is a negative', () => {
    // (fp, tp): nobody (0, 0), then (1, 0), (1, 1), (2, 1), (2, 2): one edge of ratio 1 from nobody to all.
    const cuts = prepareCuts(scoredRows(table('0101', [0.9, 0.8, 0.7, 0.6])), 'high')
    expect(ratioMap(cuts)).toEqual([
      { from: 0, to: 1, threshold: null },
      { from: 1, to: null, threshold: 0.6 },
    ])
  })
})
