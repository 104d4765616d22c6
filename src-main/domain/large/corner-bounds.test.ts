import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { measureOf } from '../threshold/objectives.ts'
import type { Objective } from '../threshold/objectives.ts'
import { ratioRegret } from './ratio-regret.ts'
import { cutsOfGroups } from './score-groups.ts'
import { grouped } from './grouped-rows.test-kit.ts'
import { prepareCuts } from '../threshold/cut-table.ts'
import { scoredRows } from '../threshold/brute-force.test-kit.ts'
import { smallTables } from '../threshold/random-rows.test-kit.ts'
import { hullCuts } from '../threshold/ratio-map.ts'
import { countAt } from '../threshold/cut-table.ts'

const boxes = fc
  .record({ positives: fc.integer({ min: 1, max: 60 }), negatives: fc.integer({ min: 1, max: 60 }), shares: fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })) })
  .map(({ positives, negatives, shares: [a, b, c, d] }) => {
    const [tpLow, tpHigh] = [Math.round(a * positives), Math.round(b * positives)].sort((x, y) => x - y) as [number, number]
    const [fpLow, fpHigh] = [Math.round(c * negatives), Math.round(d * negatives)].sort((x, y) => x - y) as [number, number]
    return { positives, negatives, tpLow, tpHigh, fpLow, fpHigh }
  })

const objectives: Objective[] = [
  { kind: 'f-beta', beta: '0.5' },
  { kind: 'f-beta', beta: '3.2' },
  ...(['youden', 'g-mean', 'mcc', 'kappa', 'accuracy', 'balanced-accuracy'] as const).map((kind) => ({ kind })),
]

// Every point of the box is tried, so the bound is checked by definition and not by another formula.
describe('the corner bound', () => {
  it.each(objectives)('holds on the better-than-chance side for $kind $beta, and 0 bounds the other side of Matthews and kappa', (objective) => {
    const { exact } = measureOf(objective)
    const chanceOnly = objective.kind === 'mcc' || objective.kind === 'kappa'
    fc.assert(
      fc.property(boxes, ({ positives, negatives, tpLow, tpHigh, fpLow, fpHigh }) => {
        const corner = exact({ tp: tpHigh, fp: fpLow, positives, negatives })
        const bound = chanceOnly && corner.numerator < 0n ? { numerator: 0n, denominator: 1n } : corner
        for (let tp = tpLow; tp <= tpHigh; tp += 1) {
          for (let fp = fpLow; fp <= fpHigh; fp += 1) {
            const value = exact({ tp, fp, positives, negatives })
            if (value.numerator * bound.denominator > bound.numerator * value.denominator) return false
          }
        }
        return true
      }),
      { numRuns: 400 },
    )
  })
})

describe('the certified regret of the ratio map', () => {
  it('is never less than the regret at any ratio', () => {
    fc.assert(
      fc.property(smallTables, fc.array(fc.boolean(), { minLength: 24, maxLength: 24 }), fc.double({ min: 0.1, max: 1000, noNaN: true }), (rows, parts, ratio) => {
        const whole = prepareCuts(scoredRows(rows), 'high')
        const length = whole.scores.length
        const reduced = cutsOfGroups(grouped(whole, Array.from({ length }, (_, k) => k + 1).filter((end) => end === length || parts[end] === true)), 'high')
        const least = (table: typeof whole) =>
          Math.min(...hullCuts(table).map((cut) => ratio * (table.positives - countAt(table.tp, cut)) + countAt(table.fp, cut)))
        const certified = ratioRegret(reduced, 0.1, 1000)
        expect(certified === null ? Infinity : least(whole) * (1 + certified)).toBeGreaterThanOrEqual(least(reduced) * (1 - 1e-12))
      }),
      { numRuns: 500 },
    )
  })
})
