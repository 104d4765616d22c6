import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scoredRows } from '../threshold/brute-force.test-kit.ts'
import { prepareCuts } from '../threshold/cut-table.ts'
import { orientations } from '../threshold/random-rows.test-kit.ts'
import { longTables } from '../threshold/random-stretches.test-kit.ts'
import { cheapestCut, withinOnePercentOf } from './cheapest-cut.ts'
import type { CutSums } from './cut-cost.ts'

const factor = fc.oneof(fc.bigInt({ min: -60n, max: 60n }), fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n }))
const costs = fc.record({ constant: factor, tp: factor, fp: factor, tpAmount: factor, fpAmount: factor })
const amountsOfRows = fc.infiniteStream(fc.integer({ min: 0, max: 900 }))

/** Sums over the cuts of amounts that each has, none without rows of its class. */
function sumsOf(counts: Uint32Array, amounts: Iterator<number>): number[] {
  let sum = 0
  return Array.from(counts, (count, cut) => {
    for (let more = count - (counts[cut - 1] ?? 0); more > 0; more -= 1) sum += amounts.next().value ?? 0
    return sum
  })
}

describe('the cheapest cut of a range', () => {
  it('and those that cost at most 1 % more are those that comparing every cut in integers gives', () => {
    fc.assert(
      fc.property(longTables, orientations, costs, fc.option(amountsOfRows), fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (table, orientation, cost, amounts, one, other) => {
        const cuts = prepareCuts(scoredRows(table), orientation)
        const last = cuts.scores.length
        const [from, to] = [Math.min(one, other), Math.max(one, other)].map((share) => Math.round(share * last)) as [number, number]
        const byClass = amounts === null ? null : { positives: sumsOf(cuts.tp, amounts), negatives: sumsOf(cuts.fp, amounts) }
        const none = new Float64Array(last + 1)
        const sums: CutSums = {
          cuts,
          amounts: byClass === null ? null : { digits: 0, positives: Float64Array.from(byClass.positives), negatives: Float64Array.from(byClass.negatives), positiveSquares: none, negativeSquares: none },
        }
        const exact = Array.from(cuts.tp, (tp, cut) => {
          const ofCounts = cost.constant + cost.tp * BigInt(tp) + cost.fp * BigInt(cuts.fp[cut] ?? 0)
          return byClass === null ? ofCounts : ofCounts + cost.tpAmount * BigInt(byClass.positives[cut] ?? 0) + cost.fpAmount * BigInt(byClass.negatives[cut] ?? 0)
        })
        const within = exact.slice(from, to + 1)
        const least = within.reduce((low, value) => (value < low ? value : low))
        const best = from + within.indexOf(least)
        expect(cheapestCut(cost, sums, from, to)).toBe(best)
        const near = within.flatMap((value, place) => (100n * (value - least) <= (least < 0n ? -least : least) ? [from + place] : []))
        expect(withinOnePercentOf(cost, sums, best, from, to)).toEqual([near[0], near.at(-1)])
        expect(cheapestCut(cost, sums, to + 1, to)).toBeNull()
      }),
      { numRuns: 120 },
    )
  })
})
