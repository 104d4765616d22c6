import type { Discrimination } from '../../contract/score-quality.ts'
import { resampledOptima } from '../threshold/bootstrap.ts'
import { thresholdOf, type CutTable } from '../threshold/cut-table.ts'
import { costOfCut, type ExactCosts } from '../threshold/exact-costs.ts'
import { leastCost } from '../threshold/least-cost.ts'
import { percentiles } from './percentiles.ts'

/**
 * The Kolmogorov-Smirnov distance of the two score distributions in the table's orientation: the greatest
 * TPR − FPR over all cuts, with a percentile interval over stratified resamples (seeded). With the costs N for a
 * missed positive and P for a false alarm, N·FN + P·FP = N·P·(1 − (TPR − FPR)); so the distance is a least cost, and
 * the exact search and bootstrap of the threshold serve it too. The interval lies somewhat high, because a resample's
 * greatest distance does.
 */
export function kolmogorovSmirnov(table: CutTable, resamples: number, seed: number): Discrimination['ks'] {
  const { positives, negatives } = table
  const costs: ExactCosts = { fn: BigInt(negatives), fp: BigInt(positives), digits: 0 }
  const pairs = positives * negatives
  const { cut } = leastCost(table, costs)
  const drawn = resampledOptima(table, costs, { resamples, seed, stratified: true })
  const [low, high] = percentiles(drawn.map(({ cost }) => 1 - cost / pairs))
  return { value: 1 - Number(costOfCut(table, costs, cut)) / pairs, low, high, threshold: thresholdOf(table, cut), resamples, seed }
}
