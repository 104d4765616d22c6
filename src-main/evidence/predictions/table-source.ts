import { glob, lstat, open, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { constants, gunzipSync } from 'node:zlib'
import { listValue } from '@duckdb/node-api'
import type { DuckDBValue } from '@duckdb/node-api'
import { delimitedHeader } from './delimited-header.ts'
import { quoteIdentifier, quoteText } from './sql-quoting.ts'
import { fileSystemProblem, notAFile, tableProblems } from './table-problems.ts'
import type { TableProblem } from './table-problems.ts'
import { countOf, textAt } from './table-session.ts'
import type { TableSession } from './table-session.ts'

export type TableFormat = 'parquet' | 'delimited' | 'json-lines'

/** A table as DuckDB reads it. In every query `$1` is the list of files. */
export interface TableSource {
  /** Absolute paths, sorted; one unless a glob was named. */
  readonly files: readonly string[]
  readonly bytes: number
  readonly format: TableFormat
  /** The FROM clause that reads these columns; values keep their type in Parquet, and are text elsewhere. */
  readonly relation: (columns: readonly string[]) => string
  readonly parameter: DuckDBValue
}

export interface TableColumn {
  readonly name: string
  /** As DuckDB names it. */
  readonly type: string
}

const headBytes = 1 << 18
const mostRows = 20_000_000

/**
 * Finds the file or the files of a glob at the absolute path `file`, and how to read them. A path that
 * exists is that file, even where its name holds `*`. Throws ProblemErrors for what can't be a table.
 */
export async function locateTable(file: string, problem: TableProblem): Promise<TableSource> {
  try {
    const files = await expand(file)
    let bytes = 0
    for (const path of files) {
      const stats = await stat(path)
      if (!stats.isFile()) throw notAFile(problem)
      bytes += stats.size
    }
    const [first, ...others] = files
    if (first === undefined) {
      throw problem('file-missing', 'No file matches this pattern.', 'Check the path and the pattern.')
    }
    if (bytes === 0) throw emptyFile(problem)
    return { files, bytes, parameter: listValue(files.map(literally)), ...(await formatOf([first, ...others], problem)) }
  } catch (error) {
    throw fileSystemProblem(error, problem) ?? error
  }
}

/**
 * A text that differs whenever the table's files do: their paths, sizes and times. Throws ProblemErrors that name
 * the table `path`.
 */
export async function tableStamp(file: string, path: string): Promise<string> {
  const problem = tableProblems(path)
  try {
    const stamps: string[] = []
    for (const each of await expand(file)) {
      const { size, mtimeNs, ctimeNs, ino } = await stat(each, { bigint: true })
      stamps.push([each, size, mtimeNs, ctimeNs, ino].join(' '))
    }
    return stamps.join('\n')
  } catch (error) {
    throw fileSystemProblem(error, problem) ?? error
  }
}

/** DuckDB takes every path for a pattern; a character in brackets stands for itself. */
function literally(path: string): string {
  return path.replace(/[*?[]/g, '[$&]')
}

async function expand(file: string): Promise<string[]> {
  try {
    await lstat(file)
    return [file]
  } catch (error) {
    if (!/[*?[]/.test(basename(file))) throw error
    // Only the last part may hold a pattern: a folder named "runs [old]" is a folder.
    const folder = dirname(file)
    const found: string[] = []
    for await (const name of glob(basename(file), { cwd: folder })) found.push(join(folder, name))
    return found.toSorted()
  }
}

type Format = Pick<TableSource, 'format' | 'relation'>

async function formatOf(files: readonly [string, ...string[]], problem: TableProblem): Promise<Format> {
  const [file] = files
  const packed = file.toLowerCase().endsWith('.gz')
  const head = await readHead(file)
  const text = head.toString('utf8')
  if (head.subarray(0, 4).toString('latin1') === 'PAR1') {
    return { format: 'parquet', relation: () => 'read_parquet($1, hive_partitioning=false)' }
  }
  if (/\.(parquet|pq)$/i.test(file)) {
    throw problem('file-corrupt', 'This is not a Parquet file: its first bytes are not PAR1.', 'Export the table again, or restore it from a copy.')
  }
  if (head.includes(0)) {
    throw /^(fffe|feff)/.test(head.toString('hex'))
      ? problem('file-corrupt', 'The file is UTF-16 text.', 'Save the file as UTF-8 and try again.')
      : problem('file-corrupt', 'The file is neither Parquet nor text.', 'Name a Parquet, CSV, TSV or JSON lines file.')
  }
  const compression = packed ? `, compression='gzip'` : ''
  if (/\.(jsonl|ndjson)(\.gz)?$/i.test(file) || /^\ufeff?\s*\{/.test(text)) {
    return { format: 'json-lines', relation: (columns) => `read_json($1, format='newline_delimited', hive_partitioning=false${compression}${jsonColumns(columns)})` }
  }
  const { delimiter, names } = delimitedHeader(text)
  for (const other of files.slice(1)) {
    const header = delimitedHeader((await readHead(other)).toString('utf8'))
    if (header.delimiter !== delimiter || header.names.join('\n') !== names.join('\n')) {
      throw problem('file-corrupt', `The columns of ${basename(other)} are not those of ${basename(file)}.`, 'Use a pattern that matches files of one kind.')
    }
  }
  const columns = names.map((name) => `${quoteIdentifier(name)}: 'VARCHAR'`).join(', ')
  const dialect = `auto_detect=false, hive_partitioning=false, header=true, delim=${quoteText(delimiter)}, quote='"', escape='"'${compression}`
  return { format: 'delimited', relation: () => `read_csv($1, ${dialect}, columns={${columns}})` }
}

function jsonColumns(names: readonly string[]): string {
  if (names.length === 0) return ''
  return `, columns={${names.map((name) => `${quoteIdentifier(name)}: 'JSON'`).join(', ')}}`
}

/** The first bytes of a file, unpacked. */
async function readHead(file: string): Promise<Buffer> {
  const handle = await open(file, 'r')
  try {
    const buffer = Buffer.alloc(headBytes)
    const { bytesRead } = await handle.read(buffer, 0, headBytes, 0)
    const head = buffer.subarray(0, bytesRead)
    return head[0] === 0x1f && head[1] === 0x8b ? unpacked(head) : head
  } finally {
    await handle.close()
  }
}

function unpacked(head: Buffer): Buffer {
  try {
    // The head ends in the middle of the packed data: take what it gives.
    return gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH })
  } catch {
    return head
  }
}

/** The columns of the table, in their order. Throws file-empty where it has none. */
export async function columnsOf(session: TableSession, source: TableSource, problem: TableProblem): Promise<TableColumn[]> {
  const described = await session.rows(`describe select * from ${source.relation([])}`, [source.parameter])
  const columns = described.map((row) => ({ name: textAt(row, 'column_name'), type: textAt(row, 'column_type') }))
  if (columns.length === 0) throw emptyFile(problem)
  return columns
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
    `The table has ${rows.toLocaleString('en')} rows, more than ${mostRows.toLocaleString('en')}.`,
    'Count the rows by score where the table lives and read the counts.',
  )
}
