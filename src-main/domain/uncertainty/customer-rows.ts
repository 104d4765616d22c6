import type { AlignedRows } from '../threshold/aligned-rows.ts'
import { countAt, type CutTable } from '../threshold/cut-table.ts'
import { rowCuts } from '../threshold/row-cuts.ts'

/** The rows of a table in the order of its cuts, and again customer by customer. */
export interface CustomerRows {
  readonly customers: number
  /** Customer of each row, in the order of the cuts. */
  readonly customer: Int32Array
  /** 1 for a positive row, in the order of the cuts. */
  readonly positive: Uint8Array
  /** Rows that each cut flags. */
  readonly flagged: Uint32Array
  /** Ranges of cuts: range k holds the cuts (edges[k], edges[k + 1]]. */
  readonly edges: Uint32Array
  /** Customer of each row, customer by customer. */
  readonly inTurn: Int32Array
  /** Of each row, customer by customer: twice its range, and one more for a positive row. */
  readonly cells: Uint16Array
}

/** Ranges that the cuts are divided into: as many as counters fit a processor's nearest memory. It changes speed only. */
const RANGES = 1024

/** Orders rows by cut and by customer. `codes` holds −1 for a row without a customer, which is one of its own. */
export function customerRows(table: CutTable, rows: AlignedRows, codes: Int32Array, count: number, ranges = RANGES): CustomerRows {
  const at = rowCuts(table, rows)
  const size = at.length
  const flagged = Uint32Array.from(table.tp, (positives, cut) => positives + countAt(table.fp, cut))
  const next = flagged.slice(0, -1)
  const customer = new Int32Array(size)
  const positive = new Uint8Array(size)
  const ofRow = new Int32Array(size)
  let customers = count
  for (let index = 0; index < size; index += 1) {
    const cut = countAt(at, index) - 1
    const place = countAt(next, cut)
    next[cut] = place + 1
    const code = codes[index] ?? -1
    const own = code === -1 ? customers++ : code
    ofRow[index] = own
    customer[place] = own
    positive[place] = rows.positive[index] ?? 0
  }
  const edges = rangeEdges(flagged, ranges)
  const inTurn = ofRow.slice().sort()
  const places = firstPlaces(ofRow, customers)
  const cells = new Uint16Array(size)
  const rangeOf = rangesOfCuts(edges)
  for (let index = 0; index < size; index += 1) {
    const own = ofRow[index] ?? 0
    const place = countAt(places, own)
    places[own] = place + 1
    cells[place] = 2 * countAt(rangeOf, countAt(at, index)) + (rows.positive[index] ?? 0)
  }
  return { customers, customer, positive, flagged, edges, inTurn, cells }
}

/** Where the rows of each customer begin, customer by customer. */
function firstPlaces(ofRow: Int32Array, customers: number): Uint32Array {
  const starts = new Uint32Array(customers + 1)
  for (const own of ofRow) starts[own + 1] = countAt(starts, own + 1) + 1
  for (let own = 1; own <= customers; own += 1) starts[own] = countAt(starts, own) + countAt(starts, own - 1)
  return starts
}

/** Edges so that every range flags about equally many rows beyond the one before; each holds one cut at least. */
function rangeEdges(flagged: Uint32Array, ranges: number): Uint32Array {
  const last = flagged.length - 1
  const rows = countAt(flagged, last)
  const edges = [0]
  for (let cut = 1; cut <= last; cut += 1) {
    if (cut === last || countAt(flagged, cut) * ranges >= rows * edges.length) edges.push(cut)
  }
  return Uint32Array.from(edges)
}

/** The range of each cut. */
function rangesOfCuts(edges: Uint32Array): Uint32Array {
  const result = new Uint32Array(countAt(edges, edges.length - 1) + 1)
  for (let range = 0; range + 1 < edges.length; range += 1) result.fill(range, countAt(edges, range) + 1, countAt(edges, range + 1) + 1)
  return result
}
