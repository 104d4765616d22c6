import type { CostCurve } from '../../contract/recommendation.ts'
import { countAt, cutAt, scoreAt, scoreRange, type CutTable } from './cut-table.ts'
import { costNumbers, type ExactCosts } from './exact-costs.ts'
import { partedBy } from '../large/unlisted-thresholds.ts'
import { interpolate } from './interpolate.ts'
import { oncePerTable } from './once-per-table.ts'

/** Up to this many distinct scores are all drawn; more are sampled evenly along the threshold axis. */
const ALL_SCORES = 600
const SAMPLES = 480

/** Scores that stand for the whole axis, each a step of the cost function, with the cut that each makes. */
const axisCuts: (table: CutTable) => ReadonlyMap<number, number> = oncePerTable((table) => {
  const cuts = new Map<number, number>()
  const add = (cut: number) => {
    const score = scoreAt(table.scores, cut - 1)
    if (partedBy(table, score) === null) cuts.set(score, cut)
  }
  if (table.scores.length <= ALL_SCORES) {
    for (let cut = 1; cut <= table.scores.length; cut += 1) add(cut)
    return cuts
  }
  const [lowest, highest] = scoreRange(table)
  for (let k = 0; k <= SAMPLES; k += 1) add(Math.max(1, cutAt(table, interpolate(lowest, highest, k / SAMPLES))))
  return cuts
})

/**
 * The cost over thresholds, exact at each of its points, thresholds ascending. It holds every threshold of `through`
 * beside the sampled ones. Costs are a step function: for orientation high the value at a point holds down to the
 * next lower score. A threshold whose counts the table doesn't tell is left out.
 */
export function costCurve(table: CutTable, costs: ExactCosts, through: readonly number[]): CostCurve {
  const axis = axisCuts(table)
  const beside = through.filter((threshold) => Number.isFinite(threshold) && !axis.has(threshold) && partedBy(table, threshold) === null)
  const thresholds = Array.from(Float64Array.from([...axis.keys(), ...new Set(beside)]).sort())
  const cuts = thresholds.map((threshold) => axis.get(threshold) ?? cutAt(table, threshold))
  return {
    thresholds,
    costs: cuts.map(costNumbers(table, costs)),
    falseNegatives: cuts.map((cut) => table.positives - countAt(table.tp, cut)),
    falsePositives: cuts.map((cut) => countAt(table.fp, cut)),
  }
}
