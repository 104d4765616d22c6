import type { AlignedRows } from '../threshold/aligned-rows.ts'
import { countAt, type CutTable } from '../threshold/cut-table.ts'
import type { ExactCosts } from '../threshold/exact-costs.ts'
import { nothingBeside, type BesideCosts } from '../threshold/bootstrap.ts'
import { binomial } from '../threshold/binomial.ts'
import { Z_975 } from '../threshold/paired-test.ts'
import { sfc32, type Random } from '../threshold/random.ts'
import { customerDraws } from './customer-draws.ts'
import { leastOfCustomers } from './customer-optima.ts'
import { customerRows } from './customer-rows.ts'
import type { ResamplingDesign } from './resampling-design.ts'

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
): ResamplingDesign {
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

  function variance(parts: Float64Array): number {
    let sum = 0
    let squares = 0
    for (const part of parts) {
      sum += part
      squares += part * part
    }
    return squares - (sum * sum) / customers
  }
  /** Adds to each customer's part what flagging the rows of the cuts (from, to] changes. */
  function addRows(parts: Float64Array, from: number, to: number): void {
    for (let index = countAt(flagged, from); index < countAt(flagged, to); index += 1) {
      add(parts, customer[index] ?? 0, change(index))
    }
  }
  const costsOf = (cut: number): Float64Array => {
    const parts = missedAll.slice()
    addRows(parts, 0, cut)
    return parts
  }
  /** The last cut from `best` on in one direction that can't be told from it. */
  const farthest = (best: number, step: 1 | -1): number => {
    const parts = new Float64Array(customers)
    let sum = 0
    let squares = 0
    let found = best
    for (let cut = best + step; cut >= 0 && cut < flagged.length; cut += step) {
      const [from, to] = step === 1 ? [cut - 1, cut] : [cut, cut + 1]
      for (let index = countAt(flagged, from); index < countAt(flagged, to); index += 1) {
        const place = customer[index] ?? 0
        const old = parts[place] ?? 0
        const part = old + step * change(index)
        parts[place] = part
        sum += part - old
        squares += part * part - old * old
      }
      if (sum * sum <= Z_975 * Z_975 * (squares - (sum * sum) / customers)) found = cut
    }
    return found
  }
  return {
    units: customers,
    varianceOfCost: (cut) => variance(costsOf(cut)),
    varianceOfDifference: (cut, other) => {
      const parts = new Float64Array(customers)
      addRows(parts, Math.min(cut, other), Math.max(cut, other))
      return variance(parts)
    },
    indistinguishable: (best) => [farthest(best, -1), farthest(best, 1)],
    *optima(seed) {
      const draw = customerDraws(seed, customers)
      for (;;) yield leastOfCustomers(ordered, fn, fp, draw(), beside)
    },
    *costs(cuts, seed) {
      const random = sfc32(seed)
      const kinds = kindsOf(cuts.map(costsOf), customers)
      for (;;) yield drawKinds(random, kinds, customers, cuts.length)
    },
  }
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
