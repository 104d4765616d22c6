import { DuckDBInstance } from '@duckdb/node-api'
import type { DuckDBConnection } from '@duckdb/node-api'
import { ProblemError } from '../../contract/problem.ts'
import { throwIfStopped } from '../folder/folder-problem.ts'
import { quotedName, relation } from './match-tables.ts'

/** A table of one file. */
export interface RowTable {
  /** Relative to the folder. */
  readonly path: string
  readonly absolute: string
}

export interface RowKeys {
  readonly column: string
  readonly distinct: number
  readonly missing: number
}

/** First and last day of a column. */
export interface RowDates {
  readonly column: string
  readonly from: string
  readonly to: string
}

/** Which rows choose and which judge, by the text of a column or from a day on. */
export type RowSides =
  | { readonly kind: 'parts'; readonly column: string; readonly choose: readonly string[]; readonly judge: readonly string[] }
  | { readonly kind: 'date'; readonly column: string; readonly from: string }

/** How the rows of other tables stand to those of the first. */
export type RowAgreement =
  | { readonly kind: 'matched'; readonly rows: number; readonly unmatched: number; readonly differentLabels: number; readonly matchedBy: string }
  | { readonly kind: 'unmatched'; readonly why: string }

interface Options {
  readonly signal?: AbortSignal
}

const mostRows = 5_000_000

/**
 * Counts the different values of the column that names a row.
 *
 * @throws ProblemError `column-missing` for a column that the table doesn't have, `file-unreadable`, `stopped`
 */
export async function readRowKeys(table: RowTable, key: string, options: Options = {}): Promise<RowKeys> {
  return withTables([table], options, async (connection) => {
    const value = keyText(key)
    const [row = []] = await rowsOf(connection, `SELECT count(DISTINCT ${value}), count(*) FILTER (${value} IS NULL) FROM ${relation(table.absolute)}`)
    return { column: key, distinct: Number(row[0]), missing: Number(row[1]) }
  })
}

/** The first and the last day of each column; a column without a date is left out. Rejects as `readRowKeys` does. */
export async function readRowDates(table: RowTable, columns: readonly string[], options: Options = {}): Promise<RowDates[]> {
  return withTables([table], options, async (connection) => {
    const found: RowDates[] = []
    for (const column of columns) {
      throwIfStopped(options.signal)
      const [[from = null, to = null] = []] = await rowsOf(connection, `SELECT ${dayText(`min(${dateOf(column)})`)}, ${dayText(`max(${dateOf(column)})`)} FROM ${relation(table.absolute)}`)
      if (typeof from === 'string' && typeof to === 'string') found.push({ column, from, to })
    }
    return found
  })
}

/** The days of the choosing and of the judging rows by a date column; null where either side has none. Rejects as `readRowKeys` does. */
export async function readSideDates(
  table: RowTable,
  dates: string,
  sides: RowSides,
  options: Options = {},
): Promise<{ chosenTo: string; judgedFrom: string; judgedTo: string } | null> {
  return withTables([table], options, async (connection) => {
    const day = dateOf(dates)
    const [chooses, judges] = conditions(sides)
    const [[chosenTo = null, judgedFrom = null, judgedTo = null] = []] = await rowsOf(
      connection,
      `SELECT ${dayText(`max(${day}) FILTER (${chooses})`)}, ${dayText(`min(${day}) FILTER (${judges})`)}, ${dayText(`max(${day}) FILTER (${judges})`)} FROM ${relation(table.absolute)}`,
    )
    return typeof chosenTo === 'string' && typeof judgedFrom === 'string' && typeof judgedTo === 'string' ? { chosenTo, judgedFrom, judgedTo } : null
  })
}

/** How many rows of a table are named in another one too, by a column that both have. Rejects as `readRowKeys` does. */
export async function readKeyOverlap(table: RowTable, other: RowTable, key: string, options: Options = {}): Promise<{ rows: number; overlap: number }> {
  return withTables([table, other], options, async (connection) => {
    const value = keyText(key)
    const [[rows = 0, overlap = 0] = []] = await rowsOf(
      connection,
      `WITH others AS (SELECT DISTINCT ${value} AS k FROM ${relation(other.absolute)} WHERE ${value} IS NOT NULL)
       SELECT count(*), count(others.k) FROM (SELECT ${value} AS k FROM ${relation(table.absolute)}) AS own LEFT JOIN others ON others.k = own.k`,
    )
    return { rows: Number(rows), overlap: Number(overlap) }
  })
}

/**
 * Whether tables hold the same rows with the same labels: by the column that names a row, else by their order where every label
 * agrees. A table that can't be read is told as unmatched.
 */
export async function agreeOnRows(tables: readonly (RowTable & { readonly label: string })[], key: string | null, options: Options = {}): Promise<RowAgreement> {
  try {
    return await withTables(tables, options, async (connection) => {
      for (const [index, table] of tables.entries()) {
        throwIfStopped(options.signal)
        const k = key === null ? 'CAST(row_number() OVER () AS VARCHAR)' : keyText(key)
        await connection.run(`CREATE TABLE t${index} AS SELECT ${k} AS k, ${labelText(table.label)} AS label FROM ${relation(table.absolute)} LIMIT ${mostRows + 1}`)
      }
      const counts = await Promise.all(tables.map(async (_, index) => (await rowsOf(connection, `SELECT count(*), count(DISTINCT k) FROM t${index}`))[0]?.map(Number) ?? []))
      if (counts.some(([rows = 0]) => rows > mostRows)) return { kind: 'unmatched', why: `a table has more than ${mostRows.toLocaleString('en-US')} rows` }
      if (key !== null && counts.some(([rows, distinct]) => rows !== distinct)) return { kind: 'unmatched', why: `column ${key} does not name each row once` }
      const joins = tables.slice(1).map((_, index) => `FULL JOIN t${index + 1} ON t${index + 1}.k = t0.k`).join(' ')
      const inAll = tables.map((_, index) => `t${index}.k IS NOT NULL`).join(' AND ')
      const differs = tables.slice(1).map((_, index) => `t${index + 1}.label IS DISTINCT FROM t0.label`).join(' OR ')
      const [[rows = 0, differing = 0] = []] = await rowsOf(connection, `SELECT count(*) FILTER (${inAll}), count(*) FILTER (${inAll} AND (${differs})) FROM t0 ${joins}`)
      const [matched, differentLabels] = [Number(rows), Number(differing)]
      if (key === null && (differentLabels > 0 || counts.some(([count]) => count !== matched))) {
        return { kind: 'unmatched', why: 'no column names the rows, and their labels in order do not tell that they are the same' }
      }
      const unmatched = Math.max(...counts.map(([count = 0]) => count)) - matched
      return { kind: 'matched', rows: matched, unmatched, differentLabels, matchedBy: key === null ? 'their order, with the same label in each row' : `column ${key}` }
    })
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problem.kind === 'stopped') throw error
    return { kind: 'unmatched', why: error.problem.message.replace(/\.$/, '') }
  }
}

async function withTables<Result>(tables: readonly RowTable[], { signal }: Options, work: (connection: DuckDBConnection) => Promise<Result>): Promise<Result> {
  throwIfStopped(signal)
  const instance = await DuckDBInstance.create(':memory:', {
    threads: '2',
    memory_limit: '1GB',
    temp_directory: '',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
  })
  const connection = await instance.connect()
  const interrupt = () => {
    connection.interrupt()
  }
  signal?.addEventListener('abort', interrupt, { once: true })
  try {
    return await work(connection)
  } catch (error) {
    throwIfStopped(signal)
    if (error instanceof ProblemError) throw error
    const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
    const missing = /Referenced column "([^"]*)" not found/.exec(message)?.[1]
    const path = tables.map((table) => table.path).join(', ')
    throw missing === undefined
      ? new ProblemError({ kind: 'file-unreadable', path, message: `The rows can't be read: ${message}.`, action: 'Check the file.' }, { cause: error })
      : new ProblemError({ kind: 'column-missing', path, message: `There is no column ${missing}.`, action: 'Name a column of the table.' }, { cause: error })
  } finally {
    signal?.removeEventListener('abort', interrupt)
    connection.closeSync()
    instance.closeSync()
  }
}

async function rowsOf(connection: DuckDBConnection, query: string): Promise<unknown[][]> {
  return (await connection.runAndReadAll(query)).getRowsJS()
}

/** A name of a row as text, so that 7, 7.0 and '7' are one row; null where it is missing. */
function keyText(column: string): string {
  const text = `nullif(trim(CAST(${quotedName(column)} AS VARCHAR)), '')`
  return `regexp_replace(${text}, '^([0-9]+)\\.0+$', '\\1')`
}

function labelText(column: string): string {
  const text = `CAST(${quotedName(column)} AS VARCHAR)`
  return `coalesce(CAST(TRY_CAST(${text} AS DOUBLE) AS VARCHAR), lower(trim(${text})))`
}

function dateOf(column: string): string {
  return `TRY_CAST(CAST(${quotedName(column)} AS VARCHAR) AS TIMESTAMP)`
}

function dayText(timestamp: string): string {
  return `strftime(${timestamp}, '%Y-%m-%d')`
}

/** Conditions of the choosing and of the judging rows. */
function conditions(sides: RowSides): [string, string] {
  if (sides.kind === 'date') {
    const day = `${dateOf(sides.column)}`
    const from = `TIMESTAMP '${sides.from.replaceAll("'", '')}'`
    return [`${day} < ${from}`, `${day} >= ${from}`]
  }
  const among = (values: readonly string[]) => `CAST(${quotedName(sides.column)} AS VARCHAR) IN (${values.map((value) => `'${value.replaceAll("'", "''")}'`).join(', ')})`
  return [among(sides.choose), among(sides.judge)]
}
