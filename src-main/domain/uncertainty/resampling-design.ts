import type { ResampledOptimum } from '../threshold/bootstrap.ts'

/** What one resample says. */
export interface Resample {
  readonly optimum: ResampledOptimum
  /** What the cuts asked for cost, all in one resample: the one of the optimum, or another that is drawn alike. */
  readonly costs: Float64Array
}

/** What resamples say, one beside the other. */
export interface DrawnResamples {
  /** The best cut of each, and its cost. */
  readonly optima: Uint32Array
  readonly leastCosts: Float64Array
  /** The costs of the cuts asked for, all those of a resample together. */
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
  /** The same all at once, where what was drawn before answers it; null where it doesn't. */
  readonly held?: (cuts: readonly number[], seed: number, resamples: number) => DrawnResamples | null
}

/** Draws resamples, or takes them as held. Yields the share that is done after each that is drawn. */
export function* drawResamples(design: ResamplingDesign, cuts: readonly number[], seed: number, resamples: number): Generator<number, DrawnResamples> {
  const held = design.held?.(cuts, seed, resamples) ?? null
  if (held !== null) return held
  const drawn = { optima: new Uint32Array(resamples), leastCosts: new Float64Array(resamples), costs: new Float64Array(resamples * cuts.length) }
  let done = 0
  for (const { optimum, costs } of design.resamples(cuts, seed)) {
    drawn.optima[done] = optimum.cut
    drawn.leastCosts[done] = optimum.cost
    drawn.costs.set(costs, done * cuts.length)
    done += 1
    yield done / resamples
    if (done === resamples) break
  }
  return drawn
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
