import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scoredRows, table, type Row } from './brute-force.test-kit.ts'
import { cutAt, prepareCuts } from './cut-table.ts'
import { exactCosts } from './exact-costs.ts'
import { leastCost } from './least-cost.ts'
import { distinguishable, indistinguishableRange } from './paired-test.ts'
import { smallTables } from './random-rows.test-kit.ts'
import { withinOnePercent } from './within-one-percent.ts'

/** |sum| > 1.96 standard deviations of a resampled sum, from the per-row differences themselves. */
function toldApart(rows: readonly Row[], a: number, b: number, fn: number, fp: number): boolean {
  const cost = ({ score, positive }: Row, t: number) => (positive ? (score < t ? fn : 0) : score >= t ? fp : 0)
  const differences = rows.map((row) => cost(row, a) - cost(row, b))
  const sum = differences.reduce((x, y) => x + y, 0)
  const mean = sum / rows.length
  const variance = differences.reduce((x, d) => x + (d - mean) ** 2, 0)
  return Math.abs(sum) > 1.959963984540054 * Math.sqrt(variance) + 1e-9
}

describe('distinguishable', () => {
  it('is the paired test on the differences of cost row by row', () => {
    fc.assert(
      fc.property(smallTables, fc.nat(), fc.nat(), fc.integer({ min: 1, max: 30 }), (rows, i, j, fn) => {
        const cuts = prepareCuts(scoredRows(rows), 'high')
        const a = rows[i % rows.length]?.score ?? 0
        const b = rows[j % rows.length]?.score ?? 0
        const costs = exactCosts({ fn: String(fn), fp: '1' })
        expect(distinguishable(cuts, costs, cutAt(cuts, a), cutAt(cuts, b))).toBe(toldApart(rows, a, b, fn, 1))
      }),
      { numRuns: 300 },
    )
  })
})

describe('ranges around the optimum', () => {
  it('hold the optimum, and their ends are thresholds that satisfy the rule', () => {
    fc.assert(
      fc.property(smallTables, fc.nat(20), fc.integer({ min: 1, max: 20 }), (rows, fn, fp) => {
        const cuts = prepareCuts(scoredRows(rows), 'high')
        const costs = exactCosts({ fn: String(fn), fp: String(fp) })
        const { cut } = leastCost(cuts, costs)
        const cost = (t: number) =>
          fn * rows.filter((row) => row.positive && row.score < t).length +
          fp * rows.filter((row) => !row.positive && row.score >= t).length
        const least = cost(cut === 0 ? Infinity : (cuts.scores[cut - 1] ?? NaN))
        const [low, high] = withinOnePercent(cuts, costs, cut)
        expect(low).toBeLessThanOrEqual(high)
        const costsOfEnds = [cost(low), cost(high)]
        for (const end of costsOfEnds) expect(100 * end).toBeLessThanOrEqual(101 * least)
        for (const { score } of rows) {
          if (score < low || score > high) expect(100 * cost(score)).toBeGreaterThan(101 * least)
        }
        const [from, to] = indistinguishableRange(cuts, costs, cut)
        expect(from).toBeLessThanOrEqual(to)
        expect(distinguishable(cuts, costs, cutAt(cuts, from), cut)).toBe(false)
        expect(distinguishable(cuts, costs, cutAt(cuts, to), cut)).toBe(false)
      }),
    )
  })

  it('end just above the highest score where flagging nobody belongs to them', () => {
    const cuts = prepareCuts(scoredRows(table('01', [0.5, 0.25])), 'high')
    const costs = exactCosts({ fn: '1', fp: '100' })
    expect(withinOnePercent(cuts, costs, 0)).toEqual([0.5000000000000001, 0.5000000000000001])
  })

  it('compare exactly where costs go beyond 2^53', () => {
    const cuts = prepareCuts(scoredRows(table('0 1 0 1', [0.9, 0.8, 0.7, 0.6])), 'high')
    // Costs: nobody 200, then 300, 200, 300, 200 times 10^30: all three 200s are within 1 %.
    const zeros = '0'.repeat(25)
    expect(withinOnePercent(cuts, exactCosts({ fn: `100${zeros}`, fp: `100${zeros}` }), 0)).toEqual([0.6, 0.9000000000000001])
  })
})
