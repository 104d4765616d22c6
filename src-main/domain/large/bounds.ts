import type { Bound } from '../../contract/bound.ts'
import type { Recommendation } from '../../contract/recommendation.ts'
import { distributionEdges } from '../threshold/class-distribution.ts'
import { scoreAt, type CutTable } from '../threshold/cut-table.ts'
import { costNumber, costOfCut, exactCosts, type ExactCosts } from '../threshold/exact-costs.ts'
import { leastCost } from '../threshold/least-cost.ts'
import { optimumFor } from '../threshold/objectives.ts'
import { defaultBetas, reportedObjectives, theoreticalThreshold } from '../threshold/recommend.ts'
import { aucRange } from './auc-range.ts'
import { cutsAsCheap, cutsAsGood, greatestConceivable, leastConceivableCost } from './corner-bounds.ts'
import type { LargeQuestion } from './doubts.ts'
import { ratioRegret } from './ratio-regret.ts'
import { cutsAtIndistinguishableEnds, cutsAtOnePercentEnds } from './threshold-ends.ts'
import { costRange, cutsOfGrid, partedByEdge } from './unlisted-thresholds.ts'

/** The ratios of FN:FP over which the map from ratio to threshold is certified. */
const RATIOS = { from: 0.1, to: 1000 } as const

const unread = 'Scores that the table gives only in groups decide it; bring their distinct scores to make it exact.'

/**
 * Every number of an answer about a table with open groups that isn't exact, with its bounds; empty where each score
 * is listed. What `cutsInDoubt` had listed is exact and not among them.
 */
export function boundsOf(table: CutTable, question: LargeQuestion, { interval95 }: Pick<Recommendation, 'interval95'>): Bound[] {
  if (table.heads === undefined) return []
  const costs = exactCosts(question.costs)
  const best = leastCost(table, costs)
  const regret = ratioRegret(table, RATIOS.from, RATIOS.to)
  return [
    ...aucBound(table),
    ...(question.view ? [{ of: 'ratioMap', low: 0, high: regret, note: `Share by which a step may miss the least cost, for FN:FP from ${RATIOS.from} to ${RATIOS.to}; each step's own cost is exact.` }] : []),
    ...(interval95 === null ? [] : [intervalBound(table, interval95)]),
    ...optimumBound(table, costs, best.cut),
    ...objectiveBounds(table, question),
    ...question.grids.flatMap((step) => gridBound(table, costs, step)),
    ...[...new Set(question.at)].flatMap((threshold) => costBound(table, costs, `at ${threshold}`, threshold)),
    ...costBound(table, costs, 'theoretical', theoreticalThreshold(table, costs)),
    ...(question.view ? distributionBound(table) : []),
    ...endBound(table, 'indistinguishable', cutsAtIndistinguishableEnds(table, costs, best.cut)),
    ...(question.view ? endBound(table, 'withinOnePercent', cutsAtOnePercentEnds(table, costs, best.cut)) : []),
  ]
}

/** The bounds of a table's AUC; none where it is exact. */
export function aucBound(table: CutTable): Bound[] {
  const [low, high] = aucRange(table)
  return low === high ? [] : [{ of: 'auc', low, high, note: 'Pairs inside a group of scores are counted half.' }]
}

/** The number of different scores, of which a table with open groups lists some. */
export function distinctBound({ scores, positives, negatives }: CutTable): Bound {
  return { of: 'distinctScores', low: scores.length, high: positives + negatives, note: 'Counted by ranges of scores, not one by one.' }
}

/** The bound of an interval over resamples, in which groups were drawn as one score. */
export function intervalBound(table: CutTable, [low, high]: readonly [number | null, number | null]): Bound {
  const ends = [low, high].map((threshold) => (threshold === null ? null : groupAt(table, threshold)))
  return {
    of: 'interval95',
    low: ends[0]?.[0] ?? null,
    high: ends[1]?.[1] ?? null,
    note: 'Groups of scores were resampled as one score; each end lies within its own group and the next.',
  }
}

/** The scores from the group before a listed threshold to the one after it, ascending. */
function groupAt({ heads, scores, orientation }: CutTable, threshold: number): [number, number] {
  const high = orientation === 'high'
  let low = 0
  let end = scores.length - 1
  while (low < end) {
    const middle = (low + end) >>> 1
    const score = scoreAt(scores, middle)
    if (high ? score <= threshold : score >= threshold) end = middle
    else low = middle + 1
  }
  const strict = scoreAt(heads ?? scores, Math.max(0, low - 1))
  const loose = scoreAt(scores, Math.min(scores.length - 1, low + 1))
  return high ? [loose, strict] : [strict, loose]
}

function optimumBound(table: CutTable, costs: ExactCosts, cut: number): Bound[] {
  const ends = cutsAsCheap(table, costs, { cut, tied: 1 })
  if (ends.length === 0) return []
  const cost = costOfCut(table, costs, cut)
  const least = leastConceivableCost(table, costs, cost, ends)
  return [{ of: 'optimum', low: costNumber(costs, least), high: costNumber(costs, cost), note: `The least cost. ${unread}` }]
}

function objectiveBounds(table: CutTable, { betas = defaultBetas }: LargeQuestion): Bound[] {
  return reportedObjectives(betas).flatMap((objective) => {
    const optimum = optimumFor(table, objective)
    const ends = cutsAsGood(table, objective, optimum)
    if (ends.length === 0) return []
    const high = ends.reduce((most, end) => Math.max(most, greatestConceivable(table, objective, end)), optimum.value)
    const name = objective.kind === 'f-beta' ? `f-beta ${objective.beta}` : objective.kind
    return [{ of: `objective ${name}`, low: optimum.value, high, note: `The greatest value. ${unread}` }]
  })
}

function gridBound(table: CutTable, costs: ExactCosts, step: string): Bound[] {
  if (cutsOfGrid(table, costs, step).length === 0) return []
  return [{ of: `grid ${step}`, low: null, high: null, note: `The best threshold of this grid. ${unread}` }]
}

function costBound(table: CutTable, costs: ExactCosts, of: string, threshold: number): Bound[] {
  const { least, greatest, parted } = costRange(table, costs, threshold)
  return parted === null ? [] : [{ of, low: costNumber(costs, least), high: costNumber(costs, greatest), note: `The cost. ${unread}` }]
}

function distributionBound(table: CutTable): Bound[] {
  const parted = distributionEdges(table).filter((edge) => partedByEdge(table, edge) !== null).length
  if (parted === 0) return []
  return [{ of: 'distribution', low: null, high: null, note: `${parted} edges of bars part a group of scores, whose rows are then counted in one bar. ${unread}` }]
}

function endBound(table: CutTable, of: string, ends: readonly number[]): Bound[] {
  const scores = ends.flatMap((end) => [scoreAt(table.heads ?? table.scores, end - 1), scoreAt(table.scores, end - 1)])
  if (scores.length === 0) return []
  const [low, high] = [scores.reduce((a, b) => Math.min(a, b)), scores.reduce((a, b) => Math.max(a, b))]
  return [{ of, low, high, note: `An end may lie as far out as this. ${unread}` }]
}

