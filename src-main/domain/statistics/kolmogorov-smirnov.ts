import type { Discrimination } from '../../contract/score-quality.ts'
import { resampledOptima } from '../threshold/bootstrap.ts'
import { thresholdOf, type CutTable } from '../threshold/cut-table.ts'
import { costOfCut, type ExactCosts } from '../threshold/exact-costs.ts'
import { leastCost } from '../threshold/least-cost.ts'
import { percentiles } from './percentiles.ts'

/**
 * The Kolmogorov-Smirnov distance of the two score distributions in the table's orientation: the greatest
 * TPR − FPR over all cuts, with an interval over stratified resamples (seeded). With the costs N for a
 * missed positive and P for a false alarm, N·FN + P·FP = N·P·(1 − (TPR − FPR)); so the distance is a least cost, and
 * the exact search and bootstrap of the threshold serve it too. A greatest distance is too high in a sample,
 * and in its resamples once more; so the percentile interval is moved down by twice what the resamples' mean exceeds the distance.
 */
export function kolmogorovSmirnov(table: CutTable, resamples: number, seed: number): Discrimination['ks'] {
  const { positives, negatives } = table
  const costs: ExactCosts = { fn: BigInt(negatives), fp: BigInt(positives), digits: 0 }
  const pairs = positives * negatives
  const { cut } = leastCost(table, costs)
  const drawn = resampledOptima(table, costs, { resamples, seed, stratified: true })
  const value = 1 - Number(costOfCut(table, costs, cut)) / pairs
  const distances = drawn.map(({ cost }) => 1 - cost / pairs)
  const excess = distances.reduce((sum, distance) => sum + distance, 0) / resamples - value
  const [low, high] = percentiles(distances)
  return { value, low: Math.max(0, low - 2 * excess), high: high - 2 * excess, threshold: thresholdOf(table, cut), resamples, seed }
}
