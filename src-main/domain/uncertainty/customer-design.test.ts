import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AlignedRows } from '../threshold/aligned-rows.ts'
import { scoredRows } from '../threshold/brute-force.test-kit.ts'
import { chiSquareLimit } from '../threshold/chi-square.test-kit.ts'
import { prepareCuts } from '../threshold/cut-table.ts'
import { exactCosts } from '../threshold/exact-costs.ts'
import { orientations, smallTables } from '../threshold/random-rows.test-kit.ts'
import { customerDesign } from './customer-design.ts'
import { leastOfCustomers } from './customer-optima.ts'
import { customerRows } from './customer-rows.ts'
import { unitDraws } from './unit-draws.ts'

describe('draws of customers', () => {
  it.each([1, 2, 3, 4, 5])('of %d have the multinomial distribution, every outcome enumerated', (customers) => {
    const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1))
    const outcomes = (places: number, draws: number): number[][] =>
      places === 1 ? [[draws]] : Array.from({ length: draws + 1 }, (_, first) => outcomes(places - 1, draws - first).map((rest) => [first, ...rest])).flat()
    const draws = 60_000
    const draw = unitDraws(3, [customers])
    const seen = new Map<string, number>()
    for (let k = 0; k < draws; k += 1) {
      const outcome = draw().join(' ')
      seen.set(outcome, (seen.get(outcome) ?? 0) + 1)
    }
    const exact = outcomes(customers, customers).map((counts) => ({
      outcome: counts.join(' '),
      expected: (draws * factorial(customers)) / counts.reduce((product, count) => product * factorial(count), 1) / customers ** customers,
    }))
    expect([...seen.keys()].filter((outcome) => !exact.some((each) => each.outcome === outcome))).toEqual([])
    const cells = exact.filter(({ expected }) => expected >= 10)
    const chi = cells.reduce((sum, { outcome, expected }) => sum + ((seen.get(outcome) ?? 0) - expected) ** 2 / expected, 0)
    expect(chi).toBeLessThan(chiSquareLimit(cells.length))
  })

  it('of many keep their number, and have the mean and the variance of single customers', () => {
    const customers = 4000
    const draw = unitDraws(5, [customers])
    let squares = 0
    for (let k = 0; k < 50; k += 1) {
      const times = draw()
      expect(times.reduce((sum, count) => sum + count, 0)).toBe(customers)
      squares += times.reduce((sum, count) => sum + (count - 1) ** 2, 0)
    }
    // Variance 1 − 1/G each; the mean of 200,000 squares of nearly Poisson numbers errs by √(3/200,000).
    expect(Math.abs(squares / 50 / customers - (1 - 1 / customers))).toBeLessThan(5 * Math.sqrt(3 / 200_000))
  })

  it('come again with the seed, and not with another', () => {
    const first = (seed: number) => [...unitDraws(seed, [300])()]
    expect(first(8)).toEqual(first(8))
    expect(first(8)).not.toEqual(first(9))
  })
})

describe('the best cut of a resample of customers', () => {
  it('is the one that trying every cut finds, the strictest of equals, however the cuts are divided', () => {
    const times = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 40, maxLength: 40 })
    fc.assert(
      fc.property(smallTables, orientations, times, fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 6 }), (list, orientation, drawn, fn, fp, ranges) => {
        const cuts = prepareCuts(scoredRows(list), orientation)
        const rows: AlignedRows = {
          scores: Float64Array.from(list, ({ score }) => score),
          positive: Uint8Array.from(list, ({ positive }) => (positive ? 1 : 0)),
          columns: new Map(),
        }
        const codes = Int32Array.from(list, (_, index) => index % 3)
        const ordered = customerRows(cuts, rows, codes, 3, ranges)
        const found = leastOfCustomers(ordered, fn, fp, Uint32Array.from(drawn.slice(0, 3)))
        const costAt = (threshold: number | null) =>
          list.reduce((sum, { score, positive }, index) => {
            const flagged = threshold !== null && (orientation === 'high' ? score >= threshold : score <= threshold)
            return sum + (drawn[index % 3] ?? 0) * (positive && !flagged ? fn : !positive && flagged ? fp : 0)
          }, 0)
        const tried = [null, ...cuts.scores].map((threshold, cut) => ({ cut, cost: costAt(threshold) }))
        expect(found).toEqual(tried.reduce((a, b) => (b.cost < a.cost ? b : a)))
      }),
      { numRuns: 400 },
    )
  })
})

describe('costs of several cuts over resamples of customers', () => {
  it('vary together as the closed form says', () => {
    const list = Array.from({ length: 60 }, (_, index) => ({ score: ((index * 37) % 60) / 60, positive: (index * 7) % 5 < 2 }))
    const cuts = prepareCuts(scoredRows(list), 'high')
    const rows: AlignedRows = {
      scores: Float64Array.from(list, ({ score }) => score),
      positive: Uint8Array.from(list, ({ positive }) => (positive ? 1 : 0)),
      columns: new Map(),
    }
    const design = customerDesign(cuts, exactCosts({ fn: '3', fp: '2' }), rows, { codes: Int32Array.from(list, (_, index) => (index * 11) % 17), count: 17 })
    const draws = 20_000
    const costs = design.costs([10, 40], 4)
    const differences = Array.from({ length: draws }, () => {
      const [a = 0, b = 0] = costs.next().value
      return a - b
    })
    const mean = differences.reduce((sum, value) => sum + value, 0) / draws
    const variance = differences.reduce((sum, value) => sum + (value - mean) ** 2, 0) / draws
    // A variance of 20,000 nearly normal draws errs by √(2/20,000) of itself.
    expect(Math.abs(variance / design.varianceOfDifference(10, 40) - 1)).toBeLessThan(5 * Math.sqrt(2 / draws))
  })
})
