import { amountTable } from '../choices/amount-table.ts'
import { cheapestCut } from '../choices/cheapest-cut.ts'
import { exactAt } from '../choices/cut-cost.ts'
import type { CutTable } from '../threshold/cut-table.ts'
import { costOfCut } from '../threshold/exact-costs.ts'
import { leastCost } from '../threshold/least-cost.ts'
import { amountCosts } from './amount-costs.ts'
import { amountDesign } from './amount-design.ts'
import { amountRows } from './amount-rows.ts'
import { countedDesign } from './counted-design.ts'
import { customerDesign } from './customer-design.ts'
import { decidingCosts } from './deciding-costs.ts'
import type { ResamplingDesign } from './resampling-design.ts'
import type { UncertaintyInput } from './uncertainty.ts'

/** A table under the costs that decide, and how it is drawn anew. */
export interface JudgedTable {
  readonly cuts: CutTable
  /** The strictest cut of least cost. */
  readonly best: number
  /** The cost of a cut, exact and scaled as in `design`; in the user's units, and of a double. */
  readonly costOf: (cut: number) => bigint
  readonly money: (exact: bigint) => number
  readonly moneyOf: (value: number) => number
  readonly design: ResamplingDesign
  /** Of costs by amount: rows that were left out, and the decimal places that amounts were rounded to, null where they were not. */
  readonly amounts: { readonly without: number; readonly roundedTo: number | null } | null
}

/** Raises `cost-invalid` for costs that can't be used, and `usage` for a prevalence of 0 or 1 or amounts that can't be summed. */
export function judgedTable(input: UncertaintyInput): JudgedTable {
  return input.amounts === null ? judgedByCase(input) : judgedByAmount(input, input.amounts)
}

function judgedByCase(input: UncertaintyInput): JudgedTable {
  const { cuts, resampling } = input
  const { net, positive, negative, money, moneyOf } = decidingCosts(cuts, input)
  const costs = { ...net, digits: 0 }
  const beside = { positive: Number(positive), negative: Number(negative) }
  const ofAll = positive * BigInt(cuts.positives) + negative * BigInt(cuts.negatives)
  return {
    cuts,
    best: leastCost(cuts, costs).cut,
    costOf: (cut) => costOfCut(cuts, costs, cut) + ofAll,
    money,
    moneyOf,
    design: resampling.kind === 'customers' ? byCustomer() : countedDesign(cuts, net, resampling.kind === 'stratified', beside, input.hulls ?? null),
    amounts: null,
  }
  function byCustomer(): ResamplingDesign {
    const { rows, ...customers } = customersOf(input)
    return customerDesign(cuts, net, rows, customers, beside)
  }
}

function judgedByAmount(input: UncertaintyInput, { name, rows, values }: NonNullable<UncertaintyInput['amounts']>): JudgedTable {
  const { resampling, costs, prevalence } = input
  const table = amountTable(rows, values, input.cuts.orientation, name)
  const cell = (perCase: string) => ({ perCase, perAmount: '0' })
  const found = amountCosts(table, input.payoffs ?? { fn: cell(costs.fn), fp: cell(costs.fp), tp: cell('0'), tn: cell('0') }, prevalence)
  const { sums, cost, money, moneyOf } = found
  const drawn = resampling.kind === 'customers' ? { kind: resampling.kind, codes: customersOf(input).codes } : { kind: resampling.kind }
  return {
    cuts: table.cuts,
    best: cheapestCut(cost, sums, 0, table.cuts.scores.length) ?? 0,
    costOf: (cut) => exactAt(cost, sums, cut),
    money,
    moneyOf,
    design: amountDesign(amountRows(table, rows, values, found, drawn)),
    amounts: { without: table.withoutAmount, roundedTo: table.rounded ? table.amounts.digits : null },
  }
}

function customersOf({ customers }: UncertaintyInput): NonNullable<UncertaintyInput['customers']> {
  if (customers === null) throw new RangeError('customers are drawn from rows with customers')
  return customers
}
