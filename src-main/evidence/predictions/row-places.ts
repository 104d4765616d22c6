import type { RowPlace } from '../../contract/reading.ts'
import { linesOfRows } from './lines-of-rows.ts'
import { countOf, textAt } from './table-session.ts'
import type { TableSession } from './table-session.ts'
import type { TableSource } from './table-source.ts'
import { unpackedBytes } from './text-encoding.ts'

/** The rows of each file by its own metadata, in the order of the files; null for text. */
export async function rowsOfFiles(session: TableSession, source: TableSource): Promise<number[] | null> {
  if (source.format !== 'parquet') return null
  const rows = await session.rows('select file_name, num_rows from parquet_file_metadata($1)', [source.parameter])
  const counts = new Map(rows.map((row) => [textAt(row, 'file_name'), countOf(row['num_rows'])]))
  return source.readable.map((file) => counts.get(file) ?? 0)
}

/**
 * Where the rows of these indexes (from 0, in the order in which the files are read) stand: the line in a text, the row
 * in Parquet. A text is read again up to the last of them.
 */
export async function rowPlaces(
  source: TableSource,
  fileRows: readonly number[] | null,
  indexes: readonly number[],
  signal: AbortSignal | undefined,
): Promise<Map<number, RowPlace>> {
  const places = new Map<number, RowPlace>()
  let waiting = indexes.toSorted((a, b) => a - b)
  let before = 0
  for (const [position, file] of source.readable.entries()) {
    if (waiting.length === 0) break
    const name = source.files.length > 1 ? (source.names[position] ?? null) : null
    const start = before
    if (fileRows === null) {
      const { lines, rows } = await linesOfRows(unpackedBytes(file, signal), waiting.map((index) => index - start), source.header)
      for (const [row, number] of lines) places.set(start + row, { file: name, number })
      before += rows
    } else {
      before += fileRows[position] ?? 0
      for (const index of waiting) if (index < before) places.set(index, { file: name, number: index - start + 1 })
    }
    waiting = waiting.filter((index) => !places.has(index))
  }
  return places
}
