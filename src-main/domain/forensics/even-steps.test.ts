import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matrixAt, scoredRows, type Row } from '../threshold/brute-force.test-kit.ts'
import { prepareCuts } from '../threshold/cut-table.ts'
import { orientations, smallTables } from '../threshold/random-rows.test-kit.ts'
import { objectiveCriterion } from './criterion.ts'
import { evenSteps } from './even-steps.ts'
import { tryOn } from './finding.ts'
import { holds, recordedOf } from './recorded.ts'

const f1 = objectiveCriterion({ kind: 'f-beta', beta: '1' })

/** F1 by definition, as an exact pair: twice the true positives over that and the mistakes. */
function ofRows(rows: readonly Row[], threshold: number, orientation: 'high' | 'low') {
  const { tp, fp, fn } = matrixAt(rows, threshold, orientation)
  return { numerator: 2 * tp, denominator: 2 * tp + fp + fn }
}

describe('even steps from 0 to 1', () => {
  it('lead to the threshold that trying every one of them by its rows leads to', () => {
    const many = fc.array(smallTables, { minLength: 1, maxLength: 8 }).map((tables) => tables.flat())
    fc.assert(
      fc.property(many, orientations, fc.integer({ min: 0, max: 100 }), (rows, orientation, hundredths) => {
        const recorded = recordedOf({ printed: (hundredths / 100).toFixed(2), implied: null })
        const points = Math.max(2, Math.round(rows.length / 10))
        const strictestFirst = Array.from({ length: points }, (_, k) => (orientation === 'high' ? points - 1 - k : k) / (points - 1))
        const tried = strictestFirst.map((threshold) => ({ threshold, ...ofRows(rows, threshold, orientation) }))
        const best = tried.filter((one) => tried.every((other) => one.numerator * other.denominator >= other.numerator * one.denominator)).map(({ threshold }) => threshold)
        const inside = best.find((threshold) => holds(recorded, threshold))
        const { tried: found, set } = tryOn(evenSteps(prepareCuts(scoredRows(rows), orientation), recorded), f1, recorded)
        expect([found.threshold, found.reproduces]).toEqual([inside ?? best[0], inside !== undefined])
        expect(set.variant.candidates).toBe(`${points} even steps from 0 to 1`)
        expect(set.cuts.scores.length).toBeLessThanOrEqual(2 * (new Set(rows.map(({ score }) => score)).size + 1))
      }),
      { numRuns: 500 },
    )
  })
})
