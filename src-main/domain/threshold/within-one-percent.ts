import { countAt, type CutTable } from './cut-table.ts'
import { costOfCut, plainCosts, scaledCost, type ExactCosts } from './exact-costs.ts'
import { thresholdRange } from './paired-test.ts'

/** Lowest and highest threshold whose cost is at most 1 % above that of the cheapest cut `best`; compared exactly. */
export function withinOnePercent(table: CutTable, costs: ExactCosts, best: number): [number, number] {
  const atMost = atMostOnePercentAbove(table, costs, best)
  return thresholdRange(table, (cut) => atMost(cut, cut), atMost)
}

/** Whether any counts between those of two cuts can cost at most 1 % more than the cut `best`; of one cut, whether it does. */
export function atMostOnePercentAbove(table: CutTable, costs: ExactCosts, best: number): (from: number, to: number) => boolean {
  const { tp, fp, positives } = table
  const limit = costOfCut(table, costs, best) * 101n
  const plain = plainCosts(table, costs, 101)
  if (plain === null) return (from, to) => scaledCost(costs, positives - countAt(tp, to), countAt(fp, from)) * 100n <= limit
  const plainLimit = Number(limit)
  return (from, to) => 100 * (plain.fn * (positives - countAt(tp, to)) + plain.fp * countAt(fp, from)) <= plainLimit
}
