import { countAt, type CutTable } from '../threshold/cut-table.ts'
import { costOfCut, plainCosts, scaledCost, type ExactCosts } from '../threshold/exact-costs.ts'
import type { LeastCost } from '../threshold/least-cost.ts'
import { greatestWithin, measureOf, type Measure, type Objective, type ObjectiveOptimum } from '../threshold/objectives.ts'
import { openCutsWhere } from './score-groups.ts'

/**
 * The corner bound. A cut inside a group has TP between those of the cuts at the group's ends, and FP likewise. No
 * such cut can beat the corner with the most true and the fewest false positives, for any measure that never falls
 * when TP rises or FP falls.
 */

/** The open groups, by the cut that ends them, that may hold a cut as cheap as the best of the listed ones. */
export function cutsAsCheap(table: CutTable, costs: ExactCosts, { cut }: LeastCost): number[] {
  const { tp, fp, positives } = table
  const best = costOfCut(table, costs, cut)
  const plain = plainCosts(table, costs, 1)
  const limit = Number(best)
  return openCutsWhere(table, (from, to) => {
    const fn = positives - countAt(tp, to)
    const fewest = countAt(fp, from)
    return plain === null ? scaledCost(costs, fn, fewest) <= best : plain.fn * fn + plain.fp * fewest <= limit
  })
}

/** The least cost that any cut of an open group can have, scaled; that of `best` where it is less. */
export function leastConceivableCost(table: CutTable, costs: ExactCosts, best: bigint, ends: Iterable<number>): bigint {
  let least = best
  for (const end of ends) {
    const corner = scaledCost(costs, table.positives - countAt(table.tp, end), countAt(table.fp, end - 1))
    if (corner < least) least = corner
  }
  return least
}

/** Doubles nearer than this are compared as exact fractions (see `bestCuts`). */
const NEAR = 1e-12

/**
 * The greatest value that an objective can have at a cut inside the group that ends at `end`. Matthews and kappa
 * rise with TP and fall with FP only on the better-than-chance side, TP·N > FP·P. Where the corner lies there, so
 * does everything that could beat it; where it doesn't, no cut of the group does better than chance, which is 0.
 */
export function greatestConceivable(table: CutTable, objective: Objective, end: number): number {
  const { tp, fp, positives, negatives } = table
  return greatestWithin(measureOf(objective), countAt(tp, end), countAt(fp, end - 1), positives, negatives)
}

/**
 * The open groups, by the cut that ends them, that may hold the optimum of an objective, or an equal and stricter
 * cut; compared exactly. Flagging nobody is no better than chance and always listed, so that a corner on the side
 * worse than chance, where the bound doesn't hold, never beats the best.
 */
export function cutsAsGood(table: CutTable, objective: Objective, optimum: ObjectiveOptimum): number[] {
  return cutsAsGoodBy(table, measureOf(objective), optimum)
}

/** The same for any measure that says where it rises, and the best of the listed cuts. */
export function cutsAsGoodBy(table: CutTable, measure: Measure, { cut, value }: Pick<ObjectiveOptimum, 'cut' | 'value'>): number[] {
  const { tp, fp, positives, negatives } = table
  const best = measure.exact({ tp: countAt(tp, cut), fp: countAt(fp, cut), positives, negatives })
  const near = openCutsWhere(table, (from, to) => greatestWithin(measure, countAt(tp, to), countAt(fp, from), positives, negatives) >= value - NEAR)
  return near.filter((end) => {
    const greatest = measure.exact({ tp: countAt(tp, end), fp: countAt(fp, end - 1), positives, negatives })
    const more = greatest.numerator * best.denominator - best.numerator * greatest.denominator
    return more > 0n || (more === 0n && end <= cut)
  })
}
