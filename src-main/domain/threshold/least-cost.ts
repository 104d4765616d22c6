import { lookThrough } from './halving.ts'
import { countAt, type CutTable } from './cut-table.ts'
import { costOfCut, plainCosts, type ExactCosts } from './exact-costs.ts'
import { hullCuts } from './ratio-map.ts'

/** The cheapest cut, the strictest of equals, and how many cuts cost the same (1 = unique). */
export interface LeastCost {
  readonly cut: number
  readonly tied: number
}

/** Finds the least cost over every distinct score and "flag nobody", comparing integers only. */
export function leastCost(table: CutTable, costs: ExactCosts): LeastCost {
  const plain = plainCosts(table, costs, 1)
  return plain === null ? leastBig(table, costs) : leastPlain(table, plain.fn, plain.fp)
}

function leastPlain(table: CutTable, costFn: number, costFp: number): LeastCost {
  const { tp, fp, positives } = table
  // A cheapest cut is among those of the hull, whatever the costs: a stretch that can't get there holds none.
  let least = Infinity
  for (const i of hullCuts(table)) least = Math.min(least, costFn * (positives - countAt(tp, i)) + costFp * countAt(fp, i))
  let cut: number | null = null
  let tied = 0
  lookThrough(
    0,
    tp.length - 1,
    (from, to) => costFn * (positives - countAt(tp, to)) + costFp * countAt(fp, from) <= least,
    (i) => {
      if (costFn * (positives - countAt(tp, i)) + costFp * countAt(fp, i) !== least) return
      cut ??= i
      tied += 1
    },
  )
  if (cut === null) throw new RangeError('no cut reaches the least cost of the hull')
  return { cut, tied }
}

function leastBig(table: CutTable, costs: ExactCosts): LeastCost {
  let cut = 0
  let tied = 1
  let least = costOfCut(table, costs, 0)
  for (let i = 1; i < table.tp.length; i += 1) {
    const cost = costOfCut(table, costs, i)
    if (cost < least) {
      least = cost
      cut = i
      tied = 1
    } else if (cost === least) tied += 1
  }
  return { cut, tied }
}
