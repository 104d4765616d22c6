import type { ChoicesRequest, Constraint } from '../../contract/choices.ts'
import { exactCells } from '../choices/cell-costs.ts'
import { cheapestCut, SHORTLIST, withinOnePercentOf } from '../choices/cheapest-cut.ts'
import { constraintRange, intersection, type CutRange } from '../choices/constraint-range.ts'
import { costOfDecision, exactAt, roughlyAt, sizeOf, weightsFor, type CutCost, type CutSums } from '../choices/cut-cost.ts'
import { countAt, scoreAt, type CutTable } from '../threshold/cut-table.ts'
import { openCuts } from './score-groups.ts'
import { partedBy } from './unlisted-thresholds.ts'

/** Whether the cut of a table ends an open group. */
function endsOpen({ heads, scores }: CutTable, cut: number): boolean {
  return heads !== undefined && cut >= 1 && cut <= scores.length && heads[cut - 1] !== scores[cut - 1]
}

/**
 * The open groups, by the cut that ends them, inside of which a cut of (from, to] may cost at most `limit`. Flagging some rows
 * of a group changes the cost by no less than all that may lower it do: per class the sum of what lowers it by case, and of
 * what lowers it by amount.
 */
export function cutsUpTo(cost: CutCost, sums: CutSums, limit: bigint, { from, to }: CutRange): number[] {
  const { cuts, amounts } = sums
  const rough = roughlyAt(cost, sums)
  const roughLimit = Number(limit - cost.constant) + SHORTLIST * sizeOf(cost, sums)
  const lowering = (factor: bigint) => (factor < 0n ? factor : 0n)
  const [tp, fp, tpAmount, fpAmount] = [cost.tp, cost.fp, cost.tpAmount, cost.fpAmount].map(lowering) as [bigint, bigint, bigint, bigint]
  const [roughTp, roughFp, roughTpAmount, roughFpAmount] = [tp, fp, tpAmount, fpAmount].map(Number) as [number, number, number, number]
  const found: number[] = []
  for (const end of openCuts(cuts)) {
    if (end <= from || end > to) continue
    const positives = countAt(cuts.tp, end) - countAt(cuts.tp, end - 1)
    const negatives = countAt(cuts.fp, end) - countAt(cuts.fp, end - 1)
    const between = (values: Float64Array | undefined) => (values === undefined ? 0 : scoreAt(values, end) - scoreAt(values, end - 1))
    const positiveAmount = between(amounts?.positives)
    const negativeAmount = between(amounts?.negatives)
    const least = rough(end - 1) + roughTp * positives + roughFp * negatives + roughTpAmount * positiveAmount + roughFpAmount * negativeAmount
    if (least > roughLimit) continue
    const lowered = tp * BigInt(positives) + fp * BigInt(negatives) + tpAmount * BigInt(positiveAmount) + fpAmount * BigInt(negativeAmount)
    if (exactAt(cost, sums, end - 1) + lowered <= limit) found.push(end)
  }
  return found
}

/** The open groups that must be listed to know the cheapest cut of a range, and its score. */
export function cutsToCheapest(cost: CutCost, sums: CutSums, range: CutRange, cheapest: number | null): number[] {
  return cheapest === null ? [] : [...cutsUpTo(cost, sums, exactAt(cost, sums, cheapest), range), ...(endsOpen(sums.cuts, cheapest) ? [cheapest] : [])]
}

/** The open groups inside of which a constraint begins or ends to hold. */
export function cutsAtBorders(cuts: CutTable, { from, to }: CutRange): number[] {
  return [from, to + 1].filter((cut) => endsOpen(cuts, cut))
}

/** What `choices` is asked, as far as it decides which scores must be listed. */
export type ChoiceQuestion = Pick<ChoicesRequest, 'payoffs' | 'review' | 'prevalence' | 'constraints' | 'thresholds'>

/**
 * The open groups, by the cuts that end them and ascending, whose scores must be listed before the cheapest thresholds with and
 * without the constraints, what they and the compared ones cost and the plateau are exact; none once they are. Raises what
 * `choices` raises.
 */
export function choiceDoubts(sums: CutSums, { payoffs, review, prevalence, constraints, thresholds }: ChoiceQuestion): number[] {
  const { cuts } = sums
  if (cuts.heads === undefined) return []
  const all = { from: 0, to: cuts.scores.length }
  const weights = weightsFor(cuts, prevalence)
  const cost = costOfDecision(sums, exactCells(payoffs, review, sums.amounts?.digits ?? 0), weights)
  const found = new Set<number>()
  const add = (ends: Iterable<number | null>) => {
    for (const end of ends) if (end !== null) found.add(end)
  }
  const rangeOf = (constraint: Constraint) => constraintRange(constraint, cuts, weights)
  const ranges = constraints.map(rangeOf)
  for (const range of ranges) add(cutsAtBorders(cuts, range))
  const others = ranges.map((_, index) => intersection(ranges.filter((__, place) => place !== index), all.to))
  const allowed = intersection(ranges, all.to)
  for (const range of [all, allowed, ...ranges, ...others]) add(cutsToCheapest(cost, sums, range, cheapestCut(cost, sums, range.from, range.to)))
  const recommended = cheapestCut(cost, sums, allowed.from, allowed.to)
  const near = recommended === null ? all : allowed
  add(cutsAtPlateau(cost, sums, recommended ?? cheapestCut(cost, sums, 0, all.to) ?? 0, near))
  add(thresholds.map((threshold) => partedBy(cuts, threshold)))
  return [...found].sort((a, b) => a - b)
}

/** The open groups that may hold an end of the cuts that cost at most 1 % more than `best`. */
function cutsAtPlateau(cost: CutCost, sums: CutSums, best: number, { from, to }: CutRange): number[] {
  const least = exactAt(cost, sums, best)
  const limit = least + (least < 0n ? -least : least) / 100n
  const [strictest, loosest] = withinOnePercentOf(cost, sums, best, from, to)
  const beyond = [...cutsUpTo(cost, sums, limit, { from, to: strictest }), ...cutsUpTo(cost, sums, limit, { from: loosest, to })]
  return [...beyond, ...[strictest, loosest].filter((cut) => endsOpen(sums.cuts, cut))]
}
