import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scoredRows } from './brute-force.test-kit.ts'
import { prepareCuts, thresholdOf } from './cut-table.ts'
import { exactCosts } from './exact-costs.ts'
import { leastCost } from './least-cost.ts'
import { indistinguishableRange } from './paired-test.ts'
import { bestCuts, measureOf } from './objectives.ts'
import { decimalCosts, orientations } from './random-rows.test-kit.ts'
import { longTables } from './random-stretches.test-kit.ts'
import { reportedObjectives } from './recommend.ts'
import { withinOnePercent } from './within-one-percent.ts'

/** The four answers by going through every cut, one by one, in thousandths of a unit. */
function oneByOne(cuts: ReturnType<typeof prepareCuts>, fn: bigint, fp: bigint) {
  const costs = [...cuts.tp].map((tp, cut) => fn * BigInt(cuts.positives - tp) + fp * BigInt(cuts.fp[cut] ?? 0))
  const least = costs.reduce((low, cost) => (cost < low ? cost : low))
  const best = costs.indexOf(least)
  const near = costs.flatMap((cost, cut) => (cost * 100n <= least * 101n ? [cut] : []))
  const n = cuts.positives + cuts.negatives
  const alike = costs.flatMap((cost, cut) => {
    const [a, b] = [Math.abs((cuts.tp[cut] ?? 0) - (cuts.tp[best] ?? 0)), Math.abs((cuts.fp[cut] ?? 0) - (cuts.fp[best] ?? 0))]
    const [d, costFn, costFp] = [Number(cost - least), Number(fn), Number(fp)]
    const variance = costFn ** 2 * a + costFp ** 2 * b - d ** 2 / n
    return d ** 2 <= 1.959963984540054 ** 2 * variance ? [cut] : []
  })
  return { best, tied: costs.filter((cost) => cost === least).length, near, alike }
}

describe('cuts that are not looked at', () => {
  it('give the least cost, its ties and both ranges as going through every cut does', () => {
    fc.assert(
      fc.property(longTables, orientations, decimalCosts, decimalCosts, (table, orientation, costFn, costFp) => {
        fc.pre(costFn.thousandths > 0n || costFp.thousandths > 0n)
        const cuts = prepareCuts(scoredRows(table), orientation)
        const costs = exactCosts({ fn: costFn.text, fp: costFp.text })
        const { best, tied, near, alike } = oneByOne(cuts, costFn.thousandths, costFp.thousandths)
        expect(leastCost(cuts, costs)).toEqual({ cut: best, tied })
        const ends = (found: readonly number[]) => {
          // Cut 0 has no score of its own; the range names the first double beyond.
          const thresholds = [found[0] ?? -1, found.at(-1) ?? -1].map((cut) => (cut === 0 ? null : thresholdOf(cuts, cut)))
          return orientation === 'high' ? thresholds.toReversed() : thresholds
        }
        const expectEnds = (range: readonly number[], wanted: readonly (number | null)[]) => {
          for (const [place, end] of wanted.entries()) if (end !== null) expect(range[place]).toBe(end)
        }
        expectEnds(withinOnePercent(cuts, costs, best), ends(near))
        expectEnds(indistinguishableRange(cuts, costs, best), ends(alike))
      }),
      { numRuns: 60 },
    )
  })

  it('give every objective the cuts that comparing all of them as fractions gives', () => {
    fc.assert(
      fc.property(longTables, orientations, (table, orientation) => {
        const cuts = prepareCuts(scoredRows(table), orientation)
        for (const objective of reportedObjectives(['0', '1', '3.2'])) {
          const measure = measureOf(objective)
          const values = Array.from(cuts.tp, (tp, cut) => measure.exact({ tp, fp: cuts.fp[cut] ?? 0, positives: cuts.positives, negatives: cuts.negatives }))
          const greatest = values.reduce((most, value) => (value.numerator * most.denominator > most.numerator * value.denominator ? value : most))
          const best = values.flatMap(({ numerator, denominator }, cut) => (numerator * greatest.denominator === greatest.numerator * denominator ? [cut] : []))
          expect(bestCuts(cuts, measure)).toEqual(best)
        }
      }),
      { numRuns: 60 },
    )
  })
})
