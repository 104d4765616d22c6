import { withAmount, type AmountTable } from '../choices/amount-table.ts'
import type { AlignedRows } from '../threshold/aligned-rows.ts'
import { countAt } from '../threshold/cut-table.ts'
import { rowCuts } from '../threshold/row-cuts.ts'
import type { AmountCosts, RowPrice } from './amount-costs.ts'

/** What is drawn anew of rows with amounts: single rows, those of each class apart, or whole customers (−1 is one of its own). */
export type DrawnUnits = { readonly kind: 'rows' } | { readonly kind: 'stratified' } | { readonly kind: 'customers'; readonly codes: Int32Array }

/** The rows that have an amount, in the order of the cuts, with what each of them costs. */
export interface AmountRows {
  /** Rows that each cut flags. */
  readonly flagged: Uint32Array
  /** The unit of each row that is drawn. */
  readonly unit: Int32Array
  /** How many units each stratum has; they are numbered stratum by stratum. */
  readonly strata: readonly number[]
  /** What each row costs where it is passed, scaled, and what flagging it adds. */
  readonly passed: Float64Array
  readonly change: Float64Array
}

/** Orders the rows of `table` that have an amount. `amounts` and the codes of customers stand beside `rows`, one for each. */
export function amountRows(table: AmountTable, rows: AlignedRows, amounts: Float64Array, costs: Pick<AmountCosts, 'positive' | 'negative'>, drawn: DrawnUnits): AmountRows {
  const { kept, values } = withAmount(rows, amounts)
  const { cuts } = table
  const at = rowCuts(cuts, kept)
  const flagged = Uint32Array.from(cuts.tp, (positives, cut) => positives + countAt(cuts.fp, cut))
  const next = flagged.slice(0, -1)
  const size = at.length
  const unit = new Int32Array(size)
  const passed = new Float64Array(size)
  const change = new Float64Array(size)
  const { unitOf, strata } = numbered(drawn, kept.positive, amounts, cuts)
  const scale = 10 ** table.amounts.digits
  for (let index = 0; index < size; index += 1) {
    const cut = countAt(at, index) - 1
    const place = countAt(next, cut)
    next[cut] = place + 1
    const prices = kept.positive[index] === 1 ? costs.positive : costs.negative
    const amount = Math.round((values[index] ?? 0) * scale)
    const whenPassed = priceOf(prices.passed, amount)
    unit[place] = unitOf(index)
    passed[place] = whenPassed
    change[place] = priceOf(prices.flagged, amount) - whenPassed
  }
  return { flagged, unit, strata: strata(), passed, change }
}

function priceOf({ perCase, perAmount }: RowPrice, amount: number): number {
  return perCase + perAmount * amount
}

interface Numbering {
  /** The unit of a kept row; rows are asked for in their order. */
  readonly unitOf: (index: number) => number
  /** The sizes of the strata, once every row was asked for. */
  readonly strata: () => readonly number[]
}

function numbered(drawn: DrawnUnits, positive: Uint8Array, amounts: Float64Array, { positives, negatives }: { readonly positives: number; readonly negatives: number }): Numbering {
  if (drawn.kind === 'rows') return { unitOf: (index) => index, strata: () => [positives + negatives] }
  if (drawn.kind === 'stratified') {
    let [positiveUnits, negativeUnits] = [0, positives]
    return { unitOf: (index) => (positive[index] === 1 ? positiveUnits++ : negativeUnits++), strata: () => [positives, negatives] }
  }
  // A customer none of whose rows has an amount isn't drawn.
  const codes = drawn.codes.filter((_, index) => (amounts[index] ?? NaN) >= 0)
  const known = new Map<number, number>()
  let units = 0
  return {
    unitOf: (index) => {
      const code = codes[index] ?? -1
      const found = known.get(code)
      if (found !== undefined) return found
      const own = units++
      if (code !== -1) known.set(code, own)
      return own
    },
    strata: () => [units],
  }
}
