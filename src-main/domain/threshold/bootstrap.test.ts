import { describe, expect, it } from 'vitest'
import { bootstrapInterval, resampledOptima } from './bootstrap.ts'
import { bruteOptimum, scoredRows, table, type Row } from './brute-force.test-kit.ts'
import { chiSquareLimit } from './chi-square.test-kit.ts'
import { prepareCuts, thresholdOf } from './cut-table.ts'
import { exactCosts } from './exact-costs.ts'
import type { TreeShape } from './resample.ts'

/** Every way to draw `left` rows from the first `kinds` rows, with how many of the n^n resamples it stands for. */
function* resamples(kinds: number, left: number): Generator<{ times: number[]; ways: number }> {
  if (kinds === 1) {
    yield { times: [left], ways: 1 }
    return
  }
  let choose = 1
  for (let here = 0; here <= left; here += 1) {
    for (const { times, ways } of resamples(kinds - 1, left - here)) {
      yield { times: [...times, here], ways: ways * choose }
    }
    choose = (choose * (left - here)) / (here + 1)
  }
}

/** The exact distribution of (cost, best threshold) over all n^n resamples, by trying every candidate in each. */
function enumerated(rows: readonly Row[], fn: number, fp: number): Map<string, number> {
  const outcomes = new Map<string, number>()
  for (const { times, ways } of resamples(rows.length, rows.length)) {
    const drawn = rows.flatMap((row, index) => new Array<Row>(times[index] ?? 0).fill(row))
    const { threshold, value } = bruteOptimum(drawn, 'high', (m) => fn * m.fn + fp * m.fp, (a, b) => a - b)
    const outcome = `${value} ${String(threshold)}`
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + ways)
  }
  return outcomes
}

const shapes: TreeShape[] = [
  { stretches: 64, rowsPlacedSingly: 4 },
  { stretches: 128, rowsPlacedSingly: 16 },
  { stretches: 1, rowsPlacedSingly: 0 },
  { stretches: 1, rowsPlacedSingly: 2 },
  { stretches: 2, rowsPlacedSingly: 0 },
  { stretches: 3, rowsPlacedSingly: 1 },
]

describe('resampledOptima', () => {
  // Seven rows, two of them, of different classes, at one score.
  const rows = table('1 0 1 0 1 0 0', [0.9, 0.8, 0.6, 0.6, 0.5, 0.3, 0.2])
  const exact = enumerated(rows, 3, 2)
  const cuts = prepareCuts(scoredRows(rows), 'high')
  const costs = exactCosts({ fn: '3', fp: '2' })

  it('enumerates all 7^7 resamples', () => {
    expect([...exact.values()].reduce((a, b) => a + b, 0)).toBe(7 ** 7)
  })

  it.each(shapes)('has the exact joint distribution of cost and threshold, tree shape %o', (shape) => {
    const draws = 200_000
    const seen = new Map<string, number>()
    for (const { cost, cut } of resampledOptima(cuts, costs, { resamples: draws, seed: 7 }, shape)) {
      const outcome = `${cost} ${String(thresholdOf(cuts, cut))}`
      seen.set(outcome, (seen.get(outcome) ?? 0) + 1)
    }
    expect([...seen.keys()].filter((outcome) => !exact.has(outcome))).toEqual([])
    let chi = 0
    let cells = 0
    let rareExpected = 0
    let rareSeen = 0
    for (const [outcome, ways] of exact) {
      const expected = (draws * ways) / 7 ** 7
      const count = seen.get(outcome) ?? 0
      if (expected < 10) {
        rareExpected += expected
        rareSeen += count
        continue
      }
      chi += (count - expected) ** 2 / expected
      cells += 1
    }
    expect(cells).toBeGreaterThan(10)
    if (rareExpected >= 5) {
      chi += (rareSeen - rareExpected) ** 2 / rareExpected
      cells += 1
    }
    expect(chi).toBeLessThan(chiSquareLimit(cells - 1))
  })
})

describe('bootstrapInterval', () => {
  it('repeats for a seed, and its ends are scores of the table', () => {
    const rows = table('1 0 1 0 1 0 0', [0.9, 0.8, 0.6, 0.6, 0.5, 0.3, 0.2])
    const cuts = prepareCuts(scoredRows(rows), 'high')
    const interval = (seed: number) => bootstrapInterval(cuts, exactCosts({ fn: '3', fp: '2' }), { resamples: 200, seed })
    expect(interval(3)).toEqual(interval(3))
    for (const end of interval(3)) expect([null, ...cuts.scores]).toContain(end)
  })

  it('cuts off the lowest and the highest 2.5 %', () => {
    const scores = Array.from({ length: 3000 }, (_, k) => k / 2999)
    const rows = table('001'.repeat(500) + '011'.repeat(500), scores)
    const cuts = prepareCuts(scoredRows(rows), 'high')
    const costs = exactCosts({ fn: '1', fp: '1' })
    const drawn = resampledOptima(cuts, costs, { resamples: 200, seed: 6 }).map(({ cut }) => thresholdOf(cuts, cut) ?? Infinity)
    const ascending = drawn.sort((a, b) => a - b).map((threshold) => (threshold === Infinity ? null : threshold))
    // Its neighbours differ, so that a wrong rank would show.
    expect(new Set([3, 4, 5, 194, 195, 196].map((rank) => ascending[rank])).size).toBe(6)
    expect(bootstrapInterval(cuts, costs, { resamples: 200, seed: 6 })).toEqual([ascending[4], ascending[195]])
  })

  it.each([
    [0, 1],
    [1.5, 1],
    [2_000_000, 1],
    [10, 0.5],
  ])('refuses %d resamples with seed %d', (resamples, seed) => {
    const cuts = prepareCuts(scoredRows(table('10', [0.9, 0.1])), 'high')
    expect(() => bootstrapInterval(cuts, exactCosts({ fn: '1', fp: '1' }), { resamples, seed })).toThrow(/can't be drawn/)
  })

  it('mirrors in orientation low', () => {
    const high = prepareCuts(scoredRows(table('1 0 1 0 0', [0.9, 0.8, 0.6, 0.3, 0.2])), 'high')
    const low = prepareCuts(scoredRows(table('1 0 1 0 0', [-0.9, -0.8, -0.6, -0.3, -0.2])), 'low')
    const costs = exactCosts({ fn: '5', fp: '1' })
    const [from, to] = bootstrapInterval(high, costs, { resamples: 100, seed: 1 })
    const negated = (value: number | null) => (value === null ? null : -value)
    expect(bootstrapInterval(low, costs, { resamples: 100, seed: 1 })).toEqual([negated(to), negated(from)])
  })
})
