import { cutsAsCheap, cutsAsGood, cutsAsGoodBy } from '../large/corner-bounds.ts'
import { openCuts, rowsOfCut } from '../large/score-groups.ts'
import { countAt, cutAt, entry, scoreRange, thresholdOf, type CutTable } from '../threshold/cut-table.ts'
import type { ExactCosts } from '../threshold/exact-costs.ts'
import { gridThresholds } from '../threshold/grid.ts'
import { leastCost } from '../threshold/least-cost.ts'
import { nextBeyond } from '../threshold/next-double.ts'
import { bestCuts, optimumFor } from '../threshold/objectives.ts'
import { hullCuts } from '../threshold/ratio-map.ts'
import { gridSteps } from './candidate-set.ts'
import { cornerDistance } from './criterion.ts'
import { holds, type Recorded } from './recorded.ts'
import { leastRelativeRegret } from './regret.ts'

/** Where the recorded interval holds more rows than these, its scores aren't listed one by one. */
const mostRowsInside = 1_000_000

/** What thresholds are tried as chosen for: the costs, null for none, and betas of F-beta. */
export interface ExplainedChoices {
  readonly costs: ExactCosts | null
  readonly betas: readonly string[]
}

/**
 * The open groups, by the cuts that end them, that must be listed beside the optima before an explanation of a
 * recorded value is exact: those of the recorded interval; those that can move an end of the FN:FP ratios that lead
 * into it (the betas of F-beta end at the same edges of the hull); those that can move the ratio of least relative
 * regret; what the costs the other way round and the nearest corner of the ROC curve lead to; and where as many are flagged as there are positives. None where every score is listed.
 */
export function explainDoubts(table: CutTable, recorded: Recorded, { costs, betas }: ExplainedChoices): number[] {
  if (table.heads === undefined) return []
  const found = new Set<number>()
  const add = (cuts: readonly number[]) => {
    for (const cut of cuts) found.add(cut)
  }
  add(groupsInside(table, recorded))
  const swapped = costs === null ? [] : [{ ...costs, fn: costs.fp, fp: costs.fn }]
  for (const each of [...decidingCosts(table, recorded), ...swapped]) add(cutsAsCheap(table, each, leastCost(table, each)))
  for (const beta of betas) add(cutsAsGood(table, { kind: 'f-beta', beta }, optimumFor(table, { kind: 'f-beta', beta })))
  const nearest = entry(bestCuts(table, cornerDistance.measure), 0)
  const distance = cornerDistance.measure.value(countAt(table.tp, nearest), countAt(table.fp, nearest), table.positives, table.negatives)
  add(cutsAsGoodBy(table, cornerDistance.measure, { cut: nearest, value: distance }))
  add(openCuts(table).length === 0 ? [] : groupWithEqualRates(table))
  return [...found].sort((a, b) => a - b)
}

/** The thresholds that searches over grids and over 100 points try. */
export function triedThresholds(table: CutTable): number[] {
  const [low, high] = scoreRange(table)
  const hundred = Array.from({ length: 100 }, (_, index) => (index === 99 ? high : index * ((high - low) / 99) + low))
  const tried = [...gridSteps.flatMap(gridThresholds), ...hundred]
  // A search may leave out equality.
  return [...new Set(tried.flatMap((threshold) => [threshold, nextBeyond(threshold, table.orientation)]))]
}

/** The open groups that hold a score of the recorded interval; none where these are too many. */
function groupsInside(table: CutTable, recorded: Recorded): number[] {
  const [low, high] = recorded.interval
  const [first, last] = [low, high].map((edge, side) => (edge === null ? side * table.scores.length : cutAt(table, edge))).sort((a, b) => a - b)
  // Beside the interval too: the next score on either side ends what a rate can be inside.
  const near = [...openCuts(table)].filter((end) => end >= (first ?? 0) && end <= (last ?? 0) + 2)
  return near.reduce((rows, end) => rows + rowsOfCut(table, end), 0) > mostRowsInside ? [] : near
}

/** The costs at the edges of the hull that bound the ratios of the recorded interval, and at that of least regret. */
function decidingCosts(table: CutTable, recorded: Recorded): ExactCosts[] {
  const hull = hullCuts(table)
  const inside = hull.flatMap((cut, index) => (holds(recorded, thresholdOf(table, cut)) ? [index] : []))
  const edges = [...(inside[0] === undefined ? [] : [inside[0] - 1]), ...inside.slice(-1)]
  const least = leastRelativeRegret(table, cutAt(table, recorded.value))
  if (least !== null) {
    edges.push(...hull.flatMap((cut, index) => {
      const next = hull[index + 1]
      return next !== undefined && (countAt(table.fp, next) - countAt(table.fp, cut)) / (countAt(table.tp, next) - countAt(table.tp, cut)) === least.ratio ? [index] : []
    }))
  }
  return edges.flatMap((index) => {
    if (index < 0 || index + 1 >= hull.length) return []
    const [cut, next] = [entry(hull, index), entry(hull, index + 1)]
    const fn = countAt(table.fp, next) - countAt(table.fp, cut)
    const fp = countAt(table.tp, next) - countAt(table.tp, cut)
    return fn + fp === 0 ? [] : [{ fn: BigInt(fn), fp: BigInt(fp), digits: 0 }]
  })
}

/** The group in which the rows flagged come to be as many as the positives, so that precision equals recall. */
function groupWithEqualRates(table: CutTable): number[] {
  const end = table.tp.findIndex((count, cut) => count + countAt(table.fp, cut) >= table.positives)
  return [...openCuts(table)].filter((cut) => cut === end || cut === end + 1)
}
