import { availableParallelism } from 'node:os'
import { DuckDBInstance } from '@duckdb/node-api'
import type { DuckDBConnection, DuckDBValue, Json } from '@duckdb/node-api'
import { databaseProblem, stopped } from './table-problems.ts'
import type { TableProblem } from './table-problems.ts'

/** A private in-memory database with one connection, that stops when its signal aborts. */
export interface TableSession {
  /** Runs a statement and gives its rows; counts arrive as text, see {@link countOf}. */
  readonly rows: (sql: string, values?: DuckDBValue[]) => Promise<Record<string, Json>[]>
  readonly run: (sql: string, values?: DuckDBValue[]) => Promise<void>
  /** The values of a query of one column of type DOUBLE without nulls, in batches. */
  readonly doubles: (sql: string, values: DuckDBValue[], batch: (length: number, at: (index: number) => number) => void) => Promise<void>
  /** The values of a query whose columns are all DOUBLE without nulls, row by row in batches. */
  readonly rowsOfDoubles: (
    sql: string,
    values: DuckDBValue[],
    batch: (length: number, at: (column: number, index: number) => number) => void,
  ) => Promise<void>
  /** The values of a query of one column of type VARCHAR without nulls, in batches. */
  readonly texts: (sql: string, values: DuckDBValue[], batch: (texts: readonly string[]) => void) => Promise<void>
  /** Share of the running statement that is done, 0 to 1; null where DuckDB can't tell. */
  readonly doneShare: () => number | null
  /** Shuts the door: from here on no statement can touch a file, the network or a setting. */
  readonly lock: () => Promise<void>
}

/**
 * Opens a hardened session, lends it to `work` and closes it whatever happens. No extension is ever loaded or
 * fetched, and nothing is ever written to a disk: what doesn't fit in memory fails with kind `too-large`.
 * Errors about the file become ProblemErrors by `problem`; an aborted `signal` gives kind `stopped`.
 */
export async function withTableSession<Result>(
  problem: TableProblem,
  signal: AbortSignal | undefined,
  work: (session: TableSession) => Promise<Result>,
): Promise<Result> {
  if (isAborted(signal)) throw stopped(problem)
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(Math.min(4, availableParallelism())),
    memory_limit: '2GB',
    temp_directory: '',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
  })
  try {
    const connection = await instance.connect()
    // A statement that has been handed over but not begun doesn't feel an interrupt: repeat it until all is over.
    let repeated: NodeJS.Timeout | undefined
    const interrupt = () => {
      connection.interrupt()
      repeated = setInterval(() => {
        connection.interrupt()
      }, 20)
    }
    signal?.addEventListener('abort', interrupt, { once: true })
    try {
      await connection.run('set enable_progress_bar=true')
      await connection.run('set enable_progress_bar_print=false')
      return await work(sessionOf(connection, problem, signal))
    } finally {
      signal?.removeEventListener('abort', interrupt)
      clearInterval(repeated)
      connection.closeSync()
    }
  } finally {
    instance.closeSync()
  }
}

function isAborted(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true
}

function sessionOf(connection: DuckDBConnection, problem: TableProblem, signal: AbortSignal | undefined): TableSession {
  async function guarded<Result>(statement: () => Promise<Result>): Promise<Result> {
    if (isAborted(signal)) throw stopped(problem)
    try {
      return await statement()
    } catch (error) {
      if (isAborted(signal)) throw stopped(problem)
      throw databaseProblem(error, problem) ?? error
    }
  }
  const streamed = (sql: string, values: DuckDBValue[], batch: (length: number, at: (column: number, index: number) => unknown) => void) =>
    guarded(async () => {
      const result = await connection.stream(sql, values)
      for (;;) {
        if (isAborted(signal)) throw stopped(problem)
        const chunk = await result.fetchChunk()
        if (chunk === null || chunk.rowCount === 0) return
        const vectors = Array.from({ length: chunk.columnCount }, (_, column) => chunk.getColumnVector(column))
        batch(chunk.rowCount, (column, index) => vectors[column]?.getItem(index))
      }
    })
  const rowsOfDoubles: TableSession['rowsOfDoubles'] = (sql, values, batch) =>
    streamed(sql, values, (length, at) => {
      batch(length, (column, index) => {
        const value = at(column, index)
        if (typeof value !== 'number') throw new TypeError('The query must give numbers without nulls.')
        return value
      })
    })
  return {
    rows: (sql, values) => guarded(async () => (await connection.runAndReadAll(sql, values)).getRowObjectsJson()),
    run: (sql, values) =>
      guarded(async () => {
        await connection.run(sql, values)
      }),
    doubles: (sql, values, batch) =>
      rowsOfDoubles(sql, values, (length, at) => {
        batch(length, (index) => at(0, index))
      }),
    rowsOfDoubles,
    texts: (sql, values, batch) =>
      streamed(sql, values, (length, at) => {
        batch(Array.from({ length }, (_, index) => textOfValue(at(0, index))))
      }),
    doneShare: () => {
      const { percentage } = connection.progress
      return percentage < 0 ? null : Math.min(1, percentage / 100)
    },
    lock: () =>
      guarded(async () => {
        await connection.run('set enable_external_access=false')
        await connection.run('set lock_configuration=true')
      }),
  }
}

function textOfValue(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError('The query must give text without nulls.')
  return value
}

/** A count as DuckDB's JSON gives it (64-bit integers are text) as a number. */
export function countOf(value: Json | undefined): number {
  const count = Number(value)
  if (!Number.isSafeInteger(count)) throw new RangeError(`Not a count: ${JSON.stringify(value)}`)
  return count
}

/** A text column of a row; null values and other types are defects of the query. */
export function textAt(row: Record<string, Json>, column: string): string {
  const value = row[column]
  if (typeof value !== 'string') throw new TypeError(`Column ${column} of the query is not text.`)
  return value
}
