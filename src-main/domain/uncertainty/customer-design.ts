import type { AlignedRows } from '../threshold/aligned-rows.ts'
import { countAt, type CutTable } from '../threshold/cut-table.ts'
import type { ExactCosts } from '../threshold/exact-costs.ts'
import { Z_975 } from '../threshold/paired-test.ts'
import { sfc32, type Random } from '../threshold/random.ts'
import { rowCuts } from '../threshold/row-cuts.ts'
import type { ResamplingDesign } from './resampling-design.ts'

/** The rows of a table in the order of its cuts. */
interface OrderedRows {
  /** Customer of each row. */
  readonly customer: Int32Array
  /** What flagging the row adds to the cost: −FN for a positive, FP for a negative. */
  readonly change: Float64Array
  /** Rows that each cut flags. */
  readonly flagged: Uint32Array
  readonly customers: number
}

/**
 * Resamples of whole customers with all their rows, as many as there are (cluster bootstrap). The variance of a sum over
 * customers is Σ c² − (Σ c)²/G, with c the part of each of the G customers. `codes` holds −1 for a row without a customer, which
 * is one of its own.
 */
export function customerDesign(
  table: CutTable,
  costs: ExactCosts,
  rows: AlignedRows,
  { codes, count }: { readonly codes: Int32Array; readonly count: number },
): ResamplingDesign {
  const ordered = orderRows(table, costs, rows, codes, count)
  const { customer, change, flagged, customers } = ordered
  /** Cost of each customer where nobody is flagged. */
  const missedAll = new Float64Array(customers)
  for (let index = 0; index < change.length; index += 1) {
    if (countOf(change, index) < 0) add(missedAll, customer[index] ?? 0, -countOf(change, index))
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
      add(parts, customer[index] ?? 0, countOf(change, index))
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
        const part = old + step * countOf(change, index)
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
      const random = sfc32(seed)
      const times = new Uint32Array(customers)
      for (;;) {
        draw(random, times)
        let cost = 0
        for (let index = 0; index < customers; index += 1) cost += countAt(times, index) * (missedAll[index] ?? 0)
        yield leastAlong(ordered, times, cost)
      }
    },
    *costs(cuts, seed) {
      const random = sfc32(seed)
      const times = new Uint32Array(customers)
      const parts = cuts.map(costsOf)
      for (;;) {
        draw(random, times)
        yield Float64Array.from(parts, (part) => part.reduce((sum, each, index) => sum + each * countAt(times, index), 0))
      }
    },
  }
}

function orderRows(
  cuts: CutTable,
  costs: ExactCosts,
  rows: AlignedRows,
  codes: Int32Array,
  count: number,
): OrderedRows {
  const at = rowCuts(cuts, rows)
  const size = at.length
  const counts = Uint32Array.from(cuts.tp, (positive, cut) => positive + countAt(cuts.fp, cut))
  const next = counts.slice(0, -1)
  const result = { customer: new Int32Array(size), change: new Float64Array(size), flagged: counts }
  let customers = count
  for (let index = 0; index < size; index += 1) {
    const cut = countAt(at, index) - 1
    const place = countAt(next, cut)
    next[cut] = place + 1
    const code = codes[index] ?? -1
    result.customer[place] = code === -1 ? customers++ : code
    result.change[place] = rows.positive[index] === 1 ? -Number(costs.fn) : Number(costs.fp)
  }
  return { ...result, customers }
}

function countOf(values: Float64Array, index: number): number {
  return values[index] ?? 0
}

function add(parts: Float64Array, place: number, value: number): void {
  parts[place] = (parts[place] ?? 0) + value
}

/** How often each customer is drawn: as many draws as customers. */
function draw(random: Random, times: Uint32Array): void {
  times.fill(0)
  for (let ball = 0; ball < times.length; ball += 1) {
    const place = Math.floor(random() * times.length)
    times[place] = countAt(times, place) + 1
  }
}

/** The strictest cut of least cost where customer k counts `times[k]`; `cost` is that of flagging nobody. */
function leastAlong({ customer, change, flagged }: OrderedRows, times: Uint32Array, cost: number): { cut: number; cost: number } {
  let best = { cut: 0, cost }
  let here = cost
  let index = 0
  for (let cut = 1; cut < flagged.length; cut += 1) {
    for (const end = countAt(flagged, cut); index < end; index += 1) {
      here += (change[index] ?? 0) * (times[customer[index] ?? 0] ?? 0)
    }
    if (here < best.cost) best = { cut, cost: here }
  }
  return best
}
