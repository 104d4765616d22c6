import type { CostCurve } from '../../contract/recommendation.ts'
import { countAt, cutAt, scoreAt, scoreRange, type CutTable } from './cut-table.ts'
import { costNumber, costOfCut, type ExactCosts } from './exact-costs.ts'
import { partedBy } from '../large/unlisted-thresholds.ts'
import { interpolate } from './interpolate.ts'
import { oncePerTable } from './once-per-table.ts'

/** Up to this many distinct scores are all drawn; more are sampled evenly along the threshold axis. */
const ALL_SCORES = 600
const SAMPLES = 480

/** Scores that stand for the whole axis, each a step of the cost function. */
const axisScores: (table: CutTable) => readonly number[] = oncePerTable((table) => {
  if (table.scores.length <= ALL_SCORES) return [...table.scores]
  const [lowest, highest] = scoreRange(table)
  const chosen: number[] = []
  for (let k = 0; k <= SAMPLES; k += 1) {
    const cut = Math.max(1, cutAt(table, interpolate(lowest, highest, k / SAMPLES)))
    chosen.push(scoreAt(table.scores, cut - 1))
  }
  return chosen
})

/**
 * The cost over thresholds, exact at each of its points, thresholds ascending. It holds every threshold of `through`
 * beside the sampled ones. Costs are a step function: for orientation high the value at a point holds down to the
 * next lower score. A threshold whose counts the table doesn't tell is left out.
 */
export function costCurve(table: CutTable, costs: ExactCosts, through: readonly number[]): CostCurve {
  const thresholds = [...new Set([...axisScores(table), ...through])]
    .filter((threshold) => Number.isFinite(threshold) && partedBy(table, threshold) === null)
    .sort((a, b) => a - b)
  const cuts = thresholds.map((threshold) => cutAt(table, threshold))
  return {
    thresholds,
    costs: cuts.map((cut) => costNumber(costs, costOfCut(table, costs, cut))),
    falseNegatives: cuts.map((cut) => table.positives - countAt(table.tp, cut)),
    falsePositives: cuts.map((cut) => countAt(table.fp, cut)),
  }
}
