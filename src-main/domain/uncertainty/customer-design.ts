import type { AlignedRows } from '../threshold/aligned-rows.ts'
import { countAt, type CutTable } from '../threshold/cut-table.ts'
import type { ExactCosts } from '../threshold/exact-costs.ts'
import { nothingBeside, type BesideCosts } from '../threshold/bootstrap.ts'
import { binomial } from '../threshold/binomial.ts'
import { sfc32, type Random } from '../threshold/random.ts'
import { leastOfCustomers } from './customer-optima.ts'
import { customerRows } from './customer-rows.ts'
import { drawnApart, type DesignDrawnApart } from './resampling-design.ts'
import { unitDraws } from './unit-draws.ts'
import { unitVariances } from './unit-variances.ts'

/**
 * Resamples of whole customers with all their rows, as many as there are (cluster bootstrap). The variance of a sum over
 * customers is Σ c² − (Σ c)²/G, with c the part of each of the G customers. `codes` holds −1 for a row without a customer, which
 * is one of its own.
 */
export function customerDesign(
  table: CutTable,
  costs: Pick<ExactCosts, 'fn' | 'fp'>,
  rows: AlignedRows,
  { codes, count }: { readonly codes: Int32Array; readonly count: number },
  beside: BesideCosts = nothingBeside,
): DesignDrawnApart {
  const fn = Number(costs.fn)
  const fp = Number(costs.fp)
  const ordered = customerRows(table, rows, codes, count)
  const { customer, flagged, customers } = ordered
  /** What flagging the row adds to the cost. */
  const change = (index: number) => (ordered.positive[index] === 1 ? -fn : fp)
  /** Cost of each customer where nobody is flagged. */
  const missedAll = new Float64Array(customers)
  for (let index = 0; index < customer.length; index += 1) {
    add(missedAll, customer[index] ?? 0, ordered.positive[index] === 1 ? fn + beside.positive : beside.negative)
  }

  const costsOf = (cut: number): Float64Array => {
    const parts = missedAll.slice()
    for (let index = 0; index < countAt(flagged, cut); index += 1) add(parts, customer[index] ?? 0, change(index))
    return parts
  }
  return drawnApart({
    units: customers,
    ...unitVariances({ flagged, unitOf: (index) => customer[index] ?? 0, change, missedAll, strata: [customers] }),
    *optima(seed) {
      const draw = unitDraws(seed, [customers])
      for (;;) yield leastOfCustomers(ordered, fn, fp, draw(), beside)
    },
    *costs(cuts, seed) {
      const random = sfc32(seed)
      const kinds = kindsOf(cuts.map(costsOf), customers)
      for (;;) yield drawKinds(random, kinds, customers, cuts.length)
    },
  })
}

/** Customers that cost the same at every cut asked for. */
interface Kind {
  readonly costs: readonly number[]
  readonly customers: number
}

function kindsOf(parts: readonly Float64Array[], customers: number): Kind[] {
  const kinds = new Map<string, { costs: number[]; customers: number }>()
  for (let customer = 0; customer < customers; customer += 1) {
    const costs = parts.map((part) => part[customer] ?? 0)
    const key = costs.join(' ')
    const found = kinds.get(key)
    if (found === undefined) kinds.set(key, { costs, customers: 1 })
    else found.customers += 1
  }
  return [...kinds.values()]
}

/** The costs of a resample: how many customers of each kind it holds is multinomial, drawn by conditional binomials. */
function drawKinds(random: Random, kinds: readonly Kind[], customers: number, cuts: number): Float64Array {
  const sums = new Float64Array(cuts)
  let draws = customers
  let left = customers
  for (const kind of kinds) {
    const drawn = binomial(random, draws, kind.customers / left)
    for (let index = 0; index < cuts; index += 1) sums[index] = (sums[index] ?? 0) + drawn * (kind.costs[index] ?? 0)
    draws -= drawn
    left -= kind.customers
  }
  return sums
}

function add(parts: Float64Array, place: number, value: number): void {
  parts[place] = (parts[place] ?? 0) + value
}
