import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CutCost, CutSums } from '../choices/cut-cost.ts'
import { exactAt } from '../choices/cut-cost.ts'
import { scoreAt } from '../threshold/cut-table.ts'
import { cutsUpTo } from './choice-doubts.ts'
import { cutsOfCodes, emptyCoded, replaceCoded, type CodedGroups } from './coded-groups.ts'

interface Row {
  readonly score: number
  readonly positive: boolean
  readonly code: number
  readonly amount: number
}

/** Rows, the strictest first, in groups of so many different scores each. */
function groupsOf(rows: readonly Row[], sizes: readonly number[]): CodedGroups {
  const scores = [...new Set(rows.map(({ score }) => score))].sort((a, b) => b - a)
  const parts: number[][] = []
  for (let from = 0; from < scores.length; from += sizes[parts.length - 1] ?? 1) parts.push(scores.slice(from, from + (sizes[parts.length] ?? 1)))
  const codes = [...new Set(rows.map(({ code }) => code))].sort((a, b) => a - b)
  const entries = parts.flatMap((part, group) =>
    codes.flatMap((code) => {
      const own = rows.filter((row) => row.code === code && part.includes(row.score))
      return own.length === 0 ? [] : [{ group, code, own }]
    }),
  )
  const groups = emptyCoded(parts.length, entries.length, 0)
  for (const [group, part] of parts.entries()) {
    groups.heads[group] = Math.max(...part)
    groups.tails[group] = Math.min(...part)
    groups.places[group] = group
    groups.starts[group + 1] = entries.filter((entry) => entry.group <= group).length
  }
  for (const [entry, { code, own }] of entries.entries()) {
    groups.codes[entry] = code
    const sum = (positive: boolean, of: (row: Row) => number) => own.reduce((total, row) => total + (row.positive === positive ? of(row) : 0), 0)
    const sums = [() => 1, ({ amount }: Row) => amount, ({ amount }: Row) => amount * amount].flatMap((of) => [sum(true, of), sum(false, of)])
    for (const [measure, column] of groups.sums.entries()) column[entry] = sums[measure] ?? 0
  }
  return groups
}

const hand: Row[] = [
  { score: 0.9, positive: true, code: 0, amount: 100 },
  { score: 0.8, positive: false, code: 1, amount: 10 },
  { score: 0.7, positive: true, code: 1, amount: 40 },
  { score: 0.7, positive: false, code: 0, amount: 5 },
  { score: 0.6, positive: false, code: 0, amount: 2 },
]

describe('groups of scores with codes', () => {
  it('make the cuts of some codes, by hand', () => {
    const groups = groupsOf(hand, [1, 2, 1])
    const own = cutsOfCodes(groups, 'high', (code) => code === 0)
    expect(own?.sums.cuts).toMatchObject({ positives: 1, negatives: 2 })
    expect([...(own?.sums.cuts.scores ?? [])]).toEqual([0.9, 0.7, 0.6])
    expect([...(own?.sums.cuts.fp ?? [])]).toEqual([0, 0, 1, 2])
    expect([...(own?.sums.amounts?.negatives ?? [])]).toEqual([0, 0, 5, 7])
    expect([...(own?.sums.amounts?.positiveSquares ?? [])]).toEqual([0, 10_000, 10_000, 10_000])
    expect([...(own?.groups ?? [])]).toEqual([0, 1, 2])
    // Code 1 has no row in the first group and the last: its only group is the second.
    const other = cutsOfCodes(groups, 'high', (code) => code === 1)
    expect([...(other?.groups ?? [])]).toEqual([1])
    expect(other?.sums.cuts.heads).toEqual(Float64Array.of(0.8))
    expect(cutsOfCodes(groups, 'high', (code) => code === 2)).toBeNull()
  })

  it('take finer groups of the same rows, and no others', () => {
    const coarse = groupsOf(hand, [1, 2, 1])
    const whole = groupsOf(hand, [])
    const finer = groupsOf(hand.slice(1, 4), [])
    const found = replaceCoded(coarse, [1], finer)
    expect([...found.heads]).toEqual([...whole.heads])
    expect([...found.starts]).toEqual([...whole.starts])
    expect(found.sums).toEqual(whole.sums)
    expect(() => replaceCoded(coarse, [1], groupsOf(hand.slice(1, 3), []))).toThrow(RangeError)
    expect(() => replaceCoded(coarse, [1], whole)).toThrow(RangeError)
  })
})

describe('the bound on the cost of the cuts inside a group', () => {
  const row = fc.record({ score: fc.integer({ min: 0, max: 30 }), positive: fc.boolean(), code: fc.constant(0), amount: fc.integer({ min: 0, max: 50 }) })
  const factor = fc.integer({ min: -9, max: 9 }).map(BigInt)
  const costs = fc.record({ constant: factor, tp: factor, fp: factor, tpAmount: factor, fpAmount: factor })

  it('misses no cut that costs as little, whatever each case and each amount costs', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 4, maxLength: 60 }), fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 30 }), costs, fc.bigInt(-2000n, 2000n), (rows, sizes, cost: CutCost, limit) => {
        fc.pre(rows.some(({ positive }) => positive) && rows.some(({ positive }) => !positive))
        const whole = cutsOfCodes(groupsOf(rows, []), 'high', () => true)?.sums
        const grouped = cutsOfCodes(groupsOf(rows, sizes), 'high', () => true)?.sums
        if (whole === undefined || grouped === undefined) throw new Error('both classes are there')
        const found = new Set(cutsUpTo(cost, grouped, limit, { from: 0, to: grouped.cuts.scores.length }))
        for (const cut of cheapInside(whole, grouped, cost, limit)) expect(found).toContain(cut)
      }),
      { numRuns: 300 },
    )
  })
})

/** The groups, by the cut that ends them, inside of which some cut costs at most `limit`, by trying every one. */
function cheapInside(whole: CutSums, grouped: CutSums, cost: CutCost, limit: bigint): number[] {
  return [...grouped.cuts.scores.keys()].flatMap((group) => {
    const { heads, scores } = grouped.cuts
    const [head, tail] = [scoreAt(heads ?? scores, group), scoreAt(scores, group)]
    const inside = [...whole.cuts.scores.entries()].filter(([, score]) => score <= head && score > tail)
    return inside.some(([index]) => exactAt(cost, whole, index + 1) <= limit) ? [group + 1] : []
  })
}
