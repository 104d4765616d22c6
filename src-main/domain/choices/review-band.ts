import type { Constraint, ConstraintHeld, Review, ReviewBand } from '../../contract/choices.ts'
import { moneyText } from '../../contract/money.ts'
import { countAt, thresholdOf } from '../threshold/cut-table.ts'
import { amountText, percentText } from '../threshold/number-text.ts'
import { shortThreshold } from '../threshold/short-threshold.ts'
import { quotient } from '../threshold/quotient.ts'
import { capacityLimit, constraintLimits, keepsLimit, type BandLimit } from './band-limits.ts'
import type { ExactCells } from './cell-costs.ts'
import { cheapestPair, type PairLimits } from './cheapest-pair.ts'
import { constraintHeld } from './constraint-held.ts'
import { constraintText } from './constraint-range.ts'
import { costOfCells, exactAt, inUnits, type CutSums, type Weights } from './cut-cost.ts'
import { cutValues } from './cut-values.ts'
import { rangeLeast } from './range-least.ts'

export interface ReviewBandInput {
  readonly sums: CutSums
  readonly cells: ExactCells
  readonly weights: Weights
  readonly review: Review
  readonly constraints: readonly Constraint[]
  /** The cost without a review, exact: the least under the constraints, or of all where none meets them. */
  readonly without: bigint
  readonly currency: string
}

/** A band, or why there is none. */
export interface FoundBand {
  readonly band: ReviewBand | null
  readonly infeasible: string | null
}

interface Pair {
  readonly flag: number
  readonly review: number
}

/**
 * The cheapest pair of thresholds with a review between them that meets the constraints: rows at and beyond the stricter one are
 * flagged, rows from the looser one up to it are reviewed, the rest is passed. The cost is a part of each cut alone,
 * f(flag) + g(review). Of equal cost the strictest review.
 */
export function reviewBand(input: ReviewBandInput): FoundBand {
  const { sums, cells, weights, review, constraints } = input
  const { cuts } = sums
  if (cells.review === null) throw new RangeError('a band needs the cost of a review')
  // Flag against review, then review against pass: the constants add up to that of passing everybody.
  const flag = costOfCells(sums, { positive: cells.tp, negative: cells.fp }, cells.review, weights)
  const pass = costOfCells(sums, cells.review, { positive: cells.fn, negative: cells.tn }, weights)
  const limits = constraintLimits(constraints, review, cuts, weights)
  const capacity = review.capacity === null ? [] : [keepsLimit(capacityLimit(review.capacity, cuts, weights), cuts)]
  const [ofFlag, ofReview] = cutValues([flag, pass], sums).map((values) => ({ values, ranges: rangeLeast(values) }))
  if (ofFlag === undefined || ofReview === undefined) throw new RangeError('a band has two parts')
  const find = (which: (constraint: Constraint) => boolean) => cheapestPair(ofFlag, ofReview, pairLimits(which))
  const costOf = (pair: Pair) => exactAt(flag, sums, pair.flag) - flag.constant + exactAt(pass, sums, pair.review)

  function pairLimits(which: (constraint: Constraint) => boolean): PairLimits {
    const kept = (kind: (constraint: Constraint) => boolean) =>
      constraints.flatMap((constraint, index) => {
        const limit = limits[index]
        return limit !== undefined && which(constraint) && kind(constraint) ? [keepsLimit(limit, cuts)] : []
      })
    const isRecall = ({ kind }: Constraint) => kind === 'recall'
    return { upTo: kept((constraint) => !isRecall(constraint)), from: kept(isRecall), within: capacity }
  }

  const pair = find(() => true)
  if (pair === null) {
    const impossible = constraints.find((constraint) => find((other) => other === constraint) === null)
    const words = impossible === undefined ? `all of: ${constraints.map(constraintText).join(', and ')}` : `that ${constraintText(impossible)}`
    return { band: null, infeasible: `With this review no two thresholds meet ${words}.` }
  }
  const free = constraints.length === 0 ? pair : (find(() => false) ?? pair)
  const price = inUnits(costOf(pair) - costOf(free), cells.digits, weights)
  return { band: describe(input, pair, costOf(pair), price, limits), infeasible: null }
}

function describe(input: ReviewBandInput, pair: Pair, cost: bigint, price: number, limits: readonly BandLimit[]): ReviewBand {
  const { sums, cells, weights, constraints, without, currency } = input
  const { cuts } = sums
  const flagged = countAt(cuts.tp, pair.flag) + countAt(cuts.fp, pair.flag)
  const beyond = countAt(cuts.tp, pair.review) + countAt(cuts.fp, pair.review)
  const reviewed = beyond - flagged
  const rows = cuts.positives + cuts.negatives
  const saving = inUnits(without - cost, cells.digits, weights)
  return {
    flag: thresholdOf(cuts, pair.flag),
    review: thresholdOf(cuts, pair.review),
    flagDigits: shortThreshold(cuts, pair.flag),
    reviewDigits: shortThreshold(cuts, pair.review),
    cost: inUnits(cost, cells.digits, weights),
    saving,
    flagged,
    reviewed,
    reviewedPositives: countAt(cuts.tp, pair.review) - countAt(cuts.tp, pair.flag),
    accepted: rows - beyond,
    acceptedPositives: cuts.positives - countAt(cuts.tp, pair.review),
    price,
    constraints: constraints.map((constraint, index) => held(constraint, limits[index], pair, input)),
    sentence: sentence(reviewed, rows, saving, price, currency),
  }
}

function held(constraint: Constraint, limit: BandLimit | undefined, pair: Pair, { sums, weights, review }: ReviewBandInput): ConstraintHeld {
  const { cuts } = sums
  const catches = Number(review.catches)
  const clears = Number(review.clears)
  const mixed = (counts: Uint32Array, refusedOfReviewed: number) =>
    (1 - refusedOfReviewed) * countAt(counts, pair.flag) + refusedOfReviewed * countAt(counts, pair.review)
  const outcome = {
    positives: cuts.positives,
    negatives: cuts.negatives,
    caught: mixed(cuts.tp, catches),
    alarms: mixed(cuts.fp, 1 - clears),
    flaggedPositives: countAt(cuts.tp, pair.review),
    flaggedNegatives: countAt(cuts.fp, pair.review),
    weights: { positive: quotient(weights.positive, weights.of), negative: quotient(weights.negative, weights.of) },
  }
  return constraintHeld(constraint, outcome, limit !== undefined && keepsLimit(limit, cuts)(pair.flag, pair.review))
}

function sentence(reviewed: number, rows: number, saving: number, price: number, currency: string): string {
  const limited = price > 0 ? ` Without the constraints it would cost ${moneyText(price, currency)} less.` : ''
  if (reviewed === 0) return price > 0 ? `Under these constraints a review pays for no case.${limited}` : 'A review pays for no case at this cost.'
  const cases = `Reviewing ${amountText(reviewed)} cases (${percentText(reviewed, rows)})`
  return saving < 0
    ? `${cases} costs ${moneyText(-saving, currency)} more than the cheapest single threshold, which does not meet the constraints.`
    : `${cases} saves ${moneyText(saving, currency)} against one threshold.${limited}`
}
