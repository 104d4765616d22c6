import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scoredRows } from '../threshold/brute-force.test-kit.ts'
import { countAt, prepareCuts } from '../threshold/cut-table.ts'
import { bestCuts, measureOf } from '../threshold/objectives.ts'
import { orientations, smallTables } from '../threshold/random-rows.test-kit.ts'
import { allScores, candidateThreshold, grid } from './candidate-set.ts'
import { costCriterion, search } from './criterion.ts'
import { exactCosts } from '../threshold/exact-costs.ts'
import { betaSteps, ratioSteps, reaching, tyingRatio } from './parameter-steps.ts'
import { recordedOf } from './recorded.ts'

describe('the steps of a parameter', () => {
  it('have the greatest F-beta among all cuts at betas inside them', () => {
    fc.assert(
      fc.property(smallTables, orientations, (rows, orientation) => {
        const set = allScores(prepareCuts(scoredRows(rows), orientation))
        for (const { cut, from, to } of betaSteps(set)) {
          const beta = to === null ? from + 1 : (from + to) / 2
          if (to !== null && to - from < 1e-6) continue
          expect(bestCuts(set.cuts, measureOf({ kind: 'f-beta', beta: beta.toFixed(9) }))).toContain(cut)
        }
      }),
    )
  })

  it('cover all betas from 0 without a gap', () => {
    fc.assert(
      fc.property(smallTables, orientations, (rows, orientation) => {
        const steps = betaSteps(allScores(prepareCuts(scoredRows(rows), orientation)))
        expect(steps[0]?.from).toBe(0)
        expect(steps.at(-1)?.to).toBeNull()
        steps.slice(1).forEach((step, index) => expect(step.from).toBe(steps[index]?.to))
      }),
    )
  })

  it('have the least cost among all cuts at ratios inside them, on a grid as well', () => {
    fc.assert(
      fc.property(smallTables, orientations, fc.boolean(), (rows, orientation, onGrid) => {
        const table = prepareCuts(scoredRows(rows), orientation)
        const set = onGrid ? grid(table, '0.05') : allScores(table)
        for (const { cut, from, to } of ratioSteps(set)) {
          const ratio = to === null ? from + 1 : (from + to) / 2
          const found = search(set, costCriterion(exactCosts({ fn: ratio.toFixed(9), fp: '1' }), ''))
          if (to !== null && to - from < 1e-6) continue
          expect(found.thresholds).toContain(candidateThreshold(set, cut))
        }
      }),
    )
  })

  // An F-beta optimum F* is the optimum of the cost at FN:FP = (1+β²−F*)/F*: (1+β²)·TP − F*·(TP + β²·P + FP) is greatest,
  // and 0, where F-beta is, and falls by 1+β²−F* for a positive missed and by F* for a negative flagged.
  it('of F-beta are optimal for the cost ratio that the identity names', () => {
    fc.assert(
      fc.property(smallTables, fc.integer({ min: 1, max: 50 }), (rows, tenths) => {
        const set = allScores(prepareCuts(scoredRows(rows), 'high'))
        const beta = tenths / 10
        const [cut = 0] = bestCuts(set.cuts, measureOf({ kind: 'f-beta', beta: String(beta) }))
        const [tp, fp] = [countAt(set.cuts.tp, cut), countAt(set.cuts.fp, cut)]
        if (tp === 0) return
        const f = ((1 + beta ** 2) * tp) / (tp + beta ** 2 * set.cuts.positives + fp)
        const ratio = (1 + beta ** 2 - f) / f
        const cost = (at: number) => ratio * (set.cuts.positives - countAt(set.cuts.tp, at)) + countAt(set.cuts.fp, at)
        for (let other = 0; other < set.cuts.tp.length; other += 1) expect(cost(cut)).toBeLessThanOrEqual(cost(other) * (1 + 1e-12) + 1e-9)
      }),
    )
  })

  it('join where neighbouring cuts lie in the recorded interval', () => {
    // Hull: (0,0), (0,1) at 0.9, (1,2) at 0.8, (3,3) at 0.6. Slopes 0, 1, 2.
    const set = allScores(prepareCuts(scoredRows([
      { score: 0.9, positive: true }, { score: 0.8, positive: true }, { score: 0.8, positive: false },
      { score: 0.6, positive: true }, { score: 0.6, positive: false }, { score: 0.6, positive: false },
    ]), 'high'))
    expect(ratioSteps(set).map(({ from, to }) => [from, to])).toEqual([[0, 1], [1, 2], [2, null]])
    expect(reaching(set, ratioSteps(set), recordedOf({ printed: '0.8', implied: null }))).toEqual([1, 2])
    expect(reaching(set, ratioSteps(set), recordedOf({ printed: '1', implied: null }))).toEqual([0, null])
    expect(reaching(set, ratioSteps(set), recordedOf({ printed: '0.7', implied: null }))).toBeNull()
  })

  it('leave a cut on an edge of the hull to the ratio at which it ties', () => {
    // (0,0), (1,1), (2,2): the middle one is collinear.
    const set = allScores(prepareCuts(scoredRows([
      { score: 0.8, positive: true }, { score: 0.8, positive: false }, { score: 0.6, positive: true }, { score: 0.6, positive: false },
    ]), 'high'))
    expect(tyingRatio(set, recordedOf({ printed: '0.8', implied: null }))).toEqual({ ratio: 1, threshold: 0.8 })
    expect(tyingRatio(set, recordedOf({ printed: '0.7', implied: null }))).toBeNull()
  })
})
