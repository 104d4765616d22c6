import type { Choice, Constraint } from '../../contract/choices.ts'
import type { Cut } from '../../contract/recommendation.ts'
import { givenText } from '../../contract/recorded-text.ts'
import { rate, rateOf } from '../statistics/wilson.ts'
import { countAt, thresholdOf } from '../threshold/cut-table.ts'
import { Z_975 } from '../threshold/paired-test.ts'
import { shortThreshold } from '../threshold/short-threshold.ts'
import { constraintRange } from './constraint-range.ts'
import { exactAt, inUnits, type CutCost, type CutSums, type Weights } from './cut-cost.ts'
import { sumOfSquares } from './cut-variance.ts'

/** What choices are described against. */
export interface ChoiceGround {
  readonly sums: CutSums
  readonly cost: CutCost
  readonly weights: Weights
  /** Decimal places of the costs. */
  readonly digits: number
  readonly constraints: readonly Constraint[]
  /** The cheapest cut without constraints, and the recommended one. */
  readonly cheapest: number
  readonly recommended: number
  readonly hasPrevalence: boolean
}

/** Counts and cost of a cut, under the given threshold or else its own. */
export function cutOf({ sums, cost, weights, digits }: ChoiceGround, cut: number, threshold = thresholdOf(sums.cuts, cut)): Cut {
  const { cuts } = sums
  const tp = countAt(cuts.tp, cut)
  const fp = countAt(cuts.fp, cut)
  return { threshold, cost: inUnits(exactAt(cost, sums, cut), digits, weights), tp, fp, fn: cuts.positives - tp, tn: cuts.negatives - fp }
}

/** A cut as a bank reads it. */
export function describeChoice(ground: ChoiceGround, cut: number, threshold?: number): Choice {
  const { sums, cost, weights, digits, constraints, cheapest } = ground
  const counts = cutOf(ground, cut, threshold)
  const { tp, fp, fn, tn } = counts
  const rows = tp + fp + fn + tn
  const { amounts } = sums
  const scale = 10 ** (amounts?.digits ?? 0)
  return {
    cut: counts,
    digits: threshold === undefined ? shortThreshold(sums.cuts, cut) : givenText(threshold),
    regret: inUnits(exactAt(cost, sums, cut) - exactAt(cost, sums, cheapest), digits, weights),
    costPerThousand: (1000 * counts.cost) / rows,
    versusRecommended: pairedDifference(ground, cut),
    recall: rate(tp, tp + fn),
    falsePositiveRate: rate(fp, fp + tn),
    precision: rateOf(tp, tp + fp),
    approval: rate(fn + tn, rows),
    badRate: rateOf(fn, fn + tn),
    atPrevalence: ground.hasPrevalence ? atPrevalence(ground, counts) : null,
    amounts:
      amounts === null
        ? null
        : {
            falseNegatives: ((amounts.positives.at(-1) ?? 0) - (amounts.positives[cut] ?? 0)) / scale,
            falsePositives: (amounts.negatives[cut] ?? 0) / scale,
          },
    constraintsMet: constraints.map((constraint) => {
      const { from, to } = constraintRange(constraint, sums.cuts, weights)
      return cut >= from && cut <= to
    }),
  }
}

function atPrevalence({ weights }: ChoiceGround, { tp, fp, fn, tn }: Cut): Choice['atPrevalence'] {
  const positive = Number(weights.positive) / Number(weights.of)
  const negative = Number(weights.negative) / Number(weights.of)
  const flagged = positive * tp + negative * fp
  const passed = positive * fn + negative * tn
  return {
    flagged: flagged / (flagged + passed),
    precision: flagged === 0 ? null : (positive * tp) / flagged,
    badRate: passed === 0 ? null : (positive * fn) / passed,
  }
}

/**
 * Cost of a cut minus that of the recommended one, with a normal interval. Only the rows between them are decided
 * differently; with d the difference and c each such row's part of it, sd = √(Σ c² − d²/n) (multinomial, closed form).
 */
function pairedDifference({ sums, cost, weights, digits, recommended }: ChoiceGround, cut: number): Choice['versusRecommended'] {
  const value = inUnits(exactAt(cost, sums, cut) - exactAt(cost, sums, recommended), digits, weights)
  const { cuts } = sums
  const unit = (factor: bigint) => inUnits(factor, digits, weights)
  const between = (values: Float64Array | undefined) => Math.abs((values?.[cut] ?? 0) - (values?.[recommended] ?? 0))
  const { amounts } = sums
  const positives = Math.abs(countAt(cuts.tp, cut) - countAt(cuts.tp, recommended))
  const negatives = Math.abs(countAt(cuts.fp, cut) - countAt(cuts.fp, recommended))
  const sum =
    sumOfSquares(unit(cost.tp), unit(cost.tpAmount), positives, between(amounts?.positives), between(amounts?.positiveSquares)) +
    sumOfSquares(unit(cost.fp), unit(cost.fpAmount), negatives, between(amounts?.negatives), between(amounts?.negativeSquares))
  const variance = sum - (value * value) / (cuts.positives + cuts.negatives)
  const half = Z_975 * Math.sqrt(Math.max(0, variance))
  return { value, low: value - half, high: value + half }
}
