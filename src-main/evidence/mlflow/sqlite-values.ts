import { setImmediate } from 'node:timers/promises'
import type { Problem } from '../../contract/problem.ts'
import { throwIfStopped } from '../folder/folder-problem.ts'
import type { SqliteDatabase, SqliteRow, SqliteValue } from './sqlite-database.ts'

export type Row = Readonly<Partial<Record<string, SqliteValue>>>

/** Rows of a table; those only whose `column` is one of `values` where these are given. */
export interface Wanted {
  readonly column: string
  readonly values: readonly string[]
}

/** Reads those of the wanted columns that the table has, and turns each row into what is kept of it. */
export type ReadTable = <Kept = Row>(
  name: string,
  columns: readonly string[],
  options?: { readonly where?: Wanted | null; readonly keep?: (row: Row) => Kept },
) => Promise<Kept[]>

/** SQLite reads on the engine's own thread, so that it must let others go on now and then. */
const rowsAtOnce = 10_000

/**
 * Reads tables of a database of any version: a table or column that a version doesn't have is empty. A damaged page
 * ends a table early, which becomes one of the `problems`.
 */
export function tableReader(
  database: SqliteDatabase,
  tables: readonly string[],
  path: string,
  problems: Problem[],
  signal: AbortSignal | undefined,
): ReadTable {
  return async <Kept = Row>(
    name: string,
    wanted: readonly string[],
    { where = null, keep }: { readonly where?: Wanted | null; readonly keep?: (row: Row) => Kept } = {},
  ) => {
    const rows: Kept[] = []
    if (!tables.includes(name)) return rows
    try {
      const present = database.columns(name)
      const columns = wanted.filter((column) => present.includes(column))
      if (columns.length === 0 || (where !== null && !present.includes(where.column))) return rows
      for (const row of select(name, columns, where)) {
        rows.push(keep === undefined ? (row as Kept) : keep(row))
        if (rows.length % rowsAtOnce !== 0) continue
        await setImmediate()
        throwIfStopped(signal)
      }
    } catch (error) {
      throwIfStopped(signal)
      problems.push({
        kind: 'store-partly-unreadable',
        path,
        message: `Table ${name} ends after ${rows.length} rows: ${reason(error)}.`,
        action: 'Copy the database again from its source; what was read is used.',
      })
    }
    return rows
  }

  function select(name: string, columns: readonly string[], where: Wanted | null): Iterable<SqliteRow> {
    return where === null ? database.rows(name, columns) : database.rowsWhere(name, columns, where.column, where.values)
  }
}

export function text(value: SqliteValue | undefined): string | null {
  if (value === undefined || value === null) return null
  return value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : String(value)
}

export function key(value: SqliteValue | undefined): string {
  return text(value) ?? ''
}

export function integer(value: SqliteValue | undefined): number | null {
  if (value === undefined || value === null || value instanceof Uint8Array) return null
  const number = Number(value)
  return Number.isFinite(number) ? Math.trunc(number) : null
}

export function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
