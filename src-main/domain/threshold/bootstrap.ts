import { ProblemError } from '../../contract/problem.ts'
import { entry, thresholdOf, type CutTable } from './cut-table.ts'
import type { ExactCosts } from './exact-costs.ts'
import { leastOfResample } from './least-of-resample.ts'
import { Resample, type TreeShape } from './resample.ts'

export interface Bootstrap {
  /** 1 to 1,000,000. */
  readonly resamples: number
  /** A safe integer: the same seed gives the same resamples. */
  readonly seed: number
  /** Draws positives and negatives apart, so that their numbers stay; all rows together where left out. */
  readonly stratified?: boolean
}

const MOST_RESAMPLES = 1_000_000

/** Best cut of one resample, and its cost in scaled units. */
export interface ResampledOptimum {
  readonly cut: number
  readonly cost: number
}

/**
 * The optimum of `resamples` bootstrap resamples of the rows (n of n with replacement), each drawn only where it can be best.
 * Stratified, the class totals stay. Ties go to the strictest cut. The same seed gives the same resamples whatever the costs are.
 * Costs are compared exactly while n times the dearer cost, scaled, stays below 2^53. Raises a `usage` problem for other
 * resamples or seeds than `Bootstrap` allows.
 */
export function resampledOptima(
  table: CutTable,
  costs: ExactCosts,
  { resamples, seed, stratified = false }: Bootstrap,
  shape?: TreeShape,
): ResampledOptimum[] {
  if (!Number.isInteger(resamples) || resamples < 1 || resamples > MOST_RESAMPLES || !Number.isSafeInteger(seed)) {
    throw new ProblemError({
      kind: 'usage',
      path: null,
      message: `A bootstrap of ${resamples} resamples with seed ${seed} can't be drawn.`,
      action: 'Give 1 to 1000000 resamples and a whole number as seed, for example 2000 and 1.',
    })
  }
  const drawn: ResampledOptimum[] = []
  for (const optimum of drawOptima(table, costs, seed, stratified, shape)) {
    drawn.push(optimum)
    if (drawn.length === resamples) break
  }
  return drawn
}

/** What every positive and every negative costs whatever is decided, in scaled units. */
export interface BesideCosts {
  readonly positive: number
  readonly negative: number
}

export const nothingBeside: BesideCosts = { positive: 0, negative: 0 }

/** The same resample after resample, without end; `seed` is a safe integer. Costs hold those `beside` the decision too. */
export function* drawOptima(
  table: CutTable,
  costs: Pick<ExactCosts, 'fn' | 'fp'>,
  seed: number,
  stratified = false,
  shape?: TreeShape,
  beside: BesideCosts = nothingBeside,
): Generator<ResampledOptimum, never> {
  const fn = Number(costs.fn)
  const fp = Number(costs.fp)
  const resample = new Resample(table, seed, stratified, shape)
  for (let number = 0; ; number += 1) {
    resample.draw(number)
    const best = leastOfResample(resample, fn, fp)
    const missed = resample.totalPositives - (best === null ? 0 : best.tpBefore + best.positives)
    const alarms = best === null ? 0 : best.fpBefore + best.negatives
    yield { cut: best?.to ?? 0, cost: fn * missed + fp * alarms + beside.positive * resample.totalPositives + beside.negative * resample.totalNegatives }
  }
}

/**
 * Percentile interval (95 %) of the best threshold over resamples: the k-th lowest and the k-th highest for
 * k = 2.5 % of the resamples, rounded up, so that both are scores of the table; null where an end flags nobody.
 */
export function bootstrapInterval(table: CutTable, costs: ExactCosts, bootstrap: Bootstrap): [number | null, number | null] {
  const cuts = resampledOptima(table, costs, bootstrap)
    .map(({ cut }) => cut)
    .sort((a, b) => a - b)
  // 2.5 % are one in 40.
  const beyond = Math.ceil(cuts.length / 40) - 1
  const strictest = thresholdOf(table, entry(cuts, beyond))
  const loosest = thresholdOf(table, entry(cuts, cuts.length - 1 - beyond))
  return table.orientation === 'high' ? [loosest, strictest] : [strictest, loosest]
}
