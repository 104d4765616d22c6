import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scoredRows, table } from '../threshold/brute-force.test-kit.ts'
import { prepareCuts } from '../threshold/cut-table.ts'
import { orientations, smallTables } from '../threshold/random-rows.test-kit.ts'
import { aucInterval, aucStandardError, giniInterval } from './auc-interval.ts'
import { expected, expectedCuts } from './expected-quality.test-kit.ts'
import { kolmogorovSmirnov } from './kolmogorov-smirnov.ts'

describe('the AUC interval', () => {
  it('has the standard error of DeLong by its definition (numpy, every pair) and the AUC of scikit-learn', () => {
    expect(aucInterval(expectedCuts).value).toBeCloseTo(expected.auc, 14)
    expect(aucStandardError(expectedCuts)).toBeCloseTo(expected.aucStandardError, 14)
  })

  it('agrees with a case by hand', () => {
    // Positives 0.8, 0.4; negatives 0.6, 0.4, 0.2. Placements: positives 1, (0 + ½ + 1)/3 = ½; negatives ½, (1 + ½)/2 = ¾, 1.
    // AUC ¾; variances ⅛ and 1/16; SE² = ⅛/2 + (1/16)/3 = 1/12.
    const cuts = prepareCuts(scoredRows(table('1 0 1 0 0', [0.8, 0.6, 0.4, 0.4, 0.2])), 'high')
    expect(aucInterval(cuts).value).toBe(0.75)
    expect(aucStandardError(cuts)).toBeCloseTo(Math.sqrt(1 / 12), 15)
    const { low, high } = aucInterval(cuts)
    expect(low).toBeCloseTo(0.75 - 1.959963984540054 * Math.sqrt(1 / 12), 14)
    expect(high).toBe(1)
    expect(giniInterval(cuts)).toMatchObject({ value: 0.5, high: 1 })
  })

  it('is all of 0 to 1 where a class has one row', () => {
    const cuts = prepareCuts(scoredRows(table('1 0 0', [0.8, 0.6, 0.4])), 'high')
    expect(aucInterval(cuts)).toEqual({ value: 1, low: 0, high: 1 })
  })

  it('equals the definition over every pair, for any table and orientation', () => {
    fc.assert(
      fc.property(smallTables, orientations, (rows, orientation) => {
        const positives = rows.filter(({ positive }) => positive)
        const negatives = rows.filter(({ positive }) => !positive)
        fc.pre(positives.length > 1 && negatives.length > 1)
        const wins = (a: number, b: number) => (a === b ? 0.5 : a > b === (orientation === 'high') ? 1 : 0)
        const ofPositives = positives.map((p) => negatives.reduce((sum, n) => sum + wins(p.score, n.score), 0) / negatives.length)
        const ofNegatives = negatives.map((n) => positives.reduce((sum, p) => sum + wins(p.score, n.score), 0) / positives.length)
        const variance = (values: number[]) => {
          const mean = values.reduce((a, b) => a + b, 0) / values.length
          return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1) / values.length
        }
        const error = aucStandardError(prepareCuts(scoredRows(rows), orientation))
        expect(error).toBeCloseTo(Math.sqrt(variance(ofPositives) + variance(ofNegatives)), 12)
      }),
    )
  })
})

describe('the Kolmogorov-Smirnov distance', () => {
  it('is that of scipy', () => {
    const ks = kolmogorovSmirnov(expectedCuts, 400, 1)
    expect(ks.value).toBeCloseTo(expected.ks, 14)
    expect(ks.low).toBeGreaterThan(0.4)
    expect(ks.low).toBeLessThan(ks.value)
    expect(ks.high).toBeLessThan(0.65)
    expect(ks.high).toBeGreaterThan(ks.low)
  })

  it('has the same interval for the same seed', () => {
    expect(kolmogorovSmirnov(expectedCuts, 200, 7)).toEqual(kolmogorovSmirnov(expectedCuts, 200, 7))
    expect(kolmogorovSmirnov(expectedCuts, 200, 7).low).not.toBe(kolmogorovSmirnov(expectedCuts, 200, 8).low)
  })

  it('is the greatest TPR − FPR, whatever the orientation', () => {
    fc.assert(
      fc.property(smallTables, orientations, (rows, orientation) => {
        const cuts = prepareCuts(scoredRows(rows), orientation)
        const distances = Array.from(cuts.tp, (tp, cut) => tp / cuts.positives - (cuts.fp[cut] ?? 0) / cuts.negatives)
        expect(kolmogorovSmirnov(cuts, 1, 1).value).toBeCloseTo(Math.max(...distances), 14)
      }),
    )
  })
})
