import { statSync, type BigIntStats } from 'node:fs'
import { stat } from 'node:fs/promises'
import { listValue } from '@duckdb/node-api'
import type { DuckDBValue } from '@duckdb/node-api'
import { ProblemError } from '../../contract/problem.ts'
import type { MalformedRows, TableForm } from '../../contract/reading.ts'
import { delimitedHeader, isOpenHeader } from './delimited-header.ts'
import type { DelimitedHeader } from './delimited-header.ts'
import { quoteIdentifier, quoteText } from './sql-quoting.ts'
import { partitionColumns, tableFiles } from './table-files.ts'
import type { TableFiles } from './table-files.ts'
import { fileSystemProblem, tableProblems } from './table-problems.ts'
import type { TableProblem } from './table-problems.ts'
import { countOf, textAt } from './table-session.ts'
import type { TableSession } from './table-session.ts'
import { decodeHead } from './text-encoding.ts'
import type { TextEncoding } from './text-encoding.ts'

export type TableFormat = TableForm['format']

/** A table as DuckDB reads it. In every query `$1` is the list of files. */
export interface TableSource {
  /** Absolute paths, sorted; one unless a glob or a folder was named. */
  readonly files: readonly string[]
  /** The names of the files below what the table was named by, with forward slashes. */
  readonly names: readonly string[]
  /** The files that are read: the same ones, or private UTF-8 copies of them. */
  readonly readable: readonly string[]
  readonly bytes: number
  readonly format: TableFormat
  readonly form: TableForm
  /** What is no row of the text and left out of the copy that is read; null where every row is read. */
  readonly malformed: MalformedRows | null
  /** How a delimited text begins; null for the others. */
  readonly header: DelimitedHeader | null
  /** The FROM clause that reads these columns; values keep their type in Parquet, and are text elsewhere. */
  readonly relation: (columns: readonly string[]) => string
  /** The FROM clause that reads JSON lines as one column `json` of whole objects; null for the others. */
  readonly objects: string | null
  readonly parameter: DuckDBValue
}

export interface TableColumn {
  readonly name: string
  /** As DuckDB names it. */
  readonly type: string
  /** True for a text column whose numbers are written with a decimal comma; see `withDecimalCommas`. */
  readonly decimalComma?: boolean
}

/** More rows are not read at once. */
export const mostRows = 20_000_000

/**
 * A text that differs whenever the table's files do: their paths, sizes and times. Throws ProblemErrors that name
 * the table `path`.
 */
export async function tableStamp(file: string, path: string): Promise<string> {
  const problem = tableProblems(path)
  try {
    const stamps: string[] = []
    for (const each of (await tableFiles(file, problem)).files) {
      stamps.push(stampOf(each, await stat(each, { bigint: true })))
    }
    return stamps.join('\n')
  } catch (error) {
    throw fileSystemProblem(error, problem) ?? error
  }
}

/** As `tableStamp`, without waiting for the disk's turn, of a table that is one file; null where it isn't. */
export function fileStamp(file: string): string | null {
  const stats = statSync(file, { bigint: true, throwIfNoEntry: false })
  return stats?.isFile() === true ? stampOf(file, stats) : null
}

function stampOf(file: string, { size, mtimeNs, ctimeNs, ino }: BigIntStats): string {
  return [file, size, mtimeNs, ctimeNs, ino].join(' ')
}

/** DuckDB takes every path for a pattern; a character in brackets stands for itself. */
export function literally(path: string): string {
  return path.replace(/[*?[]/g, '[$&]')
}

/** The files of a table as they lie on the disk. */
export interface LocatedTable {
  readonly found: TableFiles
  readonly names: readonly string[]
  readonly bytes: number
  readonly heads: readonly { readonly head: Buffer; readonly encoding: TextEncoding | null }[]
}

/** JSON lines by name, or where the text begins with an object. */
export function isJson(file: string, head: Buffer = Buffer.alloc(0), encoding: TextEncoding = 'UTF-8'): boolean {
  return /\.(jsonl|ndjson)(\.gz)?$/i.test(file) || /^\ufeff?\s*\{/.test(decodeHead(head.subarray(0, 1024), encoding))
}

export function isParquet(head: Buffer): boolean {
  return head.subarray(0, 4).toString('latin1') === 'PAR1'
}

/**
 * How to read a table: its own files, or `readable` copies of them, the texts of `encodings`. Throws file-corrupt for
 * what is no table, or for several files of different columns.
 */
export function sourceOf(
  { found, names, bytes, heads }: LocatedTable,
  readable: readonly string[],
  encodings: readonly (TextEncoding | null)[],
  faults: Pick<TableSource, 'malformed'> & Pick<TableForm, 'lineEnds'>,
  problem: TableProblem,
): TableSource {
  const { files } = found
  const [file = ''] = files
  const partitions = partitionColumns(found)
  const shape = shapeOf({ file, packed: readable === files && /\.gz$/i.test(file), names, heads, encodings, partitions }, problem)
  const { malformed, ...lineEnds } = faults
  return { files, names, readable, bytes, malformed, parameter: listValue(readable.map(literally)), ...shape, form: { ...shape.form, files: files.length, ...lineEnds } }
}

interface Shape {
  readonly format: TableFormat
  readonly header: DelimitedHeader | null
  readonly relation: TableSource['relation']
  readonly objects: string | null
  readonly form: Omit<TableForm, 'files'>
}

interface ShapeInput {
  readonly file: string
  readonly packed: boolean
  readonly names: readonly string[]
  readonly heads: LocatedTable['heads']
  readonly encodings: readonly (TextEncoding | null)[]
  readonly partitions: readonly string[]
}

function shapeOf({ file, packed, names, heads, encodings, partitions }: ShapeInput, problem: TableProblem): Shape {
  const [head = Buffer.alloc(0)] = heads.map((each) => each.head)
  const hive = partitions.length > 0 ? 'hive_partitioning=true, hive_types_autocast=false' : 'hive_partitioning=false'
  if (isParquet(head)) {
    return { format: 'parquet', header: null, objects: null, relation: () => `read_parquet($1, ${hive})`, form: { format: 'parquet', encoding: null, delimiter: null } }
  }
  if (/\.(parquet|pq)$/i.test(file)) {
    throw problem('file-corrupt', 'This is not a Parquet file: its first bytes are not PAR1.', 'Export the table again, or restore it from a copy.')
  }
  const texts = heads.map((each, index) => {
    const encoding = encodings[index]
    if (encoding === null || encoding === undefined) {
      throw problem('file-corrupt', 'The file is neither Parquet nor text.', 'Name a Parquet, CSV, TSV or JSON lines file.')
    }
    return decodeHead(each.head, encoding)
  })
  const encoding = [...new Set(encodings)].join(', ')
  const compression = packed ? `, compression='gzip'` : ''
  if (isJson(file, head, encodings[0] ?? 'UTF-8')) {
    return {
      format: 'json-lines',
      header: null,
      objects: `read_json_objects($1, format='newline_delimited', hive_partitioning=false${compression})`,
      relation: (columns) => `read_json($1, format='newline_delimited', hive_partitioning=false${compression}${jsonColumns(columns)})`,
      form: { format: 'json-lines', encoding, delimiter: null },
    }
  }
  const header = commonHeader(texts, names, problem)
  const columns = header.names.map((name) => `${quoteIdentifier(name)}: 'VARCHAR'`).join(', ')
  const skip = header.skip === 0 ? '' : `, skip=${header.skip}`
  const dialect = `auto_detect=false, ${hive}, header=true${skip}, delim=${quoteText(header.delimiter)}, quote='"', escape='"'${compression}`
  return {
    format: 'delimited',
    header,
    objects: null,
    relation: () => `read_csv($1, ${dialect}, columns={${columns}})`,
    form: { format: 'delimited', encoding, delimiter: header.delimiter },
  }
}

function commonHeader(texts: readonly string[], names: readonly string[], problem: TableProblem): DelimitedHeader {
  const [first, ...others] = texts.map(delimitedHeader)
  if (first === undefined) throw emptyFile(problem)
  if (texts.some(isOpenHeader)) throw problem('file-corrupt', 'A quote in the header is not closed.', 'Correct the first line, or export the table again.')
  for (const [index, header] of others.entries()) {
    if (header.delimiter !== first.delimiter || header.skip !== first.skip || header.names.join('\n') !== first.names.join('\n')) {
      throw otherColumns(names[index + 1] ?? '', names[0] ?? '', problem)
    }
  }
  return first
}

function otherColumns(other: string, first: string, problem: TableProblem): ProblemError {
  return problem('file-corrupt', `The columns of ${other} are not those of ${first}.`, 'Use a pattern that matches files of one kind.')
}

function jsonColumns(names: readonly string[]): string {
  if (names.length === 0) return ''
  return `, columns={${names.map((name) => `${quoteIdentifier(name)}: 'JSON'`).join(', ')}}`
}

/** The columns of the table, in their order. Throws file-empty where it has none, file-corrupt where files differ. */
export async function columnsOf(session: TableSession, source: TableSource, problem: TableProblem): Promise<TableColumn[]> {
  if (source.format === 'parquet' && source.files.length > 1) await requireOneSchema(session, source, problem)
  const described = await session.rows(`describe select * from ${source.relation([])}`, [source.parameter])
  const columns = described.map((row) => ({ name: textAt(row, 'column_name'), type: textAt(row, 'column_type') }))
  if (columns.length === 0) throw emptyFile(problem)
  return columns
}

async function requireOneSchema(session: TableSession, source: TableSource, problem: TableProblem): Promise<void> {
  const schemas = new Map<string, string[]>(source.readable.map((file) => [file, []]))
  const rows = await session.rows('select file_name, name, type, converted_type, logical_type from parquet_schema($1)', [source.parameter])
  for (const row of rows) {
    const { name, type, converted_type, logical_type } = row
    // The root is named as its writer likes.
    if (type !== null || converted_type !== null) schemas.get(textAt(row, 'file_name'))?.push(JSON.stringify([name, type, converted_type, logical_type]))
  }
  const [first, ...others] = source.readable.map((file) => (schemas.get(file) ?? []).toSorted().join('\n'))
  const differing = others.findIndex((schema) => schema !== first)
  if (differing >= 0) throw otherColumns(source.names[differing + 1] ?? '', source.names[0] ?? '', problem)
}

/** The number of rows by the file's own metadata; null where only reading it tells. */
export async function statedRows(session: TableSession, source: TableSource): Promise<number | null> {
  if (source.format !== 'parquet') return null
  const [row] = await session.rows('select sum(num_rows)::bigint as n from parquet_file_metadata($1)', [source.parameter])
  return countOf(row?.['n'])
}

/** The file holds no row. */
export function emptyFile(problem: TableProblem): Error {
  return problem('file-empty', 'The file is empty.', 'Name a table with at least one row of each class.')
}

/** Refuses a table whose rows don't fit in memory with what is computed from them (two gigabytes). */
export function refuseTooMany(rows: number, problem: TableProblem): void {
  if (rows <= mostRows) return
  throw problem(
    'too-large',
    `The table has ${rows.toLocaleString('en')} rows, more than the ${mostRows.toLocaleString('en')} that are read at once.`,
    'Count the rows by score where the table lives and read the counts.',
  )
}
