import type { CellCost, Payoffs, Review } from '../../contract/choices.ts'
import { parseDecimal, type Decimal } from '../threshold/decimal.ts'

/** What a row of a cell costs: `perCase` + `perAmount` · its amount, both as integers of one scale. */
export interface ExactCell {
  readonly perCase: bigint
  readonly perAmount: bigint
}

/** The costs of the four cells and of a review, exact. One unit of money is 10^digits here. */
export interface ExactCells {
  readonly fn: ExactCell
  readonly fp: ExactCell
  readonly tp: ExactCell
  readonly tn: ExactCell
  /** A reviewed positive, and a reviewed negative; null without a review. */
  readonly review: { readonly positive: ExactCell; readonly negative: ExactCell } | null
  readonly digits: number
}

/**
 * Scales every cost to integers. `amountDigits` are the decimal places of the amounts, which are integers too. A reviewed
 * positive costs the review, and as a true positive where the reviewer catches it, else as a false negative; a reviewed
 * negative likewise.
 */
export function exactCells(payoffs: Payoffs, review: Review | null, amountDigits: number): ExactCells {
  const cells = [payoffs.fn, payoffs.fp, payoffs.tp, payoffs.tn]
  const decimals = cells.flatMap(({ perCase, perAmount }) => [parseDecimal(perCase), parseDecimal(perAmount)])
  const cost = review === null ? null : parseDecimal(review.cost)
  const moneyDigits = Math.max(...decimals.map(({ digits }) => digits), cost?.digits ?? 0)
  const catches = parseDecimal(review?.catches ?? '1')
  const clears = parseDecimal(review?.clears ?? '1')
  const shareDigits = Math.max(catches.digits, clears.digits)
  const money = (decimal: Decimal, further: number) => decimal.units * 10n ** BigInt(moneyDigits - decimal.digits + further)
  const share = (decimal: Decimal) => decimal.units * 10n ** BigInt(shareDigits - decimal.digits)
  const whole = 10n ** BigInt(shareDigits)
  // Before the shares: amounts bring their own decimal places, so that costs per case take as many.
  const scaled = ({ perCase, perAmount }: CellCost): ExactCell => ({
    perCase: money(parseDecimal(perCase), amountDigits),
    perAmount: money(parseDecimal(perAmount), 0),
  })
  const times = (cell: ExactCell, factor: bigint): ExactCell => ({ perCase: cell.perCase * factor, perAmount: cell.perAmount * factor })
  const mixed = (right: ExactCell, wrong: ExactCell, rightShare: bigint, added: bigint): ExactCell => ({
    perCase: added * whole + right.perCase * rightShare + wrong.perCase * (whole - rightShare),
    perAmount: right.perAmount * rightShare + wrong.perAmount * (whole - rightShare),
  })
  const fn = scaled(payoffs.fn)
  const fp = scaled(payoffs.fp)
  const tp = scaled(payoffs.tp)
  const tn = scaled(payoffs.tn)
  const added = cost === null ? 0n : money(cost, amountDigits)
  return {
    fn: times(fn, whole),
    fp: times(fp, whole),
    tp: times(tp, whole),
    tn: times(tn, whole),
    review: cost === null ? null : { positive: mixed(tp, fn, share(catches), added), negative: mixed(tn, fp, share(clears), added) },
    digits: moneyDigits + amountDigits + shareDigits,
  }
}
