import type { ResampledOptimum } from '../threshold/bootstrap.ts'

/**
 * One way to draw resamples of a table under a pair of costs. Costs are in scaled units, exact while the number of rows times
 * the dearer cost, scaled, stays below 2^53.
 */
export interface ResamplingDesign {
  /** What is drawn anew: rows or customers. */
  readonly units: number
  /** Variance over resamples of the cost of a cut (closed form). */
  readonly varianceOfCost: (cut: number) => number
  /** Variance over resamples of the difference of cost between two cuts (closed form). */
  readonly varianceOfDifference: (cut: number, other: number) => number
  /** Strictest and loosest cut whose cost can't be told from that of `best` (paired, 95 %). */
  readonly indistinguishable: (best: number) => [number, number]
  /** The best cut and its cost in resample after resample, without end. */
  readonly optima: (seed: number) => Generator<ResampledOptimum, never>
  /** The costs of `cuts` in resample after resample, without end. */
  readonly costs: (cuts: readonly number[], seed: number) => Generator<Float64Array, never>
}
