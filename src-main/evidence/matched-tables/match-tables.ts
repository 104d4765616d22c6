import { DuckDBInstance } from '@duckdb/node-api'
import type { DuckDBConnection } from '@duckdb/node-api'
import type { TableMatch } from '../../domain/comparison/run-facts.ts'
import { throwIfStopped } from '../folder/folder-problem.ts'

/** A table that a run kept, and the column of it that holds its scores or its decisions. */
export interface KeptTable {
  /** Relative to the folder. */
  readonly path: string
  readonly absolute: string
  readonly column: string
  /** The column of true labels; null where the table has none. */
  readonly label: string | null
}

const keyName = /(^|[_\s.-])(id|ids|uuid|key|index|idx|row|rowid|no|number)$|^(unnamed: 0|column0|sk_id_curr|id.*)$|[a-z]I[Dd]$/i
const mostRows = 5_000_000

/**
 * Compares the tables of several runs row by row with the first: scores as doubles, decisions as they are written. Rows
 * are the same where a column that all tables have names each row once by the same values, else where all tables have as
 * many rows and the same labels, of both classes, in the same order. Scores that are no number are equal to each other.
 */
export async function matchTables(
  tables: readonly KeptTable[],
  what: 'scores' | 'decisions',
  signal?: AbortSignal,
): Promise<TableMatch> {
  const source = tables.map(({ path, column }) => `${path} (${column})`).join('; ')
  const instance = await DuckDBInstance.create(':memory:', {
    threads: '2',
    memory_limit: '1GB',
    temp_directory: '',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
  })
  const connection = await instance.connect()
  try {
    const keys = await sharedKeys(connection, tables)
    throwIfStopped(signal)
    for (const [index, table] of tables.entries()) await connection.run(loading(index, table, keys, table.absolute))
    throwIfStopped(signal)
    await connection.run('SET enable_external_access = false')
    await connection.run('SET lock_configuration = true')
    return await matched(connection, tables, keys, what, source)
  } catch (error) {
    throwIfStopped(signal)
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
    return { kind: 'unmatched', why: `The tables can't be matched: ${reason}`, source }
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

async function matched(
  connection: DuckDBConnection,
  tables: readonly KeptTable[],
  keys: readonly string[],
  what: 'scores' | 'decisions',
  source: string,
): Promise<TableMatch> {
  const counts = await numbers(connection, `SELECT ${tables.map((_, index) => `(SELECT count(*) FROM t${index})`).join(', ')}`)
  if (counts.some((count) => count > mostRows)) {
    return { kind: 'unmatched', why: `A table has more than ${mostRows.toLocaleString('en-US')} rows`, source }
  }
  const match = await rowMatch(connection, tables, keys, counts)
  if (match === null) {
    return { kind: 'unmatched', why: 'No column names the rows of all tables, and their labels do not tell that they hold the same rows in the same order', source }
  }
  const joins = tables.slice(1).map((_, index) => `JOIN t${index + 1} ON t${index + 1}.${match.on} = t0.${match.on}`).join(' ')
  const differs = tables.slice(1).map((_, index) => `t${index + 1}.${what === 'scores' ? 'score' : 'decision'} IS DISTINCT FROM t0.${what === 'scores' ? 'score' : 'decision'}`)
  const gaps = tables.slice(1).map((_, index) => `coalesce(abs(t${index + 1}.score - t0.score), CASE WHEN t${index + 1}.score IS NOT DISTINCT FROM t0.score THEN 0 ELSE 'inf'::DOUBLE END)`)
  const query = `SELECT count(*), coalesce(sum((${differs.join(' OR ')})::INTEGER), 0), ${what === 'scores' ? `coalesce(max(greatest(${gaps.join(', ')})), 0)` : '0'} FROM t0 ${joins}`
  const [rows = 0, differing = 0, greatest = 0] = await numbers(connection, query)
  if (rows === 0) return { kind: 'unmatched', why: `The tables share no row by ${match.words}`, source }
  return {
    kind: 'matched',
    rows,
    unmatched: Math.max(...counts) - rows,
    differing,
    maxDifference: greatest,
    matchedBy: match.words,
    query: [...tables.map((table, index) => loading(index, table, keys, table.path)), query].join(';\n'),
    source,
  }
}

async function rowMatch(
  connection: DuckDBConnection,
  tables: readonly KeptTable[],
  keys: readonly string[],
  counts: readonly number[],
): Promise<{ on: string; words: string } | null> {
  for (const [index, key] of keys.entries()) {
    const distinct = await numbers(
      connection,
      `SELECT ${tables.map((_, table) => `(SELECT count(DISTINCT k${index}) FROM t${table})`).join(', ')}`,
    )
    if (distinct.every((count, table) => count > 1 && count === counts[table])) return { on: `k${index}`, words: `column ${key}` }
  }
  if (tables.some(({ label }) => label === null) || counts.some((count) => count !== counts[0])) return null
  const joins = tables.slice(1).map((_, index) => `JOIN t${index + 1} ON t${index + 1}.nth = t0.nth`).join(' ')
  const equal = tables.slice(1).map((_, index) => `t${index + 1}.label IS NOT DISTINCT FROM t0.label`).join(' AND ')
  const [agreeing = 0, labels = 0] = await numbers(
    connection,
    `SELECT coalesce(sum((${equal})::INTEGER), 0), count(DISTINCT t0.label) FROM t0 ${joins}`,
  )
  return agreeing === counts[0] && labels > 1 ? { on: 'nth', words: 'their order, with the same label in each row' } : null
}

/** Columns that all tables have and that may name a row. */
async function sharedKeys(connection: DuckDBConnection, tables: readonly KeptTable[]): Promise<string[]> {
  let shared: string[] | null = null
  for (const { absolute } of tables) {
    const reader = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${relation(absolute)}`)
    const columns = reader.getRowObjectsJS().map((row) => row['column_name'] as string)
    shared = shared === null ? columns : shared.filter((name) => columns.includes(name))
  }
  return (shared ?? []).filter((name) => keyName.test(name)).slice(0, 5)
}

/** The statement that loads a table from the path at which it is read. */
function loading(index: number, table: KeptTable, keys: readonly string[], path: string): string {
  const value = `${quotedName(table.column)}::VARCHAR`
  const label = table.label === null ? 'NULL' : `${quotedName(table.label)}::VARCHAR`
  return `CREATE TABLE t${index} AS SELECT row_number() OVER () AS nth, try_cast(${quotedName(table.column)} AS DOUBLE) AS score,
       coalesce(try_cast(${value} AS DOUBLE)::VARCHAR, lower(trim(${value}))) AS decision, ${label} AS label
       ${keys.map((key, at) => `, ${quotedName(key)}::VARCHAR AS k${at}`).join('')}
     FROM ${relation(path)} LIMIT ${mostRows + 1}`
}

/** The FROM clause of one file. Values of text formats stay text, so that two spellings of a label are not made one. */
export function relation(file: string): string {
  // DuckDB takes every path for a pattern; a character in brackets stands for itself.
  const path = `'${file.replace(/[*?[]/g, '[$&]').replaceAll("'", "''")}'`
  if (/\.(parquet|pq)$/i.test(file)) return `read_parquet(${path})`
  if (/\.(jsonl|ndjson|json)(\.gz)?$/i.test(file)) return `read_json(${path}, format = 'newline_delimited')`
  return `read_csv(${path}, all_varchar = true, header = true)`
}

/** A name as SQL takes it, whatever it holds. */
export function quotedName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

async function numbers(connection: DuckDBConnection, query: string): Promise<number[]> {
  const reader = await connection.runAndReadAll(query)
  return (reader.getRowsJS()[0] ?? []).map(Number)
}
