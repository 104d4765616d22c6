import type { Payoffs } from '../../contract/choices.ts'
import type { AmountTable } from '../choices/amount-table.ts'
import { exactCells, type ExactCell } from '../choices/cell-costs.ts'
import { costOfCells, costOfDecision, weightsFor, type CutCost, type CutSums } from '../choices/cut-cost.ts'
import { commonDivisor } from '../threshold/common-divisor.ts'
import { quotient } from '../threshold/quotient.ts'

/** What a row costs, scaled: `perCase` + `perAmount` · its amount in integers. */
export interface RowPrice {
  readonly perCase: number
  readonly perAmount: number
}

/** Costs by amount, exact and in the greatest unit that keeps all of them whole, so that doubles mostly hold them. */
export interface AmountCosts {
  readonly sums: CutSums
  /** The cost of every cut, in that unit. */
  readonly cost: CutCost
  /** What a row costs that is flagged, and one that is passed, by its class. */
  readonly positive: { readonly flagged: RowPrice; readonly passed: RowPrice }
  readonly negative: { readonly flagged: RowPrice; readonly passed: RowPrice }
  /** An exact number in the user's units, and a double. */
  readonly money: (exact: bigint) => number
  readonly moneyOf: (value: number) => number
}

/**
 * All four payoffs, by case and by amount, over the rows that have one; a shift of prevalence weighs the rows, with the weights of
 * all rows in every resample. Raises `cost-invalid` as `choices` does, and `usage` for a prevalence of 0 or 1.
 */
export function amountCosts({ cuts, amounts }: AmountTable, payoffs: Payoffs, prevalence: string | null): AmountCosts {
  const sums: CutSums = { cuts, amounts }
  const cells = exactCells(payoffs, null, amounts.digits)
  const weights = weightsFor(cuts, prevalence)
  costOfDecision(sums, cells, weights)
  const weighed = ({ perCase, perAmount }: ExactCell, weight: bigint): ExactCell => ({ perCase: weight * perCase, perAmount: weight * perAmount })
  const tp = weighed(cells.tp, weights.positive)
  const fn = weighed(cells.fn, weights.positive)
  const fp = weighed(cells.fp, weights.negative)
  const tn = weighed(cells.tn, weights.negative)
  const unit = [tp, fn, fp, tn].flatMap(({ perCase, perAmount }) => [perCase, perAmount]).reduce(commonDivisor, 0n)
  const inUnit = ({ perCase, perAmount }: ExactCell): ExactCell => ({ perCase: perCase / unit, perAmount: perAmount / unit })
  const flagged = { positive: inUnit(tp), negative: inUnit(fp) }
  const passed = { positive: inUnit(fn), negative: inUnit(tn) }
  const price = ({ perCase, perAmount }: ExactCell): RowPrice => ({ perCase: Number(perCase), perAmount: Number(perAmount) })
  const whole = weights.of * 10n ** BigInt(cells.digits)
  const perMoney = quotient(whole, unit)
  return {
    sums,
    // The weights are in the prices.
    cost: costOfCells(sums, flagged, passed, weightsFor(cuts, null)),
    positive: { flagged: price(flagged.positive), passed: price(passed.positive) },
    negative: { flagged: price(flagged.negative), passed: price(passed.negative) },
    money: (exact) => quotient(exact * unit, whole),
    moneyOf: (value) => value / perMoney,
  }
}
