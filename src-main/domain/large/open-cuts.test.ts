import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scoredRows } from '../threshold/brute-force.test-kit.ts'
import { prepareCuts } from '../threshold/cut-table.ts'
import { costOfCut, exactCosts, scaledCost } from '../threshold/exact-costs.ts'
import { leastCost } from '../threshold/least-cost.ts'
import { measureOf, optimumFor } from '../threshold/objectives.ts'
import { distinguishable, mayBeIndistinguishable } from '../threshold/paired-test.ts'
import { decimalCosts, orientations } from '../threshold/random-rows.test-kit.ts'
import { longTables } from '../threshold/random-stretches.test-kit.ts'
import { reportedObjectives } from '../threshold/recommend.ts'
import { cutsAsCheap, cutsAsGood } from './corner-bounds.ts'
import { grouped } from './grouped-rows.test-kit.ts'
import { cutsOfGroups, openCuts } from './score-groups.ts'
import { cutsAtIndistinguishableEnds, cutsAtOnePercentEnds } from './threshold-ends.ts'

const cases = fc.record({ rows: longTables, orientation: orientations, fn: decimalCosts, fp: decimalCosts, every: fc.integer({ min: 2, max: 5 }) }).filter(({ fn, fp }) => fn.thousandths + fp.thousandths > 0n)

/** A table of many groups of a few scores, every seventh of them listed, as after a first reading. */
function manyGroups({ rows, orientation, every }: { rows: Parameters<typeof scoredRows>[0]; orientation: 'high' | 'low'; every: number }) {
  const whole = prepareCuts(scoredRows(rows), orientation)
  const { length } = whole.scores
  return cutsOfGroups(grouped(whole, Array.from({ length }, (_, k) => k + 1).filter((end) => end % every === 0 || end % 7 === 0 || end === length)), orientation)
}

// Each expectation asks the definition of every open group by itself, without looking at stretches of them.
describe('the open groups that a question leaves in doubt', () => {
  it('are those that may be as cheap as the best, or within 1 % of it beyond the listed ends', () => {
    fc.assert(
      fc.property(cases, ({ fn, fp, ...table }) => {
        const cuts = manyGroups(table)
        const costs = exactCosts({ fn: fn.text, fp: fp.text })
        const best = leastCost(cuts, costs)
        const least = costOfCut(cuts, costs, best.cut)
        const open = [...openCuts(cuts)]
        const corner = (end: number) => scaledCost(costs, cuts.positives - (cuts.tp[end] ?? 0), cuts.fp[end - 1] ?? 0)
        expect(cutsAsCheap(cuts, costs, best)).toEqual(open.filter((end) => corner(end) <= least))
        const near = Array.from(cuts.tp, (_, cut) => cut).filter((cut) => costOfCut(cuts, costs, cut) * 100n <= least * 101n)
        const beyond = open.filter((end) => end <= (near[0] ?? 0) || end > (near.at(-1) ?? 0))
        expect(cutsAtOnePercentEnds(cuts, costs, best.cut)).toEqual(beyond.filter((end) => corner(end) * 100n <= least * 101n))
        const alike = Array.from(cuts.tp, (_, cut) => cut).filter((cut) => !distinguishable(cuts, costs, cut, best.cut))
        const outside = open.filter((end) => end <= (alike[0] ?? 0) || end > (alike.at(-1) ?? 0))
        expect(cutsAtIndistinguishableEnds(cuts, costs, best.cut)).toEqual(outside.filter((end) => mayBeIndistinguishable(cuts, costs, end - 1, end, best.cut)))
      }),
      { numRuns: 100 },
    )
  })

  it('are those whose corner is better than the best of an objective, or as good and stricter', () => {
    fc.assert(
      fc.property(cases, (table) => {
        const cuts = manyGroups(table)
        const { positives, negatives } = cuts
        for (const objective of reportedObjectives(['0', '1', '3.2'])) {
          const optimum = optimumFor(cuts, objective)
          const exact = (tp: number, fp: number) => measureOf(objective).exact({ tp, fp, positives, negatives })
          const best = exact(cuts.tp[optimum.cut] ?? 0, cuts.fp[optimum.cut] ?? 0)
          const expected = [...openCuts(cuts)].filter((end) => {
            const corner = exact(cuts.tp[end] ?? 0, cuts.fp[end - 1] ?? 0)
            const more = corner.numerator * best.denominator - best.numerator * corner.denominator
            return more > 0n || (more === 0n && end <= optimum.cut)
          })
          expect(cutsAsGood(cuts, objective, optimum)).toEqual(expected)
        }
      }),
      { numRuns: 60 },
    )
  })
})
