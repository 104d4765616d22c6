import type { Costs } from '../../contract/recommendation.ts'
import { distributionEdges } from '../threshold/class-distribution.ts'
import { cutAt, scoreAt, type CutTable } from '../threshold/cut-table.ts'
import { exactCosts } from '../threshold/exact-costs.ts'
import { leastCost } from '../threshold/least-cost.ts'
import { optimumFor } from '../threshold/objectives.ts'
import { indistinguishableRange } from '../threshold/paired-test.ts'
import { defaultBetas, reportedObjectives, theoreticalThreshold } from '../threshold/recommend.ts'
import { withinOnePercent } from '../threshold/within-one-percent.ts'
import { cutsAsCheap, cutsAsGood } from './corner-bounds.ts'
import { cutsAtIndistinguishableEnds, cutsAtOnePercentEnds } from './threshold-ends.ts'
import { cutsOfGrid, partedBy, partedByEdge } from './unlisted-thresholds.ts'

/** Groups beside a doubtful end that are listed with it. */
const MARGIN = 4

/** What is asked of a table, as far as it decides which of its scores must be listed. */
export interface LargeQuestion {
  readonly costs: Costs
  readonly grids: readonly string[]
  /** Every threshold whose counts are asked for. */
  readonly at: readonly number[]
  readonly betas?: readonly string[] | undefined
  /** Also what a whole view shows: the curve's marks, the band of 1 %, the distribution. */
  readonly view: boolean
  /** Further groups that a question needs listed, asked anew after each listing. */
  readonly further?: (table: CutTable) => readonly number[]
}

/**
 * The open groups, by the cuts that end them and ascending, whose scores must be listed before the exact answer is
 * known; none once it is. It is asked again after each listing, because a better optimum moves what depends on it.
 * Raises what `recommend` raises.
 */
export function cutsInDoubt(table: CutTable, question: LargeQuestion): number[] {
  if (table.heads === undefined) return []
  const costs = exactCosts(question.costs)
  const best = leastCost(table, costs)
  const found = new Set(cutsAsCheap(table, costs, best))
  const add = (ends: Iterable<number | null>) => {
    for (const end of ends) if (end !== null) found.add(end)
  }
  // The best cut isn't known yet, and the ends of what is near it move with it: a few groups more spare a reading.
  const margin = found.size > 0 ? MARGIN : 0
  const addAround = (ends: Iterable<number | null>) => {
    for (const end of ends) {
      for (let cut = (end ?? 0) - margin; end !== null && cut <= end + margin; cut += 1) {
        if (table.scores[cut - 1] !== table.heads?.[cut - 1]) found.add(cut)
      }
    }
  }
  for (const objective of reportedObjectives(question.betas ?? defaultBetas)) {
    add(cutsAsGood(table, objective, optimumFor(table, objective)))
  }
  for (const step of question.grids) add(cutsOfGrid(table, costs, step))
  add([...question.at, theoreticalThreshold(table, costs)].map((threshold) => partedBy(table, threshold)))
  add(question.further?.(table) ?? [])
  addAround(cutsAtIndistinguishableEnds(table, costs, best.cut))
  // What is told to the last digit is a score: the one after the optimum, and the ends of both bands.
  addAround([best.cut + 1, ...endsOf(table, indistinguishableRange(table, costs, best.cut))])
  if (question.view) {
    addAround(endsOf(table, withinOnePercent(table, costs, best.cut)))
    add(distributionEdges(table).map((edge) => partedByEdge(table, edge)))
    addAround(cutsAtOnePercentEnds(table, costs, best.cut))
    addAround(curveMarks(table, best.cut, [...indistinguishableRange(table, costs, best.cut), ...withinOnePercent(table, costs, best.cut)]))
  }
  return [...found].sort((a, b) => a - b)
}

/** The cuts that two listed thresholds make. */
function endsOf(table: CutTable, thresholds: readonly number[]): number[] {
  return thresholds.map((threshold) => cutAt(table, threshold))
}

/** The curve runs through the score below the optimum's interval and the ends of both bands. */
function curveMarks(table: CutTable, best: number, ends: readonly number[]): (number | null)[] {
  const { heads, scores } = table
  const below = heads !== undefined && best < scores.length ? scoreAt(heads, best) : null
  return [below, ...ends].map((threshold) => (threshold === null ? null : partedBy(table, threshold)))
}

