import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Recommendation } from '../../contract/recommendation.ts'
import { bruteOptimum, matrixAt, nothingExcluded, scoredRows, table, type Row } from './brute-force.test-kit.ts'
import { prepareCuts, type Orientation } from './cut-table.ts'
import { decimalCosts, orientations, smallTables } from './random-rows.test-kit.ts'
import { recommend } from './recommend.ts'

function recommended(
  rows: readonly Row[],
  fn: string,
  fp: string,
  options: { orientation?: Orientation; grids?: string[]; at?: number[] } = {},
): Recommendation {
  return recommend({
    cuts: prepareCuts(scoredRows(rows), options.orientation ?? 'high'),
    rowCount: rows.length,
    excluded: nothingExcluded,
    sha256: 'hash',
    costs: { fn, fp },
    grids: options.grids ?? [],
    at: options.at ?? [],
    bootstrap: null,
  })
}

describe('the optimum', () => {
  it('agrees with trying every candidate on all rows, in exact thousandths', () => {
    fc.assert(
      fc.property(smallTables, orientations, decimalCosts, decimalCosts, (rows, orientation, fn, fp) => {
        fc.pre(fn.thousandths + fp.thousandths > 0n)
        const brute = bruteOptimum(
          rows,
          orientation,
          (matrix) => fn.thousandths * BigInt(matrix.fn) + fp.thousandths * BigInt(matrix.fp),
          (a, b) => Number(a - b),
        )
        const { value, ...expected } = brute
        expect(recommended(rows, fn.text, fp.text, { orientation }).optimum).toEqual({
          ...expected,
          cost: Number(value) / 1000,
        })
      }),
      { numRuns: 400 },
    )
  })

  it('does not change when both costs are scaled, even beyond 2^53', () => {
    fc.assert(
      fc.property(smallTables, orientations, fc.nat(99), fc.integer({ min: 1, max: 99 }), (rows, orientation, fn, fp) => {
        const plain = recommended(rows, String(fn), String(fp), { orientation }).optimum
        for (const zeros of ['000', '00000000000000000000']) {
          const scaled = recommended(rows, `${fn}${zeros}`, `${fp}${zeros}`, { orientation }).optimum
          expect({ ...scaled, cost: 0 }).toEqual({ ...plain, cost: 0 })
          expect(scaled.cost).toBe(Number(`${plain.cost}${zeros}`))
        }
      }),
    )
  })

  it('doubles its counts and cost when every row is doubled', () => {
    fc.assert(
      fc.property(smallTables, orientations, fc.nat(99), fc.integer({ min: 1, max: 99 }), (rows, orientation, fn, fp) => {
        const once = recommended(rows, String(fn), String(fp), { orientation })
        const twice = recommended([...rows, ...rows], String(fn), String(fp), { orientation })
        const { threshold, tied, interval, cost, tp, fp: falsePositives, fn: missed, tn } = once.optimum
        expect(twice.optimum).toEqual({
          threshold,
          tied,
          interval,
          cost: 2 * cost,
          tp: 2 * tp,
          fp: 2 * falsePositives,
          fn: 2 * missed,
          tn: 2 * tn,
        })
        expect(twice.auc).toBe(once.auc)
      }),
    )
  })

  it('keeps its counts under a strictly increasing transform of the scores', () => {
    fc.assert(
      fc.property(smallTables, orientations, fc.nat(99), fc.integer({ min: 1, max: 99 }), (rows, orientation, fn, fp) => {
        const order = [...new Set(rows.map(({ score }) => score))].sort((a, b) => a - b)
        const rank = (score: number) => order.indexOf(score) ** 3 - 7
        const ranked = rows.map(({ score, positive }) => ({ score: rank(score), positive }))
        const before = recommended(rows, String(fn), String(fp), { orientation }).optimum
        const after = recommended(ranked, String(fn), String(fp), { orientation }).optimum
        const moved = (value: number | null) => (value === null ? null : rank(value))
        expect(after).toEqual({
          ...before,
          threshold: moved(before.threshold),
          interval: before.interval.map(moved),
        })
      }),
    )
  })

  it('mirrors in orientation low: negated scores give negated thresholds and the same counts', () => {
    fc.assert(
      fc.property(smallTables, fc.nat(99), fc.integer({ min: 1, max: 99 }), (rows, fn, fp) => {
        const mirrored = rows.map(({ score, positive }) => ({ score: 0 - score, positive }))
        const high = recommended(rows, String(fn), String(fp))
        const low = recommended(mirrored, String(fn), String(fp), { orientation: 'low' })
        const negated = (value: number | null) => (value === null ? null : 0 - value)
        const { optimum } = high
        expect(low.optimum).toEqual({
          ...optimum,
          threshold: negated(optimum.threshold),
          interval: optimum.interval.map(negated).reverse(),
        })
        expect(low.auc).toBe(high.auc)
        expect(low.indistinguishable).toEqual(high.indistinguishable?.map(negated).reverse())
        expect(low.objectives).toEqual(
          high.objectives.map((objective) => ({ ...objective, threshold: negated(objective.threshold) })),
        )
      }),
    )
  })
})

// Counts of the `suicide` table of the R package cutpointr by threshold, and its published results.
const suicide: Row[] = [
  [11, 1, 0],
  [10, 1, 1],
  [9, 1, 0],
  [8, 1, 0],
  [7, 3, 0],
  [6, 9, 5],
  [5, 4, 10],
  [4, 8, 28],
  [3, 1, 12],
  [2, 3, 12],
  [1, 2, 52],
  [0, 2, 376],
].flatMap(([score = 0, positives = 0, negatives = 0]) => [
  ...Array.from({ length: positives }, () => ({ score, positive: true })),
  ...Array.from({ length: negatives }, () => ({ score, positive: false })),
])

describe('published tables', () => {
  it('finds the minima of the cutpointr table, few scores with many rows each', () => {
    const least = (fn: string) => {
      const { threshold, cost } = recommended(suicide, fn, '1').optimum
      return [threshold, cost]
    }
    expect(['1', '5', '10', '20'].map(least)).toEqual([
      [6, 26],
      [4, 84],
      [2, 108],
      [2, 148],
    ])
    const { auc, at, objectives } = recommended(suicide, '5', '1', { at: [2] })
    expect(auc).toBeCloseTo(0.9237791, 7)
    expect(at).toEqual([{ threshold: 2, cost: 88, tp: 32, fp: 68, fn: 4, tn: 428 }])
    const youden = objectives.find(({ kind }) => kind === 'youden')
    expect(youden?.threshold).toBe(2)
    expect(youden?.value).toBeCloseTo(0.75179, 5)
  })

  it('answers binclass-tools issue 3: 10 in (0.2, 0.3], 40 at 0.05, 60 for nobody, 40 for all', () => {
    const rows = table('FTTTFFF', [0.6, 0.7, 0.4, 0.3, 0.2, 0.15, 0.1])
    const { optimum, at, flagNobody, flagEverybody } = recommended(rows, '20', '10', { at: [0.05, 0.25] })
    expect(optimum).toMatchObject({ threshold: 0.3, cost: 10, tied: 1, interval: [0.2, 0.3] })
    expect(at.map(({ cost }) => cost)).toEqual([40, 10])
    expect([flagNobody.cost, flagEverybody.cost]).toEqual([60, 40])
  })

  it('flags nobody where that is cheapest, which scikit-learn never tries', () => {
    const rows = table('01010', [0.2, 0.5, 0.9, 0.4, 0.95])
    expect(recommended(rows, '1', '10').optimum).toMatchObject({
      threshold: null,
      cost: 2,
      tp: 0,
      fp: 0,
      tied: 1,
      interval: [0.95, null],
    })
  })

  it('flags nobody for Youden on reversed scores, and says so in the AUC', () => {
    const { objectives, auc } = recommended(table('0011', [0.9, 0.8, 0.2, 0.1]), '1', '1')
    expect(auc).toBe(0)
    expect(objectives.find(({ kind }) => kind === 'youden')).toMatchObject({ threshold: null, value: 0 })
  })
})

describe('ties', () => {
  it('lets flag nobody win as the highest, and counts every cut that ties', () => {
    const { optimum } = recommended(table('0101', [0.9, 0.8, 0.3, 0.2]), '1', '1')
    expect(optimum).toMatchObject({ threshold: null, cost: 2, tied: 3 })
  })

  it('counts one cut for rows that share a score', () => {
    const { optimum } = recommended(table('1110', [0.7, 0.7, 0.7, 0.1]), '1', '1')
    expect(optimum).toMatchObject({ threshold: 0.7, cost: 0, tied: 1, interval: [0.1, 0.7] })
  })

  it('tells decimal costs apart that doubles would confuse: 0.1 + 0.2 is 0.3', () => {
    // Nobody: 3 · 0.1 for three missed positives; flagging down to 0.8: one false positive at 0.3.
    const { optimum } = recommended(table('0111', [0.9, 0.8, 0.8, 0.8]), '0.1', '0.3')
    expect(optimum).toMatchObject({ threshold: null, cost: 0.3, tied: 2 })
  })
})

it('tells costs apart that are one unit in 2^53 from each other', () => {
  // Nobody: one missed positive. Down to 0.8: one false positive, cheaper by 1.
  const { optimum } = recommended(table('01', [0.9, 0.8]), '9007199254740993', '9007199254740992')
  expect(optimum).toMatchObject({ threshold: 0.8, fp: 1, fn: 0, tied: 1 })
})

describe('grids', () => {
  const rows = table('0101', [0.1, 0.47, 0.48, 0.9])

  it('prints k·step as the nearest double and takes the highest of equals', () => {
    const grids = recommended(rows, '10', '1', { grids: ['0.01', '0.1', '0.3'] }).grids
    expect(grids.map(({ step, threshold, cost }) => [step, threshold, cost])).toEqual([
      [0.01, 0.47, 1],
      [0.1, 0.4, 1],
      [0.3, 0.3, 1],
    ])
  })

  it('takes the lowest of equals for orientation low', () => {
    const mirrored = table('1010', [0.1, 0.52, 0.53, 0.9])
    const { grids } = recommended(mirrored, '10', '1', { orientation: 'low', grids: ['0.01'] })
    expect(grids[0]).toMatchObject({ threshold: 0.53, cost: 1 })
  })

  it('agrees with counting all rows at every point', () => {
    fc.assert(
      fc.property(smallTables, orientations, fc.integer({ min: 1, max: 39 }), (table, orientation, percent) => {
        const points: number[] = []
        for (let k = 1; k * percent < 100; k += 1) points.push((k * percent) / 100)
        const cost = (threshold: number) => {
          const matrix = matrixAt(table, threshold, orientation)
          return 7 * matrix.fn + 2 * matrix.fp
        }
        const least = Math.min(...points.map(cost))
        const winners = points.filter((threshold) => cost(threshold) === least)
        const step = (percent / 100).toFixed(2)
        expect(recommended(table, '7', '2', { orientation, grids: [step] }).grids[0]).toMatchObject({
          threshold: orientation === 'high' ? Math.max(...winners) : Math.min(...winners),
          cost: least,
        })
      }),
    )
  })

  it.each(['0', '1', '-0.1', '1.5', 'x', '0.0000001'])('refuses the step %j', (step) => {
    expect(() => recommended(rows, '1', '1', { grids: [step] })).toThrow(/grid step|decimal number/)
  })
})

describe('costs', () => {
  it.each([
    ['0', '0'],
    ['-1', '1'],
    ['1', 'x'],
    ['', '1'],
    ['1e3', '1'],
  ])('refuses %j and %j', (fn, fp) => {
    expect(() => recommended(table('10', [0.9, 0.1]), fn, fp)).toThrow(/cost/i)
  })

  it('gives the theoretical threshold, correctly rounded, and its mirror for orientation low', () => {
    const rows = table('10', [0.9, 0.1])
    expect(recommended(rows, '10', '1').theoretical).toEqual({ threshold: 1 / 11, cost: 1 })
    expect(recommended(rows, '2.5', '0.5').theoretical.threshold).toBe(1 / 6)
    expect(recommended(rows, '10', '1', { orientation: 'low' }).theoretical.threshold).toBe(10 / 11)
  })
})
