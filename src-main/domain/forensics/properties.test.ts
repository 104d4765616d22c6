import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matrixAt, scoredRows } from '../threshold/brute-force.test-kit.ts'
import { prepareCuts } from '../threshold/cut-table.ts'
import { orientations, smallTables } from '../threshold/random-rows.test-kit.ts'
import { breakEvenOf } from './break-even.ts'
import { explained } from './explain.test-kit.ts'
import { holds, recordedOf } from './recorded.ts'
import { leastRelativeRegret, ratiosOfCut } from './regret.ts'
import { cutAt } from '../threshold/cut-table.ts'

const printed = fc.integer({ min: 0, max: 1000 }).map((k) => (k / 1000).toFixed(3))
const probabilities = smallTables.filter((rows) => rows.every(({ score }) => score >= 0 && score <= 1))

describe('explanations of any table', () => {
  it('reproduce a value only with a threshold inside its interval, and rank by verdict', () => {
    fc.assert(
      fc.property(probabilities, orientations, printed, fc.boolean(), (rows, orientation, recorded, withCosts) => {
        const cuts = prepareCuts(scoredRows(rows), orientation)
        const result = explained({ cuts, recorded, costs: withCosts ? { fn: '3', fp: '1' } : null })
        const interval = recordedOf({ printed: recorded, implied: null })
        for (const { verdict, kind, threshold, id } of result.explanations) {
          // Cut-off digits lead beside the interval of rounding: that is what they explain.
          if (verdict === 'reproduces' && kind !== 'rounding') expect([id, holds(interval, threshold)]).toEqual([id, true])
        }
        const order = result.explanations.map(({ verdict }) => ['reproduces', 'cannot-tell', 'refuted'].indexOf(verdict))
        expect(order).toEqual([...order].sort((a, b) => a - b))
        expect(new Set(result.explanations.map(({ id }) => id)).size).toBe(result.explanations.length)
        const ids = new Set(result.explanations.map(({ id }) => id))
        for (const { sameStatementAs } of result.explanations) if (sameStatementAs !== null) expect(ids.has(sameStatementAs)).toBe(true)
      }),
      { numRuns: 25 },
    )
  })

  it('count the recorded value row by row', () => {
    fc.assert(
      fc.property(probabilities, orientations, printed, (rows, orientation, recorded) => {
        const { atRecorded } = explained({ cuts: prepareCuts(scoredRows(rows), orientation), recorded, costs: { fn: '3', fp: '1' } })
        const { tp, fp, fn, tn } = matrixAt(rows, Number(recorded), orientation)
        expect(atRecorded).toEqual({ threshold: Number(recorded), tp, fp, fn, tn, cost: 3 * fn + fp })
      }),
      { numRuns: 15 },
    )
  })
})

describe('the least relative regret', () => {
  it('is not above the relative regret at any ratio', () => {
    fc.assert(
      fc.property(smallTables, orientations, fc.integer({ min: 1, max: 400 }), fc.nat(30), (rows, orientation, tenths, at) => {
        const cuts = prepareCuts(scoredRows(rows), orientation)
        const cut = at % (cuts.scores.length + 1)
        const ratio = tenths / 10
        const costs = Array.from(cuts.tp, (tp, index) => ratio * (cuts.positives - tp) + (cuts.fp[index] ?? 0))
        const best = Math.min(...costs)
        const least = leastRelativeRegret(cuts, cut)
        if (best <= 0 || least === null) return
        expect(least.value).toBeLessThanOrEqual(((costs[cut] ?? 0) - best) / best + 1e-9)
      }),
    )
  })

  it('is 0 exactly for cuts that some ratio makes optimal', () => {
    fc.assert(
      fc.property(smallTables, fc.nat(30), (rows, at) => {
        const cuts = prepareCuts(scoredRows(rows), 'high')
        const threshold = cuts.scores[at % cuts.scores.length] ?? 0
        const least = leastRelativeRegret(cuts, cutAt(cuts, threshold))
        const ratios = ratiosOfCut(cuts, threshold)
        if (least !== null && ratios === null) expect(least.value).toBeGreaterThan(0)
      }),
    )
  })
})

describe('the break-even ratio', () => {
  it('makes both thresholds cost the same', () => {
    fc.assert(
      fc.property(smallTables, orientations, fc.nat(30), fc.nat(30), (rows, orientation, a, b) => {
        const cuts = prepareCuts(scoredRows(rows), orientation)
        const named = (index: number) => ({ text: 't', value: cuts.scores[index % cuts.scores.length] ?? 0 })
        const { ratio } = breakEvenOf(cuts, named(a), named(b))
        if (ratio === null) return
        const cost = (threshold: number) => {
          const { fn, fp } = matrixAt(rows, threshold, orientation)
          return ratio * fn + fp
        }
        expect(cost(named(a).value)).toBeCloseTo(cost(named(b).value), 9)
      }),
    )
  })
})
