import { countAt, type CutTable } from '../threshold/cut-table.ts'
import { costOfCut, scaledCost, type ExactCosts } from '../threshold/exact-costs.ts'
import { distinguishable, mayBeIndistinguishable } from '../threshold/paired-test.ts'
import { openCuts } from './score-groups.ts'

/** The groups that may hold the lowest or highest threshold that can't be told from the best. */
export function cutsAtIndistinguishableEnds(table: CutTable, costs: ExactCosts, best: number): number[] {
  return cutsAtEnds(
    table,
    (cut) => !distinguishable(table, costs, cut, best),
    (end) => mayBeIndistinguishable(table, costs, end, best),
  )
}

/** The groups that may hold the lowest or highest threshold whose cost is at most 1 % above the least. */
export function cutsAtOnePercentEnds(table: CutTable, costs: ExactCosts, best: number): number[] {
  const limit = costOfCut(table, costs, best) * 101n
  return cutsAtEnds(
    table,
    (cut) => costOfCut(table, costs, cut) * 100n <= limit,
    (end) => scaledCost(costs, table.positives - countAt(table.tp, end), countAt(table.fp, end - 1)) * 100n <= limit,
  )
}

/**
 * Of the open groups, those that may hold a cut with a property and lie beyond the strictest or the loosest listed
 * cut that has it. `mayHold` is asked of the cut that ends a group, about the cuts inside.
 */
function cutsAtEnds(table: CutTable, holds: (cut: number) => boolean, mayHold: (end: number) => boolean): number[] {
  let strictest = 0
  while (!holds(strictest)) strictest += 1
  let loosest = table.tp.length - 1
  while (!holds(loosest)) loosest -= 1
  // The group that ends at the strictest cut has its other cuts before it; that at the loosest, before it too.
  return [...openCuts(table)].filter((end) => (end <= strictest || end > loosest) && mayHold(end))
}
