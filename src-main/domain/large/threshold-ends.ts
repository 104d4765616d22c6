import { firstCut } from '../threshold/halving.ts'
import type { CutTable } from '../threshold/cut-table.ts'
import type { ExactCosts } from '../threshold/exact-costs.ts'
import { distinguishable, mayBeIndistinguishable } from '../threshold/paired-test.ts'
import { atMostOnePercentAbove } from '../threshold/within-one-percent.ts'
import { openCutsWhere } from './score-groups.ts'

/** The groups that may hold the lowest or highest threshold that can't be told from the best. */
export function cutsAtIndistinguishableEnds(table: CutTable, costs: ExactCosts, best: number): number[] {
  return cutsAtEnds(
    table,
    (cut) => !distinguishable(table, costs, cut, best),
    (from, to) => mayBeIndistinguishable(table, costs, from, to, best),
  )
}

/** The groups that may hold the lowest or highest threshold whose cost is at most 1 % above the least. */
export function cutsAtOnePercentEnds(table: CutTable, costs: ExactCosts, best: number): number[] {
  const atMost = atMostOnePercentAbove(table, costs, best)
  return cutsAtEnds(table, (cut) => atMost(cut, cut), atMost)
}

/**
 * Of the open groups, those that may hold a cut with a property and lie beyond the strictest or the loosest listed
 * cut that has it; one must. `mayHold` is false for two cuts only where no cut between them has it.
 */
function cutsAtEnds(table: CutTable, holds: (cut: number) => boolean, mayHold: (from: number, to: number) => boolean): number[] {
  const last = table.tp.length - 1
  const strictest = firstCut(0, last, 'up', holds, mayHold)
  const loosest = firstCut(0, last, 'down', holds, mayHold)
  if (strictest === null || loosest === null) throw new RangeError('no cut satisfies the condition')
  // The group that ends at the strictest cut has its other cuts before it; that at the loosest, before it too.
  return openCutsWhere(table, mayHold).filter((end) => end <= strictest || end > loosest)
}
