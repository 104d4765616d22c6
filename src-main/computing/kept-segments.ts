import { columnOf, type AlignedRows } from '../domain/threshold/aligned-rows.ts'
import { segmentRows, type SegmentRows } from '../domain/statistics/segment-rows.ts'
import type { PreparedTable } from './analysis-tables.ts'

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

/** The same, read where it isn't kept, and kept for as long as the table is. */
export async function segmentOf(table: PreparedTable, name: string, read: (request: { name: string; use: 'segment' }) => Promise<AlignedRows>): Promise<SegmentRows> {
  const before = keptSegment(table, name)
  if (before !== null) return before
  const request = { name, use: 'segment' } as const
  const rows = await read(request)
  const found = segmentRows(rows, columnOf(rows, request), table.cuts)
  const columns = kept.get(table) ?? new Map<string, SegmentRows>()
  kept.set(table, columns.set(name, found))
  for (const oldest of [...columns.keys()].slice(0, Math.max(0, columns.size - mostKept))) columns.delete(oldest)
  return found
}
