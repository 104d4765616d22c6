import type { DatabaseSync } from 'node:sqlite'
import { ProblemError } from '../../contract/problem.ts'

/** A column value as SQLite stores it: its columns are typed by wish only. */
export type SqliteValue = string | bigint | number | Uint8Array | null
export type SqliteRow = Readonly<Record<string, SqliteValue>>

/** A database opened from a private copy. */
export interface SqliteDatabase {
  tables(): readonly string[]
  columns(table: string): readonly string[]
  /** The rows, in no particular order. A damaged page ends them with an exception, after the rows before it. */
  rows(table: string, columns: readonly string[]): Iterable<SqliteRow>
  /** The rows whose `column` is one of the values, found through an index where there is one. */
  rowsWhere(table: string, columns: readonly string[], column: string, values: readonly string[]): Iterable<SqliteRow>
  /** The different values of a column, sorted. Fast where an index begins with the column. */
  distinct(table: string, column: string): readonly string[]
  /** About the number of rows: the greatest row number, immediate however large the table. 0 where it can't be told. */
  greatestRow(table: string): number
  /** The first thing that SQLite finds damaged; null where there is none. */
  damage(): string | null
  close(): void
}

/** SQLite allows 999 parameters in its smallest build. */
const valuesAtOnce = 500

/**
 * Opens a private copy read-write, so that SQLite rolls back a hot journal and reads a write-ahead log. Never give it
 * evidence itself.
 *
 * @throws ProblemError `store-unreadable` where this Node has no `node:sqlite`; SQLite's own error for a damaged file.
 */
export function openSqliteCopy(file: string): SqliteDatabase {
  const database = new (sqliteModule().DatabaseSync)(file, { enableForeignKeyConstraints: false })
  try {
    database.exec('PRAGMA trusted_schema = OFF')
    // Reading the schema is what rolls a hot journal back.
    database.prepare('SELECT count(*) FROM sqlite_schema').get()
  } catch (error) {
    database.close()
    throw error
  }
  return {
    tables: () => names(database, "SELECT name FROM sqlite_schema WHERE type = 'table'"),
    columns: (table) => names(database, `SELECT name FROM pragma_table_info(${quotedText(table)})`),
    rows(table, columns) {
      // An index that covers the columns would be read in the table's place and could hide a damaged page of it.
      const statement = database.prepare(
        `SELECT ${columns.map(quotedName).join(', ')} FROM ${quotedName(table)} NOT INDEXED`,
      )
      statement.setReadBigInts(true)
      return statement.iterate() as Iterable<SqliteRow>
    },
    *rowsWhere(table, columns, column, values) {
      for (let first = 0; first < values.length; first += valuesAtOnce) {
        const some = values.slice(first, first + valuesAtOnce)
        const statement = database.prepare(
          `SELECT ${columns.map(quotedName).join(', ')} FROM ${quotedName(table)}
           WHERE ${quotedName(column)} IN (${some.map(() => '?').join(', ')})`,
        )
        statement.setReadBigInts(true)
        yield* statement.iterate(...some) as Iterable<SqliteRow>
      }
    },
    distinct(table, column) {
      const [from, name] = [quotedName(table), quotedName(column)]
      // Jumps from each value to the next in the index, where DISTINCT would walk through all of it.
      return names(
        database,
        `WITH RECURSIVE found(name) AS (
           SELECT min(${name}) FROM ${from}
           UNION ALL SELECT (SELECT min(${name}) FROM ${from} WHERE ${name} > found.name) FROM found WHERE found.name IS NOT NULL
         ) SELECT name FROM found WHERE name IS NOT NULL`,
      )
    },
    greatestRow(table) {
      for (const count of ['max(rowid)', 'count(*)']) {
        try {
          return Number(database.prepare(`SELECT ${count} AS n FROM ${quotedName(table)}`).get()?.['n'] ?? 0)
        } catch {
          // A table without row numbers, or a damaged page: whoever reads the rows tells.
          continue
        }
      }
      return 0
    },
    damage() {
      const first = database.prepare('PRAGMA quick_check(1)').get()
      const word = first === undefined ? 'ok' : String(Object.values(first)[0])
      return word === 'ok' ? null : word
    },
    close: () => {
      database.close()
    },
  }
}

/** `node:sqlite`, looked up at run time: a Node without it must still start and say so. */
function sqliteModule(): { DatabaseSync: typeof DatabaseSync } {
  const module = process.getBuiltinModule('node:sqlite') as { DatabaseSync: typeof DatabaseSync } | undefined
  if (module !== undefined) return module
  throw new ProblemError({
    kind: 'store-unreadable',
    path: null,
    message: `Node ${process.versions.node} has no SQLite reader.`,
    action: 'Start Countersign with the Node that it ships, version 24.',
  })
}

function names(database: DatabaseSync, query: string): string[] {
  return database
    .prepare(query)
    .all()
    .map((row) => String(row['name']))
}

function quotedName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

function quotedText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
