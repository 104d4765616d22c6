import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scoredRows } from '../threshold/brute-force.test-kit.ts'
import { cutAt, prepareCuts } from '../threshold/cut-table.ts'
import { costOfCut, exactCosts } from '../threshold/exact-costs.ts'
import { readScores, sharedData } from '../threshold/prediction-file.test-kit.ts'
import { smallTables } from '../threshold/random-rows.test-kit.ts'
import { decisionCurve, netBenefit } from './decision-curve.ts'
import { expected, expectedCuts, laterCuts } from './expected-quality.test-kit.ts'
import { stability } from './stability.ts'

describe('the decision curve', () => {
  it.each(expected.netBenefit)('is at $threshold what numpy counts', ({ threshold, value }) => {
    expect(netBenefit(expectedCuts, threshold)).toBeCloseTo(value, 14)
  })

  it('at the costs is prevalence − cost / (n · cost FN)', () => {
    fc.assert(
      fc.property(smallTables, fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 50 }), (rows, fn, fp) => {
        fc.pre(rows.every(({ score }) => score >= 0 && score <= 1))
        const cuts = prepareCuts(scoredRows(rows), 'high')
        const costs = exactCosts({ fn: String(fn), fp: String(fp) })
        const found = decisionCurve(cuts, costs)
        const cost = Number(costOfCut(cuts, costs, cutAt(cuts, fp / (fp + fn))))
        expect(found?.atCosts.netBenefit).toBeCloseTo(cuts.positives / rows.length - cost / (rows.length * fn), 12)
      }),
    )
  })

  const data = sharedData('dcurves-binary/df_binary.csv')
  it.skipIf(data.absent)('has the values published for the table of dcurves (skipped where ../shared/data is absent)', async () => {
    const cuts = prepareCuts(await readScores(data.file, 'cancerpredmarker', 'cancer', 'true'), 'high')
    const values = [0.05, 0.1, 1 / 6, 0.2, 0.35].map((threshold) => netBenefit(cuts, threshold).toFixed(7))
    expect(values).toEqual(['0.1055439', '0.0874074', '0.0749333', '0.0673333', '0.0501538'])
  })
})

describe('the stability index', () => {
  const reading = { path: 'then.csv', label: 'y', score: 'p', positive: null, negative: null, orientation: 'high' } as const

  it('is what numpy computes from the same bins, with the noise of scipy', () => {
    const found = stability(laterCuts, expectedCuts, reading)
    expect(found.psi).toBeCloseTo(expected.psi, 13)
    const degrees = found.bins.length - 1
    expect(found.noise95).toBeCloseTo((expected.chiSquare95[degrees - 1] ?? 0) * (2 / 600), 9)
    expect(found.expectedNoise).toBeCloseTo(degrees * (2 / 600), 14)
  })

  it('is 0 for the same table, and its shares add up to 1', () => {
    const found = stability(expectedCuts, expectedCuts, reading)
    expect(found.psi).toBe(0)
    expect(found.sentence).toContain('No shift')
    expect(found.bins.reduce((sum, bin) => sum + bin.reference, 0)).toBeCloseTo(1, 14)
  })

  it('counts an empty bin as half a row', () => {
    const few = prepareCuts({ positives: Float64Array.of(0.99), negatives: Float64Array.of(0.99) }, 'high')
    expect(Number.isFinite(stability(few, expectedCuts, reading).psi)).toBe(true)
  })
})
