import { createHash } from 'node:crypto'
import type { Hash } from 'node:crypto'
import type { TableFingerprint } from '../../contract/fingerprint.ts'
import type { ReportProgress } from '../../contract/progress.ts'
import { canonicalFormVersion, columnsByName, orderedHeader, unorderedHeader } from '../../domain/fingerprint/canonical-form.ts'
import { withWholeTable } from '../predictions/lend-table.ts'
import { hashed } from '../predictions/read-prediction-table.ts'
import { tableProblems } from '../predictions/table-problems.ts'
import type { TableProblem } from '../predictions/table-problems.ts'
import { countOf, textAt, withTableSession } from '../predictions/table-session.ts'
import type { TableSession } from '../predictions/table-session.ts'
import { columnsOf, emptyFile, refuseTooMany, statedRows } from '../predictions/table-source.ts'
import type { TableColumn, TableSource } from '../predictions/table-source.ts'
import { typedColumns } from './typed-columns.ts'
import type { TypedColumn } from './typed-columns.ts'

export interface FingerprintOptions {
  /** How the result and problems name the table; the absolute path where left out. */
  readonly path?: string
  readonly signal?: AbortSignal
  readonly onProgress?: ReportProgress
  /** More rows than these are sorted in 16 parts, to spare memory; 1,000,000 where left out. */
  readonly sortedAtOnce?: number
}

/** The fingerprint without what only stores can say. */
export type ContentFingerprint = Omit<TableFingerprint, 'mlflowDigests' | 'whyMlflowDigestIsNoProof'>

/**
 * The fingerprint of every row and column of the table at an absolute path (a file, a folder or a pattern), in the form
 * that `domain/fingerprint/canonical-form.ts` defines. Throws ProblemErrors for a table that can't be read, that is
 * too large, or that changes meanwhile, and `stopped`.
 */
export async function fingerprintTable(file: string, options: FingerprintOptions = {}): Promise<ContentFingerprint> {
  const path = options.path ?? file
  const problem = tableProblems(path)
  return withWholeTable(file, problem, options.signal, async (source) => {
    const before = await hashed(source, problem, options.signal)
    const content = await withTableSession(problem, options.signal, (session) => contentOf(session, source, problem, options))
    if (before !== (await hashed(source, problem, options.signal))) {
      throw problem('file-unreadable', 'The file changed while it was read.', 'Wait until nobody writes to it and read it again.')
    }
    return { path, version: canonicalFormVersion, ...content, sha256: before, form: source.form }
  })
}

async function contentOf(session: TableSession, source: TableSource, problem: TableProblem, { onProgress, sortedAtOnce = 1_000_000 }: FingerprintOptions) {
  refuseTooMany((await statedRows(session, source)) ?? 0, problem)
  const typed = await typedColumns(session, source, await allColumns(session, source, problem))
  const query = digestsQuery(source, typed)
  const report = () => onProgress?.({ stage: 'Fingerprinting', done: Math.floor((session.doneShare() ?? 0) * source.bytes), total: source.bytes, unit: 'bytes' })
  report()
  const timer = setInterval(report, 50)
  try {
    await session.run(`create temp table digests as ${query}`, [source.parameter])
  } finally {
    clearInterval(timer)
  }
  await session.lock()
  const [row] = await session.rows('select count(*) as n from digests')
  const rows = countOf(row?.['n'])
  if (rows === 0) throw emptyFile(problem)
  refuseTooMany(rows, problem)
  const columns = typed.map(({ name, type }) => ({ name, type }))
  return {
    rows,
    columns,
    ordered: await hashOf(orderedHeader(columns, rows), (hash) => addOrdered(session, rows <= sortedAtOnce, hash)),
    unordered: await hashOf(unorderedHeader(columns, rows), (hash) => addSorted(session, rows <= sortedAtOnce, hash)),
  }
}

/** The query whose rows are the digests, as 32 bytes each. */
function digestsQuery(source: TableSource, typed: readonly TypedColumn[]): string {
  const cells = columnsByName(typed).map(({ cell }) => cell)
  return `select unhex(sha256(concat(${cells.join(', ')}))) as digest from ${source.relation(typed.map(({ name }) => name))}`
}

/** All columns: those of JSON lines are the keys of all rows, in the order in which they first occur. */
async function allColumns(session: TableSession, source: TableSource, problem: TableProblem): Promise<TableColumn[]> {
  const described = await columnsOf(session, source, problem)
  if (source.objects === null) return described
  const keys = await session.rows(
    `select name from (select row_number() over () as place, json_keys(json) as keys from ${source.objects}),
       unnest(keys) with ordinality as each(name, position) group by name order by min(place * 100000 + position)`,
    [source.parameter],
  )
  return keys.map((row) => ({ name: textAt(row, 'name'), type: 'JSON' }))
}

async function hashOf(header: string, add: (hash: Hash) => Promise<void>): Promise<string> {
  const hash = createHash('sha256').update(header)
  await add(hash)
  return hash.digest('hex')
}

/** Joined in DuckDB, 4,096 digests at a time, the rows cost half; of many rows the joined text would not fit in memory. */
async function addOrdered(session: TableSession, atOnce: boolean, hash: Hash): Promise<void> {
  const query = atOnce
    ? `select ${joinedBy('rowid')} from digests group by rowid >> 12 order by rowid >> 12`
    : 'select lower(hex(digest)) from digests'
  await session.texts(query, [], (texts) => hash.update(lines(texts)))
}

function joinedBy(order: string): string {
  return `string_agg(lower(hex(digest)), chr(10) order by ${order})`
}

/** The digests in ascending order, at once or by their first four bits. */
async function addSorted(session: TableSession, atOnce: boolean, hash: Hash): Promise<void> {
  const group = 'substr(hex(digest), 1, 3)'
  const sorted = (condition: string) =>
    session.texts(`select ${joinedBy('digest')} from digests where ${condition} group by ${group} order by ${group}`, [], (texts) => hash.update(lines(texts)))
  if (atOnce) {
    await sorted('true')
    return
  }
  for (let part = 0; part < 16; part++) {
    const from = `digest >= unhex('${part.toString(16)}0')`
    await sorted(part === 15 ? from : `${from} and digest < unhex('${(part + 1).toString(16)}0')`)
  }
}

function lines(texts: readonly string[]): string {
  return `${texts.join('\n')}\n`
}
