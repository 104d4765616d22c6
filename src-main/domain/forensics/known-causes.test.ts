import { describe, expect, it } from 'vitest'
import { bruteOptimum, matrixAt } from '../threshold/brute-force.test-kit.ts'
import { byId, cutsOf, explained, noisyRows, ofKind, reproducing } from './explain.test-kit.ts'

/*
 * Each table's recorded value has one known cause, found here by counting rows at every candidate, without the code
 * under test.
 */
const rows = noisyRows(7, 1500)
const cuts = cutsOf(rows)
const counts = (threshold: number) => matrixAt(rows, threshold, 'high')
const cost = (threshold: number, fn: number, fp: number) => {
  const { fn: missed, fp: false_ } = counts(threshold)
  return fn * missed + fp * false_
}
const cheapest = (thresholds: readonly number[], fn: number, fp: number) =>
  thresholds.reduce((best, threshold) => (cost(threshold, fn, fp) <= cost(best, fn, fp) ? threshold : best))
const gridOf = (points: number) => Array.from({ length: points - 1 }, (_, index) => (index + 1) / points)

describe('a recorded threshold of known cause', () => {
  it('Youden', () => {
    const { threshold } = bruteOptimum(rows, 'high', ({ tp, fn, fp, tn }) => tp / (tp + fn) - fp / (fp + tn), (a, b) => b - a)
    const result = explained({ cuts, recorded: String(threshold), costs: { fn: '10', fp: '1' } })
    const youden = ofKind(result, 'youden')
    expect([youden.verdict, youden.threshold]).toEqual(['reproduces', threshold])
    expect(reproducing(result)[0]).toMatch(/^(youden|balanced-accuracy|nearest-corner|g-mean)$/)
    // Youden is a cost in proportion to the classes, so a ratio of costs says the same.
    expect(ofKind(result, 'cost-ratio').sameStatementAs).not.toBeNull()
  })

  it('a coarse grid', () => {
    const best = cheapest(gridOf(20), 4, 1)
    const result = explained({ cuts, recorded: best.toFixed(3), costs: { fn: '4', fp: '1' } })
    const grid = byId(result, 'grid-step 0.05')
    expect([grid.verdict, grid.threshold]).toEqual(['reproduces', best])
    expect(byId(result, 'grid-step 0.001').verdict).toBe('refuted')
    expect(byId(result, 'grid-step 0.001').because).toContain('0.001')
  })

  it('a cost ratio of 4 : 1 on a grid of 0.01, whatever costs are stated', () => {
    const best = cheapest(gridOf(100), 4, 1)
    const stated = explained({ cuts, recorded: String(best), costs: { fn: '4', fp: '1' } })
    expect(byId(stated, 'grid-step 0.01').verdict).toBe('reproduces')
    const unknown = explained({ cuts, recorded: String(best) })
    expect(ofKind(unknown, 'cost-ratio').verdict).toBe('reproduces')
    const [low, high] = ofKind(unknown, 'cost-ratio').parameters['ratioInterval'] as [number, number]
    expect(ofKind(unknown, 'cost-ratio').variant?.candidates === 'all scores' || (low <= 4 && high >= 4)).toBe(true)
    expect(byId(unknown, 'grid-step 0.01').verdict).toBe('cannot-tell')
    expect([unknown.optimum, unknown.regret, unknown.atRecorded.cost]).toEqual([null, null, null])
  })

  it('100 points between the lowest and the highest score', () => {
    const scores = rows.map(({ score }) => score)
    const [low, high] = [Math.min(...scores), Math.max(...scores)]
    const points = Array.from({ length: 100 }, (_, index) => (index === 99 ? high : (index * (high - low)) / 99 + low))
    const best = cheapest(points, 6, 1)
    const result = explained({ cuts, recorded: best.toFixed(9), costs: { fn: '6', fp: '1' } })
    const points100 = byId(result, 'grid-step 100-points')
    expect(points100.verdict).toBe('reproduces')
    expect(reproducing(result)).not.toContain('grid-step 0.001')
  })

  it('a recall target of 80 %', () => {
    const descending = [...new Set(rows.map(({ score }) => score))].sort((a, b) => b - a)
    const threshold = descending.find((candidate) => {
      const { tp, fn } = counts(candidate)
      return tp / (tp + fn) >= 0.8
    })
    const result = explained({ cuts, recorded: String(threshold), costs: { fn: '10', fp: '1' } })
    const target = ofKind(result, 'recall-target')
    expect([target.verdict, target.parameters['target'], target.threshold]).toEqual(['reproduces', 0.8, threshold])
  })

  it('digits cut off', () => {
    const seeds = Array.from({ length: 40 }, (_, index) => index)
    // A table whose optimum would round up: the third decimal is followed by 5 or more.
    const found = seeds
      .map((seed) => {
        const table = noisyRows(seed, 400)
        const optimum = bruteOptimum(table, 'high', ({ fn, fp }) => 3 * fn + fp, (a, b) => a - b)
        return { table, threshold: optimum.threshold ?? 0, tied: optimum.tied }
      })
      .find(({ threshold, tied }) => tied === 1 && Math.floor(threshold * 1e4) % 10 >= 5)
    if (found === undefined) throw new Error('no such table among the seeds')
    const recorded = (Math.floor(found.threshold * 1000) / 1000).toFixed(3)
    const rounding = ofKind(explained({ cuts: cutsOf(found.table), recorded, costs: { fn: '3', fp: '1' } }), 'rounding')
    expect([rounding.verdict, rounding.threshold]).toEqual(['reproduces', found.threshold])
  })

  it('> in place of >=, on scores of two decimals', () => {
    const coarse = rows.map(({ score, positive }) => ({ positive, score: Math.round(score * 100) / 100 }))
    const table = cutsOf(coarse)
    const { threshold } = bruteOptimum(coarse, 'high', ({ fn, fp }) => 4 * fn + fp, (a, b) => a - b)
    const next = Math.max(...coarse.map(({ score }) => score).filter((score) => score < (threshold ?? 0)))
    const operator = ofKind(explained({ cuts: table, recorded: next.toFixed(2), costs: { fn: '4', fp: '1' } }), 'operator')
    expect([operator.verdict, operator.threshold, operator.variant?.operator]).toEqual(['reproduces', next, '>'])
  })

  it('the score of the other class', () => {
    const { threshold } = bruteOptimum(rows, 'high', ({ fn, fp }) => 4 * fn + fp, (a, b) => a - b)
    const recorded = (1 - (threshold ?? 0)).toFixed(6)
    const result = explained({ cuts, recorded, costs: { fn: '4', fp: '1' } })
    expect(ofKind(result, 'orientation').verdict).toBe('reproduces')
    expect(ofKind(result, 'orientation').threshold).toBeCloseTo(1 - (threshold ?? 0), 12)
  })

  it('the costs the other way round', () => {
    const { threshold } = bruteOptimum(rows, 'high', ({ fn, fp }) => fn + 4 * fp, (a, b) => a - b)
    const result = explained({ cuts, recorded: String(threshold), costs: { fn: '4', fp: '1' } })
    expect(byId(result, 'cost-ratio inverse').verdict).toBe('reproduces')
  })

  it('another table of the folder', () => {
    const others = [{ path: 'other.csv', optima: [{ words: 'the cost at 4 : 1', threshold: 0.987654 }] }]
    const result = explained({ cuts, recorded: '0.987654', costs: { fn: '4', fp: '1' }, evidence: { others } })
    const other = ofKind(result, 'other-data')
    expect([other.verdict, other.threshold]).toEqual(['reproduces', 0.987654])
    expect(other.because).toContain('other.csv')
    expect(reproducing(result)).toEqual(['other-data'])
  })

  it('the default of 0.5 before anything else', () => {
    const result = explained({ cuts, recorded: '0.5', costs: { fn: '1', fp: '1' } })
    expect(result.explanations[0]?.kind).toBe('default-half')
    expect(result.recorded.mayBeExact).toBe(true)
    expect(result.recorded.shareOfScores).toBe(rows.filter(({ score }) => score >= 0.45 && score < 0.55).length / rows.length)
  })

  it('no cause', () => {
    // Beyond every score but one: no objective, ratio, grid or target leads there.
    const scores = rows.map(({ score }) => score).sort((a, b) => a - b)
    const result = explained({ cuts, recorded: (((scores[700] ?? 0) + (scores[701] ?? 0)) / 2).toFixed(9), costs: { fn: '10', fp: '1' } })
    expect(reproducing(result)).toEqual([])
    expect(result.answer.decisive).toMatch(/^Nothing here reproduces 0\.\d+\.$/)
    expect(result.impliedCostRatio).toBeNull()
    expect(result.multipleTesting.reproduce).toBe(0)
  })
})
