import type { ReviewBand } from '../../contract/choices.ts'
import { countAt, scoreAt, thresholdOf, type CutTable } from '../threshold/cut-table.ts'
import { parseDecimal } from '../threshold/decimal.ts'
import { amountText, percentText } from '../threshold/number-text.ts'
import type { ExactCells } from './cell-costs.ts'
import { costOfCells, exactAt, inUnits, roughly, type CutSums, type Weights } from './cut-cost.ts'

/**
 * The cheapest pair of thresholds with a review between them: rows at and beyond the stricter one are flagged, rows from the
 * looser one up to it are reviewed, the rest is passed. The cost is a part of each cut alone, f(flag) + g(review), so one walk with
 * the least f so far finds the pair; a capacity makes it a moving window. Of equal cost the strictest review. `capacity` is a share
 * of all cases. Null where the cells state no review.
 */
export function reviewBand(
  sums: CutSums,
  cells: ExactCells,
  weights: Weights,
  capacity: string | null,
  /** The least cost without a review, exact. */
  without: bigint,
): ReviewBand | null {
  const { review } = cells
  if (review === null) return null
  // Flag against review, then review against pass: the constants add up to that of passing everybody.
  const flag = costOfCells(sums, { positive: cells.tp, negative: cells.fp }, review, weights)
  const pass = costOfCells(sums, review, { positive: cells.fn, negative: cells.tn }, weights)
  const pair = cheapestPair(roughly(flag, sums), roughly(pass, sums), windowOf(sums.cuts, weights, capacity))
  const cost = exactAt(flag, sums, pair.flag) - flag.constant + exactAt(pass, sums, pair.review)
  const { cuts } = sums
  const flagged = countAt(cuts.tp, pair.flag) + countAt(cuts.fp, pair.flag)
  const beyond = countAt(cuts.tp, pair.review) + countAt(cuts.fp, pair.review)
  const reviewed = beyond - flagged
  const rows = cuts.positives + cuts.negatives
  const saving = inUnits(without - cost, cells.digits, weights)
  return {
    flag: thresholdOf(cuts, pair.flag),
    review: thresholdOf(cuts, pair.review),
    cost: inUnits(cost, cells.digits, weights),
    saving,
    flagged,
    reviewed,
    reviewedPositives: countAt(cuts.tp, pair.review) - countAt(cuts.tp, pair.flag),
    accepted: rows - beyond,
    acceptedPositives: cuts.positives - countAt(cuts.tp, pair.review),
    sentence:
      reviewed === 0
        ? 'A review pays for no case at this cost.'
        : `Reviewing ${amountText(reviewed)} cases (${percentText(reviewed, rows)}) saves ${amountText(saving)} units against one threshold.`,
  }
}

/** Whether the cases between two cuts are within the capacity, compared exactly where doubles can't tell; null without one. */
function windowOf(cuts: CutTable, weights: Weights, capacity: string | null): ((flag: number, review: number) => boolean) | null {
  if (capacity === null) return null
  const { units, digits } = parseDecimal(capacity)
  const weighed = (cut: number) => weights.positive * BigInt(countAt(cuts.tp, cut)) + weights.negative * BigInt(countAt(cuts.fp, cut))
  const most = units * weighed(cuts.scores.length)
  const whole = 10n ** BigInt(digits)
  const nearly = roughly({ constant: 0n, tp: weights.positive, fp: weights.negative, tpAmount: 0n, fpAmount: 0n }, { cuts, amounts: null })
  const limit = Number(most) / Number(whole)
  const unsure = 1e-13 * scoreAt(nearly, cuts.scores.length)
  return (flag, review) => {
    const beyond = scoreAt(nearly, review) - scoreAt(nearly, flag) - limit
    return Math.abs(beyond) > unsure ? beyond < 0 : (weighed(review) - weighed(flag)) * whole <= most
  }
}

/** The pair flag <= review of least f + g; one walk, with the cuts that can still be the least f in order (moving minimum). */
function cheapestPair(
  f: Float64Array,
  g: Float64Array,
  fits: ((flag: number, review: number) => boolean) | null,
): { flag: number; review: number } {
  const waiting = new Uint32Array(f.length)
  let first = 0
  let end = 0
  let flag = 0
  let review = 0
  let least = Infinity
  for (let cut = 0; cut < f.length; cut += 1) {
    const own = scoreAt(f, cut)
    while (end > first && scoreAt(f, countAt(waiting, end - 1)) > own) end -= 1
    waiting[end] = cut
    end += 1
    if (fits !== null) while (!fits(countAt(waiting, first), cut)) first += 1
    const stricter = countAt(waiting, first)
    const cost = scoreAt(f, stricter) + scoreAt(g, cut)
    if (cost >= least) continue
    least = cost
    flag = stricter
    review = cut
  }
  return { flag, review }
}
