import type { Choices, ChoicesRequest, Constraint, ConstraintPrice, CostStatement } from '../../contract/choices.ts'
import { moneyText } from '../../contract/money.ts'
import { ProblemError } from '../../contract/problem.ts'
import { cutAt, thresholdOf, type CutTable } from '../threshold/cut-table.ts'
import { percentText } from '../threshold/number-text.ts'
import { quotient } from '../threshold/quotient.ts'
import { refuseWithoutAmounts, type AmountTable } from './amount-table.ts'
import { exactCells } from './cell-costs.ts'
import { cheapestCut, withinOnePercentOf } from './cheapest-cut.ts'
import { choiceDerivations } from './choice-derivations.ts'
import { constraintRange, constraintText, intersection, type CutRange } from './constraint-range.ts'
import { costOfDecision, exactAt, inUnits, totals, weightsFor, type CutCost, type CutSums } from './cut-cost.ts'
import { cutOf, describeChoice, type ChoiceGround } from './describe-choice.ts'
import { ratioSensitivity } from './ratio-sensitivity.ts'
import { reviewBand } from './review-band.ts'

export interface ChoicesInput extends Omit<ChoicesRequest, 'folder'> {
  readonly cuts: CutTable
  readonly sha256: string
  /** The query, verbatim, that read the rows. */
  readonly query: string
  /** Of the column `amount`; null where none is named. */
  readonly amounts: AmountTable | null
}

/**
 * The threshold of least cost under the payoffs, amounts, prevalence and constraints of a bank, the price of each constraint,
 * a review band, and what other thresholds cost. Raises `cost-invalid` for payoffs that make the score pointless, and
 * `usage` for a rate per amount without an amount column, a prevalence of 0 or 1, or a range of ratios that isn't one.
 */
export function choices(input: ChoicesInput): Choices {
  const { payoffs, constraints, amounts } = input
  if (amounts === null) refuseWithoutAmounts(payoffs)
  const sums: CutSums = { cuts: amounts?.cuts ?? input.cuts, amounts: amounts?.amounts ?? null }
  const { cuts } = sums
  const last = cuts.scores.length
  const weights = weightsFor(cuts, input.prevalence)
  const cells = exactCells(payoffs, input.review, sums.amounts?.digits ?? 0)
  const cost = costOfDecision(sums, cells, weights)
  const cheapest = cheapestCut(cost, sums, 0, last) ?? 0
  const ranges = constraints.map((constraint) => constraintRange(constraint, cuts, weights))
  const allowed = intersection(ranges, last)
  const found = cheapestIn(cost, sums, cheapest, allowed)
  const ground: ChoiceGround = {
    sums,
    cost,
    weights,
    digits: cells.digits,
    constraints,
    cheapest,
    recommended: found ?? cheapest,
    hasPrevalence: input.prevalence !== null,
  }
  const recommended = found === null ? null : describeChoice(ground, found)
  const compared = input.thresholds.map((threshold) => ({ threshold, cut: cutAt(cuts, threshold) }))
  const [strictest, loosest] = withinOnePercentOf(cost, sums, ground.recommended, found === null ? 0 : allowed.from, found === null ? last : allowed.to)
  const plateau = [thresholdOf(cuts, loosest), thresholdOf(cuts, strictest)] as const
  const ratio = decidingRatio(cost, sums)
  const without = exactAt(cost, sums, ground.recommended)
  const { currency } = input.statement
  const review = input.review === null ? null : reviewBand({ sums, cells, weights, review: input.review, constraints, without, currency })
  return {
    reading: input.reading,
    orientationQuestion: orientationQuestion(ratio),
    notStated: notStated(input.statement),
    withoutAmount: amounts?.withoutAmount ?? 0,
    rows: cuts.positives + cuts.negatives,
    positives: cuts.positives,
    ratio: Number.isFinite(ratio) ? ratio : null,
    theoretical: theoretical(input, cost),
    unconstrained: describeChoice(ground, cheapest),
    recommended,
    sentence: sentence(recommended, describeChoice(ground, cheapest).cut.cost, currency),
    plateau: cuts.orientation === 'high' ? [plateau[0], plateau[1]] : [plateau[1], plateau[0]],
    constraints: constraints.map((constraint, index) => priceOf(ground, constraint, index, ranges, found, currency)),
    infeasible: found === null ? conflict(constraints, ranges) : null,
    review: review?.band ?? null,
    reviewInfeasible: review?.infeasible ?? null,
    sensitivity: sensitivity(input, cuts, ratio, [ground.recommended, ...compared.map(({ cut }) => cut)]),
    compared: compared.map(({ threshold, cut }) => describeChoice(ground, cut, threshold)),
    derivations: choiceDerivations(input, cuts),
  }
}

function usage(message: string, action: string): ProblemError {
  return new ProblemError({ kind: 'usage', path: null, message, action })
}

/** The cheapest cut of a range, given the cheapest of all. */
function cheapestIn(cost: CutCost, sums: CutSums, cheapest: number, { from, to }: CutRange): number | null {
  return cheapest >= from && cheapest <= to ? cheapest : cheapestCut(cost, sums, from, to)
}

/** What a missed positive costs on average, in what a flagged negative costs; both beyond the right decision. */
function decidingRatio(cost: CutCost, sums: CutSums): number {
  const all = totals(sums)
  const miss = -(cost.tp * all.positives + cost.tpAmount * all.positiveAmount)
  const alarm = cost.fp * all.negatives + cost.fpAmount * all.negativeAmount
  return alarm === 0n ? Infinity : quotient(miss * all.negatives, alarm * all.positives)
}

function orientationQuestion(ratio: number): string {
  if (!Number.isFinite(ratio)) return 'Does a false alarm cost nothing?'
  if (ratio === 0) return 'Does missing a default cost nothing?'
  const times = (value: number) => String(Number(value.toPrecision(3)))
  if (ratio === 1) return 'Does missing one default cost as much as one false alarm?'
  return ratio > 1
    ? `Does missing one default cost as much as ${times(ratio)} false alarms?`
    : `Does one false alarm cost as much as missing ${times(1 / ratio)} defaults?`
}

function notStated(statement: CostStatement): string[] {
  return (['currency', 'source', 'owner', 'date'] as const).filter((key) => statement[key].trim() === '')
}

/** (FP − TN) / (FP − TN + FN − TP), Elkan 2001, where every case costs the same and comes as in the table. */
function theoretical({ amounts, review, prevalence, reading }: ChoicesInput, { tp, fp }: CutCost): number | null {
  if (amounts !== null || review !== null || prevalence !== null) return null
  return quotient(reading.orientation === 'high' ? fp : -tp, fp - tp)
}

function priceOf(
  ground: ChoiceGround,
  constraint: Constraint,
  index: number,
  ranges: readonly CutRange[],
  found: number | null,
  currency: string,
): ConstraintPrice {
  const { sums, cost, weights, digits, cheapest } = ground
  const last = sums.cuts.scores.length
  const range = ranges[index] ?? { from: 0, to: last }
  const alone = cheapestIn(cost, sums, cheapest, range)
  const others = intersection(ranges.filter((_, place) => place !== index), last)
  const without = cheapestIn(cost, sums, cheapest, others)
  const more = (cut: number, than: number) => inUnits(exactAt(cost, sums, cut) - exactAt(cost, sums, than), digits, weights)
  const price = alone === null ? null : more(alone, cheapest)
  const text = constraintText(constraint)
  return {
    constraint,
    sentence:
      price === null
        ? `No threshold meets that ${text}.`
        : price === 0
          ? `That ${text} costs nothing: the cheapest threshold meets it.`
          : `That ${text} costs ${moneyText(price, currency)}.`,
    binding: cheapest < range.from || cheapest > range.to,
    alone: alone === null ? null : cutOf(ground, alone),
    price,
    saving: found === null || without === null ? null : more(found, without),
  }
}

function conflict(constraints: readonly Constraint[], ranges: readonly CutRange[]): string {
  const impossible = ranges.findIndex(({ from, to }) => from > to)
  const own = constraints[impossible]
  if (own !== undefined) return `No threshold meets that ${constraintText(own)}.`
  const strictest = ranges.findIndex(({ from }) => from === Math.max(...ranges.map((range) => range.from)))
  const loosest = ranges.findIndex(({ to }) => to === Math.min(...ranges.map((range) => range.to)))
  const words = [strictest, loosest].map((index) => {
    const constraint = constraints[index]
    return constraint === undefined ? '' : constraintText(constraint)
  })
  return `No threshold meets both: ${words.join(', and ')}.`
}

function sensitivity({ ratios, amounts }: ChoicesInput, cuts: CutTable, ratio: number, chosen: readonly number[]): Choices['sensitivity'] {
  // With amounts each case has its own ratio, so one number for all of them would mislead.
  if (amounts !== null) return null
  if (ratios === null) return Number.isFinite(ratio) && ratio > 0 ? ratioSensitivity(cuts, chosen, ratio / 2, ratio * 1.5) : null
  const from = Number(ratios.from)
  const to = Number(ratios.to)
  if (!(from > 0 && to > from)) throw usage(`A range of ratios from ${ratios.from} to ${ratios.to} can't be used.`, 'Give two ratios above 0, the lower one first.')
  return ratioSensitivity(cuts, chosen, from, to)
}

function sentence(recommended: Choices['recommended'], leastCost: number, currency: string): string {
  if (recommended === null) return 'No threshold meets all constraints.'
  const { cut, approval } = recommended
  const approved = `approves ${percentText(approval.count, approval.of)}`
  const more = cut.cost - leastCost
  const price = more === 0 ? '' : `, ${moneyText(more, currency)} more than without constraints`
  return `The recommended threshold costs ${moneyText(cut.cost, currency)}${price}, and ${approved}.`
}

