import { scoreAt } from '../threshold/cut-table.ts'
import { exactAt, roughly, sizeOf, type CutCost, type CutSums } from './cut-cost.ts'

/**
 * How far, as a share of the terms that are added, doubles may be from the least cost and still be compared exactly. They
 * err by a few 1e-16 of it, so no cheapest cut is missed; the choice itself is made between integers.
 */
export const SHORTLIST = 1e-14

/** The cheapest cut of [from, to], the strictest of equals; null for an empty range. */
export function cheapestCut(cost: CutCost, sums: CutSums, from: number, to: number): number | null {
  const rough = roughly(cost, sums)
  let least = Infinity
  for (let cut = from; cut <= to; cut += 1) {
    const value = scoreAt(rough, cut)
    if (value < least) least = value
  }
  const limit = least + SHORTLIST * sizeOf(cost, sums)
  let best: { cut: number; cost: bigint } | null = null
  for (let cut = from; cut <= to; cut += 1) {
    if (scoreAt(rough, cut) > limit) continue
    const exact = exactAt(cost, sums, cut)
    if (best === null || exact < best.cost) best = { cut, cost: exact }
  }
  return best?.cut ?? null
}

/** The strictest and the loosest cut of [from, to] that cost at most 1 % more than `best`; compared exactly. */
export function withinOnePercentOf(cost: CutCost, sums: CutSums, best: number, from: number, to: number): [number, number] {
  const least = exactAt(cost, sums, best)
  const spare = least < 0n ? -least : least
  const holds = (cut: number) => 100n * (exactAt(cost, sums, cut) - least) <= spare
  const rough = roughly(cost, sums)
  const limit = scoreAt(rough, best) + Number(spare) / 100 + SHORTLIST * sizeOf(cost, sums)
  // Most cuts are far beyond the limit; only near ones are worth integers.
  const mayHold = (cut: number) => scoreAt(rough, cut) <= limit && holds(cut)
  let strictest = from
  while (strictest < best && !mayHold(strictest)) strictest += 1
  let loosest = to
  while (loosest > best && !mayHold(loosest)) loosest -= 1
  return [strictest, loosest]
}
