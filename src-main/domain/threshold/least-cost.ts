import { BLOCK } from './blocks.ts'
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
  let cut = 0
  let tied = 0
  let least = Infinity
  // A cheapest cut is among those of the hull, whatever the costs: a block that can't get there holds none.
  let reached = Infinity
  for (const i of hullCuts(table)) reached = Math.min(reached, costFn * (positives - countAt(tp, i)) + costFp * countAt(fp, i))
  for (let from = 0; from < tp.length; from += BLOCK) {
    const to = Math.min(from + BLOCK, tp.length) - 1
    if (costFn * (positives - countAt(tp, to)) + costFp * countAt(fp, from) > reached) continue
    for (let i = from; i <= to; i += 1) {
      const cost = costFn * (positives - countAt(tp, i)) + costFp * countAt(fp, i)
      if (cost < least) {
        least = cost
        cut = i
        tied = 1
      } else if (cost === least) tied += 1
    }
  }
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
