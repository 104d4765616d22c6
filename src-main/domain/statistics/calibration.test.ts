import { describe, expect, it } from 'vitest'
import { scoredRows, table, type Row } from '../threshold/brute-force.test-kit.ts'
import { prepareCuts } from '../threshold/cut-table.ts'
import { exactCosts } from '../threshold/exact-costs.ts'
import { calibration } from './calibration.ts'
import { expected, expectedCuts, expectedRows } from './expected-quality.test-kit.ts'
import { logistic, logit } from './probability.ts'
import { recalibrate } from './recalibration.ts'
import { reliabilityBins } from './reliability.ts'
import { weighting } from './weighting.ts'
import { rate, rateOf } from './wilson.ts'

describe('a rate', () => {
  it.each(expected.wilson)('of $count in $of has the Wilson interval of scipy', ({ count, of, low, high }) => {
    const found = rate(count, of)
    expect(found).toMatchObject({ value: count / of, count, of })
    expect(found.low).toBeCloseTo(low, 13)
    expect(found.high).toBeCloseTo(high, 13)
  })

  it('of no row is none', () => {
    expect(rateOf(0, 0)).toBeNull()
    expect(() => rate(0, 0)).toThrow(RangeError)
  })
})

describe('calibration', () => {
  it('has the Brier score of scikit-learn, parted into terms that add up', () => {
    const found = calibration(expectedCuts, 0.5)
    expect(found.brier).toBeCloseTo(expected.brier, 14)
    expect(found.reliability - found.resolution + found.uncertainty + found.withinBins).toBeCloseTo(found.brier, 15)
    expect(found.skill).toBeCloseTo(1 - expected.brier / found.uncertainty, 14)
  })

  it('recalibrates as scikit-learn fits without a penalty, with the errors of the information matrix', () => {
    const found = recalibrate(expectedCuts)
    const z = 1.959963984540054
    // lbfgs stops at a gradient that leaves about six digits.
    expect(found.intercept?.value).toBeCloseTo(expected.intercept, 5)
    expect(found.slope?.value).toBeCloseTo(expected.slope, 5)
    expect(((found.intercept?.high ?? 0) - (found.intercept?.low ?? 0)) / 2 / z).toBeCloseTo(expected.standardErrors[0] ?? 0, 5)
    expect(((found.slope?.high ?? 0) - (found.slope?.low ?? 0)) / 2 / z).toBeCloseTo(expected.standardErrors[1] ?? 0, 5)
    // scipy.optimize.brentq on the same equation.
    expect(found.interceptAtSlopeOne?.value).toBeCloseTo(expected.interceptAtSlopeOne, 10)
  })

  it('finds no recalibration where the classes can be parted, or one score is all there is', () => {
    expect(recalibrate(prepareCuts(scoredRows(table('1 1 0 0', [0.9, 0.8, 0.2, 0.1])), 'high')).slope).toBeNull()
    const flat = recalibrate(prepareCuts(scoredRows(table('1 0 0 0', [0.5, 0.5, 0.5, 0.5])), 'high'))
    expect(flat.slope).toBeNull()
    // One positive in four: logit ¼ = −ln 3.
    expect(flat.interceptAtSlopeOne?.value).toBeCloseTo(-Math.log(3), 12)
  })

  it('leaves scores of 0 and 1 out of the recalibration and counts them', () => {
    expect(recalibrate(prepareCuts(scoredRows(table('1 0 1 0 1', [1, 0, 0.6, 0.4, 0.3])), 'high')).withoutLogit).toBe(2)
  })

  it('never parts equal scores, and its bins hold every row once', () => {
    const bins = reliabilityBins(expectedCuts, 10)
    expect(bins.reduce((sum, bin) => sum + bin.rows, 0)).toBe(600)
    expect(bins.reduce((sum, bin) => sum + bin.observed.count, 0)).toBe(expectedCuts.positives)
    for (const [index, bin] of bins.slice(1).entries()) expect(bin.low).toBeGreaterThan(bins[index]?.high ?? 1)
    for (const bin of bins) {
      const inside = expectedRows.filter(({ score }) => score >= bin.low && score <= bin.high)
      expect(bin.rows).toBe(inside.length)
      expect(bin.predicted).toBeCloseTo(inside.reduce((sum, { score }) => sum + score, 0) / inside.length, 12)
      expect(bin.observed.count).toBe(inside.filter(({ positive }) => positive).length)
    }
  })

  it('reads a low score as the probability of the negative class', () => {
    const mirrored = prepareCuts(scoredRows(expectedRows.map(({ score, positive }) => ({ score: 1 - score, positive }))), 'low')
    const found = calibration(mirrored, 0.5)
    expect(found.brier).toBeCloseTo(expected.brier, 12)
    expect(found.slope?.value).toBeCloseTo(expected.slope, 5)
  })

  it('tells where the scores next to a threshold are not what happens', () => {
    const perfect = Array.from({ length: 2000 }, (_, k): Row => ({ score: 0.3, positive: k % 10 < 3 }))
    const others = Array.from({ length: 2000 }, (_, k): Row => ({ score: 0.8, positive: k % 10 < 4 }))
    const cuts = prepareCuts(scoredRows([...perfect, ...others]), 'high')
    expect(calibration(cuts, 0.8).band).toMatchObject({ agrees: false })
    const all = prepareCuts(scoredRows([...perfect, { score: 0.2, positive: false }, { score: 0.9, positive: true }]), 'high')
    expect(calibration(all, 0.3).band).toMatchObject({ agrees: true })
  })
})

describe('class weighting', () => {
  const costs = exactCosts({ fn: '10', fp: '1' })
  // A calibrated table: of 100 rows at each score, as many positives as it says.
  const calibrated = [2, 5, 10, 20, 40].flatMap((percent) =>
    Array.from({ length: 1000 }, (_, k): Row => ({ score: percent / 100, positive: k % 100 < percent })),
  )
  const cutsOf = (rows: readonly Row[]) => prepareCuts(scoredRows(rows), 'high')
  const weighted = (weight: number) => calibrated.map((row) => ({ ...row, score: logistic(logit(row.score) + Math.log(weight)) }))
  const positives = calibrated.filter(({ positive }) => positive).length
  const balanced = (5000 - positives) / positives

  it('is not seen in calibrated scores', () => {
    const found = weighting(cutsOf(calibrated), costs, [])
    expect(found.kind).toBe('not-weighted')
    expect(found.impliedPositiveWeight).toBeCloseTo(1, 10)
  })

  it('is found again, and its correction brings the theoretical threshold back', () => {
    const found = weighting(cutsOf(weighted(balanced)), costs, [{ name: 'class_weight', value: 'balanced', source: 'run a' }])
    expect(found.kind).toBe('consistent-with-balanced')
    expect(found.impliedPositiveWeight).toBeCloseTo(balanced, 9)
    expect(found.balancedWeight).toBeCloseTo(balanced, 12)
    expect(found.impliedTrainingPrevalence).toBeCloseTo(0.5, 10)
    expect(found.correctedMean).toBeCloseTo(found.prevalence.value, 10)
    expect(found.sentence).toContain('class_weight balanced')
    const calibratedCost = weighting(cutsOf(calibrated), costs, []).theoretical?.cost
    expect(found.theoretical?.cost).toBeGreaterThan(calibratedCost ?? Infinity)
    expect(found.correctedTheoretical?.cost).toBe(calibratedCost)
  })

  it('is told from another miscalibration, and from what is no probability', () => {
    expect(weighting(cutsOf(weighted(balanced * 3)), costs, []).kind).toBe('miscalibrated')
    expect(weighting(cutsOf(table('1 0 1 0', [3, 2, -1, -2])), costs, [])).toMatchObject({ kind: 'not-a-probability', theoretical: null })
  })
})
