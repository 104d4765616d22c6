import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AlignedRows } from '../threshold/aligned-rows.ts'
import type { ResampledOptimum } from '../threshold/bootstrap.ts'
import { scoredRows, table, type Row } from '../threshold/brute-force.test-kit.ts'
import { chiSquareLimit } from '../threshold/chi-square.test-kit.ts'
import { cutAt, prepareCuts, thresholdOf, type CutTable } from '../threshold/cut-table.ts'
import { exactCosts } from '../threshold/exact-costs.ts'
import { distinguishable, indistinguishableRange } from '../threshold/paired-test.ts'
import { smallTables } from '../threshold/random-rows.test-kit.ts'
import { countedDesign } from './counted-design.ts'
import { customerDesign } from './customer-design.ts'
import type { DesignDrawnApart } from './resampling-design.ts'

const fn = 3
const fp = 2
const costs = exactCosts({ fn: String(fn), fp: String(fp) })

// Six rows, two of different classes at one score.
const rows = table('1 0 1 0 1 0', [0.9, 0.8, 0.6, 0.6, 0.5, 0.3])
const cuts = prepareCuts(scoredRows(rows), 'high')
/** Customers of the rows: 0 has three, 1 two; the last row has none. */
const codes = Int32Array.of(0, 1, 0, 1, 0, -1)
const aligned: AlignedRows = {
  scores: Float64Array.from(rows, ({ score }) => score),
  positive: Uint8Array.from(rows, ({ positive }) => (positive ? 1 : 0)),
  columns: new Map(),
}

/** Every sequence of `length` choices among `kinds`. */
function* sequences(kinds: number, length: number): Generator<number[]> {
  if (length === 0) {
    yield []
    return
  }
  for (const rest of sequences(kinds, length - 1)) for (let kind = 0; kind < kinds; kind += 1) yield [...rest, kind]
}

function costAt(drawn: readonly Row[], threshold: number | null): number {
  return drawn.reduce((sum, { score, positive }) => {
    const flagged = threshold !== null && score >= threshold
    return sum + (positive && !flagged ? fn : !positive && flagged ? fp : 0)
  }, 0)
}

/** The best threshold of a resample, the strictest of equals, over the scores of the whole table. */
function outcome(drawn: readonly Row[]): string {
  const tried = [null, ...cuts.scores].map((threshold) => ({ threshold, cost: costAt(drawn, threshold) }))
  const { threshold, cost } = tried.reduce((a, b) => (b.cost < a.cost ? b : a))
  return `${cost} ${String(threshold)}`
}

function rowsAt(indices: readonly number[]): Row[] {
  return indices.flatMap((index) => rows[index] ?? [])
}

const positives = [0, 2, 4]
const negatives = [1, 3, 5]
const customers = [[0, 2, 4], [1, 3], [5]]

/** Every resample of each way of drawing, all equally likely. */
const enumerated = {
  stratified: [...sequences(3, 3)].flatMap((p) => [...sequences(3, 3)].map((n) => rowsAt([...p.map((k) => positives[k] ?? 0), ...n.map((k) => negatives[k] ?? 0)]))),
  customers: [...sequences(3, 3)].map((drawn) => rowsAt(drawn.flatMap((k) => customers[k] ?? []))),
  rows: [...sequences(6, 6)].map(rowsAt),
}
const designs: Record<keyof typeof enumerated, DesignDrawnApart> = {
  stratified: countedDesign(cuts, costs, true),
  customers: customerDesign(cuts, costs, aligned, { codes, count: 2 }),
  rows: countedDesign(cuts, costs, false),
}
const kinds = ['stratified', 'customers', 'rows'] as const

function take(optima: Generator<ResampledOptimum, never>, count: number): ResampledOptimum[] {
  return Array.from({ length: count }, () => optima.next().value)
}

it.each(kinds)('over every resample of %s the cost with what each row costs beside varies as the closed form says', (kind) => {
  const beside = { positive: -4, negative: 1 }
  const design = kind === 'customers' ? customerDesign(cuts, costs, aligned, { codes, count: 2 }, beside) : countedDesign(cuts, costs, kind === 'stratified', beside)
  const total = (drawn: readonly Row[]) => costAt(drawn, 0.6) + drawn.reduce((sum, { positive }) => sum + (positive ? beside.positive : beside.negative), 0)
  const totals = enumerated[kind].map(total)
  const mean = totals.reduce((a, b) => a + b, 0) / totals.length
  const variance = totals.reduce((sum, value) => sum + (value - mean) ** 2, 0) / totals.length
  expect(design.varianceOfCost(cutAt(cuts, 0.6))).toBeCloseTo(variance, 9)
})

it.each(kinds)('the least cost of a resample of %s holds what each row costs beside', (kind) => {
  const beside = { positive: -4, negative: 1 }
  const found = kind === 'customers' ? customerDesign(cuts, costs, aligned, { codes, count: 2 }, beside) : countedDesign(cuts, costs, kind === 'stratified', beside)
  const possible = new Set(
    enumerated[kind].map((drawn) => {
      const [cost, threshold] = outcome(drawn).split(' ')
      return `${Number(cost) + drawn.reduce((sum, { positive }) => sum + (positive ? beside.positive : beside.negative), 0)} ${String(threshold)}`
    }),
  )
  for (const { cut, cost } of take(found.optima(5), 300)) expect(possible).toContain(`${cost} ${String(thresholdOf(cuts, cut))}`)
})

describe.each(kinds)('resamples of %s', (kind) => {
  const design = designs[kind]
  const resamples = enumerated[kind]

  it('have the distribution of optimum and cost of every resample enumerated', () => {
    const exact = new Map<string, number>()
    for (const drawn of resamples) exact.set(outcome(drawn), (exact.get(outcome(drawn)) ?? 0) + 1 / resamples.length)
    const draws = 60_000
    const seen = new Map<string, number>()
    for (const { cut, cost } of take(design.optima(11), draws)) {
      const found = `${cost} ${String(thresholdOf(cuts, cut))}`
      seen.set(found, (seen.get(found) ?? 0) + 1)
    }
    expect([...seen.keys()].filter((found) => !exact.has(found))).toEqual([])
    const cells = [...exact].filter(([, share]) => share * draws >= 10)
    const chi = cells.reduce((sum, [found, share]) => sum + ((seen.get(found) ?? 0) - share * draws) ** 2 / (share * draws), 0)
    expect(chi).toBeLessThan(chiSquareLimit(cells.length))
  })

  it('have the closed variance of a cost and of a difference that enumeration gives', () => {
    const variance = (values: readonly number[]) => {
      const mean = values.reduce((a, b) => a + b, 0) / values.length
      return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
    }
    for (const threshold of [null, ...cuts.scores]) {
      const cut = threshold === null ? 0 : cutAt(cuts, threshold)
      expect(design.varianceOfCost(cut)).toBeCloseTo(variance(resamples.map((drawn) => costAt(drawn, threshold))), 8)
      for (const other of cuts.scores) {
        const differences = resamples.map((drawn) => costAt(drawn, threshold) - costAt(drawn, other))
        expect(design.varianceOfDifference(cut, cutAt(cuts, other))).toBeCloseTo(variance(differences), 8)
      }
    }
  })

  it('give the costs of several cuts in the same resample, with the right mean and a fixed seed', () => {
    const chosen = [4, 0, 2]
    const first = design.costs(chosen, 5)
    const again = design.costs(chosen, 5)
    const sums = [0, 0, 0]
    const draws = 20_000
    for (let k = 0; k < draws; k += 1) {
      const drawn = first.next().value
      if (k < 50) expect([...drawn]).toEqual([...again.next().value])
      drawn.forEach((cost, index) => (sums[index] = (sums[index] ?? 0) + cost))
    }
    for (const [index, cut] of chosen.entries()) {
      const error = Math.sqrt(design.varianceOfCost(cut) / draws)
      expect(Math.abs((sums[index] ?? 0) / draws - costAt(rows, thresholdOf(cuts, cut)))).toBeLessThan(5 * error + 1e-12)
    }
  })
})

describe('designs', () => {
  it('of single rows agree with the paired test and its set', () => {
    fc.assert(
      fc.property(smallTables, (list) => {
        const small = prepareCuts(scoredRows(list), 'high')
        const design = countedDesign(small, costs, false)
        const [strictest, loosest] = design.indistinguishable(1)
        const range = indistinguishableRange(small, costs, 1)
        expect(thresholdOf(small, loosest) ?? range[0]).toBe(range[0])
        if (strictest > 0) expect(thresholdOf(small, strictest)).toBe(range[1])
        expect(distinguishable(small, costs, strictest, 1)).toBe(false)
      }),
    )
  })

  it('of customers with one row each are those of single rows', () => {
    const design = customerDesign(cuts, costs, aligned, { codes: Int32Array.of(3, 1, 0, 2, 5, 4), count: 6 })
    const counted = countedDesign(cuts, costs, false)
    for (let cut = 0; cut < cuts.tp.length; cut += 1) {
      expect(design.varianceOfCost(cut)).toBeCloseTo(counted.varianceOfCost(cut), 10)
      expect(design.indistinguishable(cut)).toEqual(counted.indistinguishable(cut))
    }
  })

  it('of customers widen intervals where rows of one customer agree', () => {
    const twins = rows.flatMap((row) => [row, row])
    const doubled: CutTable = prepareCuts(scoredRows(twins), 'high')
    const together: AlignedRows = {
      scores: Float64Array.from(twins, ({ score }) => score),
      positive: Uint8Array.from(twins, ({ positive }) => (positive ? 1 : 0)),
      columns: new Map(),
    }
    const byCustomer = customerDesign(doubled, costs, together, { codes: Int32Array.from(twins, (_, index) => index >> 1), count: 6 })
    // Pairs that always come together: twice the variance of rows drawn one by one.
    expect(byCustomer.varianceOfCost(2)).toBeCloseTo(2 * countedDesign(doubled, costs, false).varianceOfCost(2), 10)
  })
})
