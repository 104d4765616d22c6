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

/**
 * Orders the rows of `table` that have an amount: by cut, class and amount, so that neither their order in the file nor that of a
 * reader changes what a seed draws. `amounts` and the codes of customers stand beside `rows`, one for each.
 */
export function amountRows(table: AmountTable, rows: AlignedRows, amounts: Float64Array, costs: Pick<AmountCosts, 'positive' | 'negative'>, drawn: DrawnUnits): AmountRows {
  const { kept, values } = withAmount(rows, amounts)
  const { positive } = kept
  const flagged = Uint32Array.from(table.cuts.tp, (positives, cut) => positives + countAt(table.cuts.fp, cut))
  const order = ordered(flagged, rowCuts(table.cuts, kept), positive, values)
  const passed = new Float64Array(order.length)
  const change = new Float64Array(order.length)
  const scale = 10 ** table.amounts.digits
  for (const [place, index] of order.entries()) {
    const prices = positive[index] === 1 ? costs.positive : costs.negative
    const amount = Math.round((values[index] ?? 0) * scale)
    const whenPassed = priceOf(prices.passed, amount)
    passed[place] = whenPassed
    change[place] = priceOf(prices.flagged, amount) - whenPassed
  }
  return { flagged, passed, change, ...unitsOf(drawn, order, positive, amounts) }
}

function priceOf({ perCase, perAmount }: RowPrice, amount: number): number {
  return perCase + perAmount * amount
}

/** The index of each kept row in the order of the cuts. */
function ordered(flagged: Uint32Array, cuts: Uint32Array, positive: Uint8Array, amounts: Float64Array): Uint32Array {
  const next = flagged.slice(0, -1)
  const order = new Uint32Array(cuts.length)
  for (const [index, cut] of cuts.entries()) {
    const place = countAt(next, cut - 1)
    next[cut - 1] = place + 1
    order[place] = index
  }
  const before = (one: number, other: number) => (positive[one] ?? 0) - (positive[other] ?? 0) || (amounts[one] ?? 0) - (amounts[other] ?? 0)
  for (let cut = 1; cut < flagged.length; cut += 1) {
    const [from, to] = [countAt(flagged, cut - 1), countAt(flagged, cut)]
    if (to - from > 1) order.subarray(from, to).sort(before)
  }
  return order
}

function unitsOf(drawn: DrawnUnits, order: Uint32Array, positive: Uint8Array, amounts: Float64Array): Pick<AmountRows, 'unit' | 'strata'> {
  const rows = order.length
  if (drawn.kind === 'rows') return { unit: Int32Array.from(order, (_, place) => place), strata: [rows] }
  if (drawn.kind === 'stratified') {
    const positives = positive.reduce((sum, each) => sum + each, 0)
    let [positiveUnits, negativeUnits] = [0, positives]
    return { unit: Int32Array.from(order, (index) => (positive[index] === 1 ? positiveUnits++ : negativeUnits++)), strata: [positives, rows - positives] }
  }
  const codes = drawn.codes.filter((_, index) => (amounts[index] ?? NaN) >= 0)
  // A customer none of whose rows has an amount isn't drawn.
  const present = new Map([...new Set(codes.filter((code) => code !== -1).sort())].map((code, own) => [code, own]))
  let units = present.size
  const unit = Int32Array.from(order, (index) => present.get(codes[index] ?? -1) ?? units++)
  return { unit, strata: [units] }
}
