import type { ColumnRequest } from '../contract/extra-columns.ts'
import { columnOf, type AlignedRows } from '../domain/threshold/aligned-rows.ts'
import { placesOf, segmentRows, type SegmentRows } from '../domain/statistics/segment-rows.ts'
import type { PreparedTable } from './analysis-tables.ts'
import { keepLatest } from '../domain/keep-latest.ts'

/** Of a table those that were asked for last, about two bytes a row each. */
const mostKept = 16

const kept = new WeakMap<PreparedTable, Map<string, SegmentRows>>()

/** A segment column of a table in memory, by score; null where it wasn't read, or others were since. */
export function keptSegment(table: PreparedTable, name: string): SegmentRows | null {
  const columns = kept.get(table)
  const found = columns?.get(name)
  if (columns === undefined || found === undefined) return null
  columns.delete(name)
  columns.set(name, found)
  return found
}

/** The same for several columns, those that aren't kept read in one go, and kept for as long as the table is. */
export async function segmentsByName(table: PreparedTable, names: readonly string[], read: (...requests: readonly ColumnRequest[]) => Promise<AlignedRows>): Promise<SegmentRows[]> {
  const before = new Map(names.map((name) => [name, keptSegment(table, name)]))
  const requests = [...before].flatMap(([name, found]) => (found === null ? [{ name, use: 'segment' } as const] : []))
  if (requests.length > 0) {
    const rows = await read(...requests)
    const places = placesOf(rows, table.cuts)
    for (const request of requests) {
      const found = segmentRows(rows, columnOf(rows, request), table.cuts, places)
      keep(table, request.name, found)
      before.set(request.name, found)
    }
  }
  return names.flatMap((name) => before.get(name) ?? [])
}

function keep(table: PreparedTable, name: string, found: SegmentRows): void {
  const columns = kept.get(table) ?? new Map<string, SegmentRows>()
  kept.set(table, columns)
  keepLatest(columns, name, found, mostKept)
}
