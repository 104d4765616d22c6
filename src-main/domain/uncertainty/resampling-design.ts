import type { ResampledOptimum } from '../threshold/bootstrap.ts'

/** What one resample says. */
export interface Resample {
  readonly optimum: ResampledOptimum
  /** What the cuts asked for cost, all in one resample: the one of the optimum, or another that is drawn alike. */
  readonly costs: Float64Array
}

/**
 * One way to draw resamples of a table under the costs of a bank. Costs are in scaled units, exact while the number of rows times
 * the dearest of them, scaled, stays below 2^53.
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
  /** The best cut, its cost and the costs of `cuts` in resample after resample, without end. */
  readonly resamples: (cuts: readonly number[], seed: number) => Generator<Resample, never>
}

/** A design that draws apart, each faster than together, what a resample's best cut is and what given cuts cost. */
export interface DesignDrawnApart extends ResamplingDesign {
  /** The best cut and its cost in resample after resample, without end. */
  readonly optima: (seed: number) => Generator<ResampledOptimum, never>
  /** The costs of `cuts` in resample after resample, without end. */
  readonly costs: (cuts: readonly number[], seed: number) => Generator<Float64Array, never>
}

/** The resamples of a design that draws optima and costs apart. */
export function drawnApart(design: Omit<DesignDrawnApart, 'resamples'>): DesignDrawnApart {
  return {
    ...design,
    *resamples(cuts, seed) {
      const optima = design.optima(seed)
      const costs = design.costs(cuts, seed)
      for (;;) yield { optimum: optima.next().value, costs: costs.next().value }
    },
  }
}
