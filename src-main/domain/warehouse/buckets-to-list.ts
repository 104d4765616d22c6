import type { WarehouseQuestion, WarehouseRows } from '../../contract/warehouse.ts'
import { cutsInDoubt } from '../large/doubts.ts'
import { rowsOfCut } from '../large/score-groups.ts'
import { cutAt, scoreAt, type CutTable } from '../threshold/cut-table.ts'
import { recordedInterval, recordedValue } from '../threshold/recorded-interval.ts'
import { bucketOf } from './bucket-query.ts'
import type { BucketRange } from './bucket-query.ts'

/** Buckets beside each doubtful one: the optimum isn't known exactly yet, and what depends on it moves with it. */
const MARGIN = 2

/**
 * The buckets whose scores must be listed to answer a question exactly, given the counts of a query before; those that
 * it listed stay listed. A bucket is listed where it can hold the optimum, an end of what can't be told from it, or a
 * recorded threshold and what rounds to it. Raises what `recommend` raises, and `usage` for a recorded value that is
 * no decimal.
 */
export function bucketsToList(counts: CutTable, rows: Pick<WarehouseRows, 'range'>, { costs, grids, recorded }: WarehouseQuestion): { listed: BucketRange[]; mostLines: number } {
  const intervals = recorded.map(recordedInterval)
  const at = [0.5, ...recorded.map(recordedValue), ...intervals.flat()]
  const cuts = new Set(cutsInDoubt(counts, { costs, grids: [...grids, '0.01'], at, view: true }))
  for (const [low, high] of intervals) {
    const [from, to] = [cutAt(counts, low), cutAt(counts, high)].sort((a, b) => a - b)
    for (let cut = Math.max(1, from ?? 0); cut <= Math.min(counts.scores.length, (to ?? 0) + 1); cut += 1) cuts.add(cut)
  }
  const wanted = new Set<number>()
  const last = counts.scores.length
  for (const cut of cuts) {
    for (let near = Math.max(1, cut - MARGIN); near <= Math.min(last, cut + MARGIN); near += 1) addBuckets(wanted, counts, rows, near)
  }
  const buckets = new Map<number, { lines: number; open: boolean; rows: number }>()
  for (let cut = 1; cut <= last; cut += 1) {
    const bucket = bucketOf(rows, scoreAt(counts.scores, cut - 1))
    const before = buckets.get(bucket) ?? { lines: 0, open: false, rows: 0 }
    buckets.set(bucket, { lines: before.lines + 1, open: before.open || !isClosed(counts, cut), rows: before.rows + rowsOfCut(counts, cut) })
  }
  let mostLines = 0
  for (const [bucket, { lines, open, rows: held }] of buckets) {
    // Several lines: a query before listed it.
    if (lines > 1) wanted.add(bucket)
    mostLines += open && wanted.has(bucket) ? held : lines
  }
  return { listed: rangesOf([...buckets].sort(([a], [b]) => a - b), wanted), mostLines }
}

function isClosed({ heads, scores }: CutTable, cut: number): boolean {
  return heads === undefined || heads[cut - 1] === scores[cut - 1]
}

/** All buckets between those of a group's ends: one, unless the warehouse rounded otherwise. */
function addBuckets(wanted: Set<number>, { heads, scores }: CutTable, rows: Pick<WarehouseRows, 'range'>, cut: number): void {
  const ends = [bucketOf(rows, scoreAt(heads ?? scores, cut - 1)), bucketOf(rows, scoreAt(scores, cut - 1))]
  for (let bucket = Math.min(...ends); bucket <= Math.max(...ends); bucket += 1) wanted.add(bucket)
}

/** Ranges that hold the wanted buckets, and beside them only buckets of one score, which are listed as they are. */
function rangesOf(buckets: readonly (readonly [number, { readonly open: boolean }])[], wanted: ReadonlySet<number>): BucketRange[] {
  const ranges: { first: number; last: number }[] = []
  let unbroken = false
  for (const [bucket, { open }] of buckets) {
    const range = ranges.at(-1)
    if (!wanted.has(bucket)) unbroken &&= !open
    else if (range !== undefined && unbroken) range.last = bucket
    else {
      ranges.push({ first: bucket, last: bucket })
      unbroken = true
    }
  }
  return ranges
}
