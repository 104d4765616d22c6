import { open } from 'node:fs/promises'
import { ProblemError } from '../../contract/problem.ts'
import type { WarehouseResult } from '../../contract/warehouse.ts'
import { walkFolder } from '../folder/walk-folder.ts'
import type { WalkedFile } from '../folder/walk-folder.ts'
import { delimitedHeader } from './delimited-header.ts'
import { withTable } from './lend-table.ts'
import { quoteIdentifier } from './sql-quoting.ts'
import { tableProblems } from './table-problems.ts'
import { countOf, withTableSession } from './table-session.ts'
import { columnsOf } from './table-source.ts'

/** The columns that both queries give, see `bucketQuery`; a warehouse may write them in capitals. */
const columnsOfResult = ['bucket', 'score', 'score_to', 'n', 'p'] as const
const headBytes = 4096
/** More such tables in one folder are no results that somebody saved for this. */
const most = 24

/**
 * The tables of a folder that look like what the warehouse's queries give, by path: they have its columns, and one line
 * for each range of scores (the first query) or several lines of some (the second). What can't be read is left out.
 * Throws the ProblemErrors of `walkFolder`.
 */
export async function warehouseResults(folder: string, { signal }: { readonly signal?: AbortSignal } = {}): Promise<WarehouseResult[]> {
  const { files } = await walkFolder(folder, signal === undefined ? {} : { signal })
  const found: WarehouseResult[] = []
  for (const file of files) {
    if (found.length === most) break
    if (!(await mayBeResult(file))) continue
    const result = await resultIn(file, signal)
    if (result !== null) found.push(result)
  }
  return found.sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** Whether a file is worth opening as a table: a text with the columns in its header, or any Parquet file. */
async function mayBeResult({ absolute, path }: WalkedFile): Promise<boolean> {
  if (/\.parquet$/i.test(path)) return true
  if (!/\.(csv|tsv|txt)$/i.test(path)) return false
  try {
    const handle = await open(absolute, 'r')
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(headBytes), 0, headBytes, 0)
      return namesOfResult(delimitedHeader(buffer.toString('utf8', 0, bytesRead)).names) !== null
    } finally {
      await handle.close()
    }
  } catch {
    return false
  }
}

async function resultIn({ absolute, path }: WalkedFile, signal: AbortSignal | undefined): Promise<WarehouseResult | null> {
  const problem = tableProblems(path)
  try {
    return await withTable(absolute, problem, signal, (source) =>
      withTableSession(problem, signal, async (session) => {
        const named = namesOfResult((await columnsOf(session, source, problem)).map(({ name }) => name))
        if (named === null) return null
        const parts = [named.bucket, ...(named.segment === null ? [] : [named.segment])]
        const key = parts.map((name) => `coalesce(cast(${quoteIdentifier(name)} as varchar), '')`).join(', ')
        const [row = {}] = await session.rows(`select count(*) as lines, count(distinct row(${key})) as ranges from ${source.relation(parts)}`, [source.parameter])
        const lines = countOf(row['lines'])
        return { path, query: lines > countOf(row['ranges']) ? 'second' : 'first', lines, segments: named.segment !== null }
      }),
    )
  } catch (error) {
    if (error instanceof ProblemError && error.problem.kind !== 'stopped') return null
    throw error
  }
}

function namesOfResult(names: readonly string[]): { bucket: string; segment: string | null } | null {
  const named = (wanted: string) => names.find((name) => name.toLowerCase() === wanted)
  const bucket = named('bucket')
  if (bucket === undefined || !columnsOfResult.every((column) => named(column) !== undefined)) return null
  return { bucket, segment: named('segment') ?? null }
}
