import { countAt, type CutTable } from './cut-table.ts'
import { costOfCut, plainCosts, type ExactCosts } from './exact-costs.ts'
import { thresholdRange } from './paired-test.ts'

/** Lowest and highest threshold whose cost is at most 1 % above that of the cheapest cut `best`; compared exactly. */
export function withinOnePercent(table: CutTable, costs: ExactCosts, best: number): [number, number] {
  const limit = costOfCut(table, costs, best) * 101n
  const plain = plainCosts(table, costs, 101)
  if (plain === null) return thresholdRange(table, (cut) => costOfCut(table, costs, cut) * 100n <= limit)
  const plainLimit = Number(limit)
  const atMost = (from: number, to: number) =>
    100 * (plain.fn * (table.positives - countAt(table.tp, to)) + plain.fp * countAt(table.fp, from)) <= plainLimit
  return thresholdRange(table, (cut) => atMost(cut, cut), atMost)
}
