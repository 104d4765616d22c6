import { ProblemError } from '../../contract/problem.ts'
import { countAt, scoreAt, type CutTable } from '../threshold/cut-table.ts'
import { parseDecimal } from '../threshold/decimal.ts'
import { quotient } from '../threshold/quotient.ts'
import type { AmountSums } from './amount-table.ts'
import type { ExactCell, ExactCells } from './cell-costs.ts'

/** What each cut flags, with the amounts where there are any. */
export interface CutSums {
  readonly cuts: CutTable
  readonly amounts: AmountSums | null
}

/**
 * A cost that is linear in what a cut flags: constant + tp·TP + fp·FP + the same for amounts; exact, in integers that only
 * `Weights` turns into money.
 */
export interface CutCost {
  readonly constant: bigint
  readonly tp: bigint
  readonly fp: bigint
  readonly tpAmount: bigint
  readonly fpAmount: bigint
}

/** How many rows in use a row of the table stands for: `positive` and `negative`, out of `of`. */
export interface Weights {
  readonly positive: bigint
  readonly negative: bigint
  readonly of: bigint
}

/**
 * Weights that shift the share of positives to `prevalence` and keep the number of rows: n·π/P for a positive and
 * n·(1−π)/N for a negative, over a common denominator. 1 where `prevalence` is null. Raises `usage` for 0 and 1.
 */
export function weightsFor({ positives, negatives }: Pick<CutTable, 'positives' | 'negatives'>, prevalence: string | null): Weights {
  if (prevalence === null) return { positive: 1n, negative: 1n, of: 1n }
  const { units, digits } = parseDecimal(prevalence)
  const whole = 10n ** BigInt(digits)
  if (units <= 0n || units >= whole) {
    throw new ProblemError({ kind: 'usage', path: null, message: `A share of positives of ${prevalence} leaves one class only.`, action: 'Give a share between 0 and 1.' })
  }
  const p = BigInt(positives)
  const n = BigInt(negatives)
  return { positive: units * n * (p + n), negative: (whole - units) * p * (p + n), of: whole * p * n }
}

/** What each row costs at a cut, in whole tables: flagged rows as `flagged`, the others as `passed`. */
export function costOfCells(
  { cuts, amounts }: CutSums,
  flagged: { readonly positive: ExactCell; readonly negative: ExactCell },
  passed: { readonly positive: ExactCell; readonly negative: ExactCell },
  weights: Weights,
): CutCost {
  const all = totals({ cuts, amounts })
  const constant =
    weights.positive * (passed.positive.perCase * all.positives + passed.positive.perAmount * all.positiveAmount) +
    weights.negative * (passed.negative.perCase * all.negatives + passed.negative.perAmount * all.negativeAmount)
  return {
    constant,
    tp: weights.positive * (flagged.positive.perCase - passed.positive.perCase),
    fp: weights.negative * (flagged.negative.perCase - passed.negative.perCase),
    tpAmount: weights.positive * (flagged.positive.perAmount - passed.positive.perAmount),
    fpAmount: weights.negative * (flagged.negative.perAmount - passed.negative.perAmount),
  }
}

/**
 * The cost of flagging at a cut and passing the rest. Raises `cost-invalid` where, over all rows, catching a positive
 * saves nothing or flagging a negative costs less than passing it: flagging everybody or nobody is then best whatever the score.
 */
export function costOfDecision(sums: CutSums, cells: ExactCells, weights: Weights): CutCost {
  const cost = costOfCells(sums, { positive: cells.tp, negative: cells.fp }, { positive: cells.fn, negative: cells.tn }, weights)
  const all = totals(sums)
  const saved = -(cost.tp * all.positives + cost.tpAmount * all.positiveAmount)
  const spent = cost.fp * all.negatives + cost.fpAmount * all.negativeAmount
  if (saved >= 0n && spent >= 0n && saved + spent > 0n) return cost
  const message =
    saved < 0n
      ? 'Catching a positive costs more than missing it.'
      : spent < 0n
        ? 'Flagging a negative costs less than passing it.'
        : 'Every threshold costs the same.'
  throw new ProblemError({ kind: 'cost-invalid', path: null, message, action: 'Check the four costs; a gain is a negative cost.' })
}

export interface Totals {
  readonly positives: bigint
  readonly negatives: bigint
  readonly positiveAmount: bigint
  readonly negativeAmount: bigint
}

export function totals({ cuts, amounts }: CutSums): Totals {
  return {
    positives: BigInt(cuts.positives),
    negatives: BigInt(cuts.negatives),
    positiveAmount: BigInt(amounts?.positives.at(-1) ?? 0),
    negativeAmount: BigInt(amounts?.negatives.at(-1) ?? 0),
  }
}

/** The exact cost of a cut. */
export function exactAt(cost: CutCost, { cuts, amounts }: CutSums, cut: number): bigint {
  const ofCounts = cost.constant + cost.tp * BigInt(countAt(cuts.tp, cut)) + cost.fp * BigInt(countAt(cuts.fp, cut))
  if (amounts === null) return ofCounts
  return ofCounts + cost.tpAmount * BigInt(amounts.positives[cut] ?? 0) + cost.fpAmount * BigInt(amounts.negatives[cut] ?? 0)
}

/** The cost of a cut without the constant, as a double that is right to a few 1e-16 of `sizeOf`. */
export function roughlyAt(cost: CutCost, { cuts, amounts }: CutSums): (cut: number) => number {
  const { tp, fp } = cuts
  const [perTp, perFp] = [Number(cost.tp), Number(cost.fp)]
  if (amounts === null) return (cut) => perTp * countAt(tp, cut) + perFp * countAt(fp, cut)
  const { positives, negatives } = amounts
  const [tpAmount, fpAmount] = [Number(cost.tpAmount), Number(cost.fpAmount)]
  return (cut) => perTp * countAt(tp, cut) + perFp * countAt(fp, cut) + tpAmount * scoreAt(positives, cut) + fpAmount * scoreAt(negatives, cut)
}

/** Roughly what no cut from one to another costs less than, likewise: counts and amounts only grow from cut to cut. */
export function roughlyAtLeast(cost: CutCost, { cuts, amounts }: CutSums): (from: number, to: number) => number {
  const { tp, fp } = cuts
  const [perTp, perFp] = [Number(cost.tp), Number(cost.fp)]
  const ofCounts = (from: number, to: number) => perTp * countAt(tp, perTp < 0 ? to : from) + perFp * countAt(fp, perFp < 0 ? to : from)
  if (amounts === null) return ofCounts
  const { positives, negatives } = amounts
  const [tpAmount, fpAmount] = [Number(cost.tpAmount), Number(cost.fpAmount)]
  return (from, to) => ofCounts(from, to) + tpAmount * scoreAt(positives, tpAmount < 0 ? to : from) + fpAmount * scoreAt(negatives, fpAmount < 0 ? to : from)
}

/** The greatest size of the terms that `roughlyAt` adds. */
export function sizeOf(cost: CutCost, sums: CutSums): number {
  const all = totals(sums)
  const size = (factor: bigint, count: bigint) => Math.abs(Number(factor)) * Number(count)
  return (
    size(cost.tp, all.positives) +
    size(cost.fp, all.negatives) +
    size(cost.tpAmount, all.positiveAmount) +
    size(cost.fpAmount, all.negativeAmount)
  )
}

/** An exact cost in the user's units. */
export function inUnits(exact: bigint, digits: number, weights: Weights): number {
  return quotient(exact, weights.of * 10n ** BigInt(digits))
}
