import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nothingExcluded, scoredRows } from '../threshold/brute-force.test-kit.ts'
import { intervalOf, prepareCuts, thresholdOf, type CutTable } from '../threshold/cut-table.ts'
import { exactCosts } from '../threshold/exact-costs.ts'
import { bestOfGrid } from '../threshold/grid.ts'
import { leastCost } from '../threshold/least-cost.ts'
import { optimumFor } from '../threshold/objectives.ts'
import { decimalCosts, orientations, smallTables } from '../threshold/random-rows.test-kit.ts'
import { recommend, reportedObjectives } from '../threshold/recommend.ts'
import { indistinguishableRange } from '../threshold/paired-test.ts'
import { thresholdView } from '../threshold/threshold-view.ts'
import { withinOnePercent } from '../threshold/within-one-percent.ts'
import { boundsOf } from './bounds.ts'
import { cutsAsCheap, cutsAsGood } from './corner-bounds.ts'
import { cutsInDoubt } from './doubts.ts'
import { grouped, listed } from './grouped-rows.test-kit.ts'
import { cutsOfGroups } from './score-groups.ts'
import { cutsAtIndistinguishableEnds, cutsAtOnePercentEnds } from './threshold-ends.ts'
import { cutsOfGrid } from './unlisted-thresholds.ts'

const cases = fc.record({
  rows: smallTables,
  orientation: orientations,
  fn: decimalCosts,
  fp: decimalCosts,
  parts: fc.array(fc.boolean(), { minLength: 24, maxLength: 24 }),
  at: fc.array(fc.oneof(fc.constantFrom(0.125, 0.3, 0.5, 0.9), fc.double({ noNaN: true, noDefaultInfinity: true })), { maxLength: 3 }),
}).filter(({ fn, fp }) => fn.thousandths + fp.thousandths > 0n)

/** The groups with what `doubtful` names listed, until it names nothing. */
function settled(whole: CutTable, ends: readonly number[], doubtful: (table: CutTable) => readonly number[]): CutTable {
  let groups = grouped(whole, ends)
  for (;;) {
    const table = cutsOfGroups(groups, whole.orientation)
    const cuts = doubtful(table)
    if (cuts.length === 0) return table
    groups = listed(whole, groups, cuts)
  }
}

describe('each question by itself', () => {
  it('is answered exactly once its own groups are listed', () => {
    fc.assert(
      fc.property(cases, ({ rows, orientation, fn, fp, parts }) => {
        const whole = prepareCuts(scoredRows(rows), orientation)
        const length = whole.scores.length
        const ends = Array.from({ length }, (_, k) => k + 1).filter((end) => end === length || parts[end] === true)
        const costs = exactCosts({ fn: fn.text, fp: fp.text })
        const same = <Found>(doubtful: (table: CutTable) => readonly number[], answer: (table: CutTable) => Found) => {
          expect(answer(settled(whole, ends, doubtful))).toEqual(answer(whole))
        }
        same(
          (table) => cutsAsCheap(table, costs, leastCost(table, costs)),
          (table) => {
            const { cut, tied } = leastCost(table, costs)
            return [thresholdOf(table, cut), intervalOf(table, cut), tied]
          },
        )
        for (const objective of reportedObjectives(['0', '0.5', '3.2'])) {
          same(
            (table) => cutsAsGood(table, objective, optimumFor(table, objective)),
            (table) => {
              const { cut, value } = optimumFor(table, objective)
              return [objective.kind, thresholdOf(table, cut), value]
            },
          )
        }
        same((table) => cutsOfGrid(table, costs, '0.05'), (table) => bestOfGrid(table, costs, '0.05').threshold)
        const best = (table: CutTable) => leastCost(table, costs).cut
        // Against a cut that both list: the one that flags everybody.
        same((table) => cutsAtIndistinguishableEnds(table, costs, table.scores.length), (table) => indistinguishableRange(table, costs, table.scores.length))
        same(
          (table) => [...new Set([...cutsAsCheap(table, costs, leastCost(table, costs)), ...cutsAtOnePercentEnds(table, costs, best(table))])].sort((a, b) => a - b),
          (table) => withinOnePercent(table, costs, best(table)),
        )
      }),
      { numRuns: 1500 },
    )
  })
})

describe('a table in groups of scores', () => {
  it('gives the answer of the whole table once nothing is in doubt, and bounds the rest', () => {
    fc.assert(
      fc.property(cases, ({ rows, orientation, fn, fp, parts, at }) => {
        const whole = prepareCuts(scoredRows(rows), orientation)
        const length = whole.scores.length
        const ends = Array.from({ length }, (_, k) => k + 1).filter((end) => end === length || parts[end] === true)
        let groups = grouped(whole, ends)
        const question = { costs: { fn: fn.text, fp: fp.text }, grids: ['0.05', '0.01'], at }
        for (;;) {
          const cuts = cutsInDoubt(cutsOfGroups(groups, orientation), { ...question, at: [...at, 0.5], view: true })
          if (cuts.length === 0) break
          groups = listed(whole, groups, cuts)
        }
        const common = { ...question, rowCount: rows.length, excluded: nothingExcluded, sha256: '', bootstrap: null }
        const reduced = cutsOfGroups(groups, orientation)
        const expected = recommend({ ...common, cuts: whole })
        const found = recommend({ ...common, cuts: reduced })
        expect({ ...found, auc: 0 }).toEqual({ ...expected, auc: 0 })
        const bounds = boundsOf(reduced, { ...question, view: true }, found)
        expect(bounds.map(({ of }) => of).filter((of) => of !== 'auc' && of !== 'ratioMap')).toEqual([])
        const auc = bounds.find(({ of }) => of === 'auc') ?? { low: expected.auc, high: expected.auc }
        expect(auc.low ?? NaN).toBeLessThanOrEqual(expected.auc + 1e-15)
        expect(auc.high ?? NaN).toBeGreaterThanOrEqual(expected.auc - 1e-15)

        const reading = { path: '', label: '', score: '', positive: null, negative: null, orientation }
        const view = (cuts: typeof whole) => thresholdView({ ...common, cuts, reading, query: '', recorded: [] })
        const [of, from] = [view(reduced), view(whole)]
        for (const key of ['shortThreshold', 'references', 'withinOnePercent', 'distribution'] as const) expect(of[key]).toEqual(from[key])
      }),
      { numRuns: 1500 },
    )
  })

  it('says of every number that it may not read how far it can be off', () => {
    fc.assert(
      fc.property(cases, ({ rows, orientation, fn, fp, at }) => {
        const whole = prepareCuts(scoredRows(rows), orientation)
        const reduced = cutsOfGroups(grouped(whole, [whole.scores.length]), orientation)
        const question = { costs: { fn: fn.text, fp: fp.text }, grids: [], at }
        const common = { ...question, rowCount: rows.length, excluded: nothingExcluded, sha256: '', bootstrap: null }
        const [expected, found] = [recommend({ ...common, cuts: whole }), recommend({ ...common, cuts: reduced })]
        const bounds = boundsOf(reduced, { ...question, view: false }, found)
        const held = (of: string, exact: number, value: number) => {
          const bound = bounds.find((each) => each.of === of)
          if (bound === undefined) expect(value).toBe(exact)
          else {
            expect(bound.low ?? -Infinity).toBeLessThanOrEqual(exact + 1e-12)
            expect(bound.high ?? Infinity).toBeGreaterThanOrEqual(exact - 1e-12)
          }
        }
        held('optimum', expected.optimum.cost, found.optimum.cost)
        expected.at.forEach((cut, index) => {
          held(`at ${at[index] ?? NaN}`, cut.cost, found.at[index]?.cost ?? NaN)
        })
        expected.objectives.forEach(({ kind, parameters, value }, index) => {
          held(`objective ${[kind, ...Object.values(parameters)].join(' ')}`, value, found.objectives[index]?.value ?? NaN)
        })
      }),
      { numRuns: 1000 },
    )
  })
})
