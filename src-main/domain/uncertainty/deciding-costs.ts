import type { Payoffs } from '../../contract/choices.ts'
import type { Costs } from '../../contract/recommendation.ts'
import { refuseWithoutAmounts } from '../choices/amount-table.ts'
import { exactCells } from '../choices/cell-costs.ts'
import { costOfDecision, weightsFor } from '../choices/cut-cost.ts'
import { commonDivisor } from '../threshold/common-divisor.ts'
import type { CutTable } from '../threshold/cut-table.ts'
import { exactCosts, type ExactCosts } from '../threshold/exact-costs.ts'
import { quotient } from '../threshold/quotient.ts'

/**
 * Four payoffs and a shift of prevalence as the two costs that decide, and what every row costs whatever is decided, all exact and
 * in one unit: the cost of a cut is fn·FN + fp·FP + positive·P + negative·N.
 */
export interface DecidingCosts {
  readonly net: Pick<ExactCosts, 'fn' | 'fp'>
  readonly positive: bigint
  readonly negative: bigint
  /** An exact number in the user's units, and a double. */
  readonly money: (exact: bigint) => number
  readonly moneyOf: (value: number) => number
  /** The two costs that decide as decimals of one unit, for whoever asks for costs as typed. */
  readonly asCosts: Costs
}

export interface DecidingQuestion {
  readonly costs: Costs
  readonly payoffs: Payoffs | null
  readonly prevalence: string | null
}

/** Below this, n times the dearer cost is exact in a double. */
const WHOLE = 2n ** 53n

/**
 * A miss costs FN − TP beyond the right decision, a false alarm FP − TN; a shift of prevalence weighs both, the weights being
 * those of all rows in every resample. Raises `cost-invalid`, and `usage` for a prevalence of 0 or 1 or a cost by amount, which
 * no two costs can stand for.
 */
export function decidingCosts(table: CutTable, { costs, payoffs, prevalence }: DecidingQuestion): DecidingCosts {
  if (payoffs === null && prevalence === null) {
    const { fn, fp, digits } = exactCosts(costs)
    return inUnit({ net: { fn, fp }, positive: 0n, negative: 0n }, 1n, 10n ** BigInt(digits), costs)
  }
  const cell = (perCase: string) => ({ perCase, perAmount: '0' })
  const four = payoffs ?? { fn: cell(costs.fn), fp: cell(costs.fp), tp: cell('0'), tn: cell('0') }
  refuseWithoutAmounts(four)
  const cells = exactCells(four, null, 0)
  const weights = weightsFor(table, prevalence)
  const decision = costOfDecision({ cuts: table, amounts: null }, cells, weights)
  const parts = { net: { fn: -decision.tp, fp: decision.fp }, positive: weights.positive * cells.tp.perCase, negative: weights.negative * cells.tn.perCase }
  const whole = weights.of * 10n ** BigInt(cells.digits)
  const dearest = [parts.net.fn, parts.net.fp, parts.positive, parts.negative].map(size).reduce((most, each) => (each > most ? each : most))
  // Weights are long fractions: without what all costs share, doubles hold them again.
  const unit = 2n * dearest * BigInt(table.positives + table.negatives) < WHOLE ? 1n : [parts.net.fn, parts.net.fp, parts.positive, parts.negative].reduce(commonDivisor, 0n)
  const net = { fn: parts.net.fn / unit, fp: parts.net.fp / unit }
  return inUnit({ net, positive: parts.positive / unit, negative: parts.negative / unit }, unit, whole, { fn: String(net.fn), fp: String(net.fp) })
}

function inUnit(parts: Pick<DecidingCosts, 'net' | 'positive' | 'negative'>, unit: bigint, whole: bigint, asCosts: Costs): DecidingCosts {
  const perMoney = quotient(whole, unit)
  return { ...parts, asCosts, money: (exact) => quotient(exact * unit, whole), moneyOf: (value) => value / perMoney }
}

const size = (value: bigint) => (value < 0n ? -value : value)
