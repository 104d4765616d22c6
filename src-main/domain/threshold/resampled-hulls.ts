import { costBeside, nothingBeside, type BesideCosts, type Bootstrap, type ResampledOptimum } from './bootstrap.ts'
import type { CutTable } from './cut-table.ts'
import type { ExactCosts } from './exact-costs.ts'
import { leastOfHull, resampleHull, type ResampleHull } from './resample-hull.ts'
import { Resample } from './resample.ts'
import { resampledCounts, type ResampledCounts } from './resampled-counts.ts'

/** The resamples of a seed with their best cuts at all costs at once. */
export interface ResampledHulls {
  readonly seed: number
  readonly stratified: boolean
  readonly resamples: number
  /** What `drawOptima` gives for these costs, resample after resample; a RangeError after the last one. */
  readonly optima: (costs: Pick<ExactCosts, 'fn' | 'fp'>, beside?: BesideCosts) => Generator<ResampledOptimum, never>
  /** What given cuts flag in the resamples; remembered for the cuts that were asked for last. */
  readonly counts: (cuts: readonly number[]) => ResampledCounts
}

/** Draws the hulls of resamples, each in about the time of a dozen searches for the optimum at one pair of costs. Yields the share that is done after each. */
export function* drawHulls(table: CutTable, { resamples, seed, stratified = false }: Bootstrap): Generator<number, ResampledHulls> {
  const resample = new Resample(table, seed, stratified)
  const hulls: ResampleHull[] = []
  while (hulls.length < resamples) {
    resample.draw(hulls.length)
    hulls.push(resampleHull(resample))
    yield hulls.length / resamples
  }
  let asked: { readonly key: string; readonly counts: ResampledCounts } | null = null
  return {
    seed,
    stratified,
    resamples,
    *optima({ fn, fp }, beside = nothingBeside) {
      const [costFn, costFp] = [Number(fn), Number(fp)]
      for (const hull of hulls) {
        const { cut, cost } = leastOfHull(hull, costFn, costFp)
        yield { cut, cost: cost + costBeside(beside, hull) }
      }
      throw new RangeError(`only ${resamples} resamples were drawn`)
    },
    counts: (cuts) => {
      const key = cuts.join()
      if (asked?.key !== key) asked = { key, counts: resampledCounts(table, { seed, stratified }, cuts, resamples) }
      return asked.counts
    },
  }
}
