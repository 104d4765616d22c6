import type { AlignedColumn } from '../threshold/aligned-rows.ts'
import { entry } from '../threshold/cut-table.ts'

/** The group of each row of a table, by index into `names`. */
export interface Groups {
  readonly names: readonly string[]
  readonly of: Int32Array
}

const BANDS = 5
/** How rows without a value are called. */
export const missing = '(missing)'

/**
 * The groups of a segment column: its texts, or numbers banded in fifths of about equally many rows where equal numbers
 * are never parted. Rows without a value are a group of their own.
 */
export function groupsOf(column: AlignedColumn): Groups {
  const { names, of } = column.kind === 'category' ? { names: [...column.names], of: column.codes } : banded(column.values)
  if (!of.includes(-1)) return { names, of }
  return { names: [...names, missing], of: of.map((code) => (code === -1 ? names.length : code)) }
}

/** The ranks, from 0 on, of the highest value of each band among so many sorted values; some may be of equal values. */
export function bandRanks(count: number): number[] {
  return Array.from({ length: BANDS }, (_, k) => Math.ceil((count * (k + 1)) / BANDS) - 1)
}

/** How a band is called. */
export function bandName(low: number, high: number): string {
  return low === high ? String(high) : `${low} to ${high}`
}

function banded(values: Float64Array): { names: string[]; of: Int32Array } {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort()
  const uppers = [...new Set(bandRanks(sorted.length).map((rank) => sorted[rank] ?? NaN))]
  const lowers = uppers.map((_, band) => (band === 0 ? (sorted[0] ?? NaN) : nextAbove(sorted, entry(uppers, band - 1))))
  const names = uppers.map((upper, band) => bandName(entry(lowers, band), upper))
  const of = Int32Array.from(values, (value) => (Number.isNaN(value) ? -1 : uppers.findIndex((upper) => value <= upper)))
  return { names, of }
}

/** The lowest of the sorted values that lies above `bound`. */
function nextAbove(sorted: Float64Array, bound: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] ?? Infinity) > bound) high = middle
    else low = middle + 1
  }
  return sorted[low] ?? NaN
}
