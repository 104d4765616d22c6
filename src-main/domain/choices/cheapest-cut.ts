import { firstCut, lookThrough } from '../threshold/halving.ts'
import { exactAt, roughlyAt, roughlyAtLeast, sizeOf, type CutCost, type CutSums } from './cut-cost.ts'

/**
 * How far, as a share of the terms that are added, doubles may be from the least cost and still be compared exactly. They
 * err by a few 1e-16 of it, so no cheapest cut is missed; the choice itself is made between integers.
 */
export const SHORTLIST = 1e-14

/** What this many cuts of a range cost rules out most of the others. */
const PROBES = 64

/** The cheapest cut of [from, to], the strictest of equals; null for an empty range. */
export function cheapestCut(cost: CutCost, sums: CutSums, from: number, to: number): number | null {
  if (from > to) return null
  const rough = roughlyAt(cost, sums)
  const atLeast = roughlyAtLeast(cost, sums)
  const spare = SHORTLIST * sizeOf(cost, sums)
  let least = Infinity
  for (let cut = from; cut <= to; cut += Math.max(1, Math.floor((to - from) / PROBES))) least = Math.min(least, rough(cut))
  const near: number[] = []
  lookThrough(
    from,
    to,
    (first, last) => atLeast(first, last) <= least + spare,
    (cut) => {
      const value = rough(cut)
      if (value > least + spare) return
      least = Math.min(least, value)
      near.push(cut)
    },
  )
  let best: { cut: number; cost: bigint } | null = null
  for (const cut of near) {
    if (rough(cut) > least + spare) continue
    const exact = exactAt(cost, sums, cut)
    if (best === null || exact < best.cost) best = { cut, cost: exact }
  }
  return best?.cut ?? null
}

/** The strictest and the loosest cut of [from, to] that cost at most 1 % more than `best`; compared exactly. */
export function withinOnePercentOf(cost: CutCost, sums: CutSums, best: number, from: number, to: number): [number, number] {
  const least = exactAt(cost, sums, best)
  const spare = least < 0n ? -least : least
  const rough = roughlyAt(cost, sums)
  const atLeast = roughlyAtLeast(cost, sums)
  const limit = rough(best) + Number(spare) / 100 + SHORTLIST * sizeOf(cost, sums)
  // Most cuts are far beyond the limit; only near ones are worth integers.
  const holds = (cut: number) => rough(cut) <= limit && 100n * (exactAt(cost, sums, cut) - least) <= spare
  const mayHold = (first: number, last: number) => atLeast(first, last) <= limit
  return [firstCut(from, best, 'up', holds, mayHold) ?? best, firstCut(best, to, 'down', holds, mayHold) ?? best]
}
