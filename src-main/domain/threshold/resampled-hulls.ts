import type { Bootstrap, BesideCosts } from './bootstrap.ts'
import { countAt, type CutTable } from './cut-table.ts'
import { keptCounts, type KeptCounts } from './kept-counts.ts'
import { hullCuts } from './ratio-map.ts'
import { leastVertex, resampleHull, type ResampleHull } from './resample-hull.ts'
import { Resample } from './resample.ts'

/** The resamples of a seed with their best cuts at all costs at once. */
export interface ResampledHulls {
  readonly seed: number
  readonly stratified: boolean
  readonly resamples: number
  /** What `drawOptima` gives for these costs: best cut and least cost of each resample. Fastest for costs near those asked for before. */
  readonly optima: (fn: number, fp: number, beside: BesideCosts) => { readonly optima: Uint32Array; readonly leastCosts: Float64Array }
  /** What given cuts flag in the resamples; remembered for those that were asked for last. */
  readonly counts: (cuts: readonly number[]) => KeptCounts
  /** Draws what each cut that some costs make best flags beside the given ones that were asked for last. Yields after each. */
  readonly foresee: () => Generator<void, void>
}

/** Those for the two costs, and those under what the bank chose beside them. */
const mostAsked = 2

/** Draws the hulls of resamples, each in about the time of 30 searches for the optimum at one pair of costs. Yields the share that is done after each. */
export function* drawHulls(table: CutTable, { resamples, seed, stratified = false }: Bootstrap): Generator<number, ResampledHulls> {
  const resample = new Resample(table, seed, stratified)
  const hulls: ResampleHull[] = []
  while (hulls.length < resamples) {
    resample.draw(hulls.length)
    hulls.push(resampleHull(resample))
    yield hulls.length / resamples
  }
  const asked: { readonly key: string; readonly counts: KeptCounts }[] = []
  return {
    seed,
    stratified,
    resamples,
    optima: optimaOf(hulls),
    counts: (cuts) => {
      const key = cuts.join()
      const found = asked.find((kept) => kept.key === key) ?? { key, counts: keptCounts(table, { seed, stratified }, cuts, resamples) }
      asked.splice(0, mostAsked, found, ...asked.filter((kept) => kept !== found).slice(0, mostAsked - 1))
      return found.counts
    },
    *foresee() {
      for (const { counts } of [...asked]) yield* counts.foresee(hullCuts(table))
    },
  }
}

/** All hulls lie in one array, and each is walked from where the last costs stood: a cost that moves a little reads little memory. */
function optimaOf(hulls: readonly ResampleHull[]): ResampledHulls['optima'] {
  const from = new Uint32Array(hulls.length + 1)
  hulls.forEach(({ vertices }, index) => {
    from[index + 1] = countAt(from, index) + vertices.length / 3
  })
  const vertices = new Uint32Array(3 * countAt(from, hulls.length))
  hulls.forEach((hull, index) => {
    vertices.set(hull.vertices, 3 * countAt(from, index))
  })
  const totalPositives = Uint32Array.from(hulls, (hull) => hull.totalPositives)
  const totalNegatives = Uint32Array.from(hulls, (hull) => hull.totalNegatives)
  const places = from.slice(0, -1)
  return (fn, fp, beside) => {
    const optima = new Uint32Array(places.length)
    const leastCosts = new Float64Array(places.length)
    for (let resample = 0; resample < places.length; resample += 1) {
      const vertex = leastVertex(vertices, countAt(from, resample), countAt(from, resample + 1) - 1, countAt(places, resample), fn, fp)
      const [positives, negatives] = [countAt(totalPositives, resample), countAt(totalNegatives, resample)]
      places[resample] = vertex
      optima[resample] = countAt(vertices, 3 * vertex)
      leastCosts[resample] =
        fn * (positives - countAt(vertices, 3 * vertex + 1)) + fp * countAt(vertices, 3 * vertex + 2) + beside.positive * positives + beside.negative * negatives
    }
    return { optima, leastCosts }
  }
}
