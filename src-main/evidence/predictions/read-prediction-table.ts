import type { Excluded, ExcludedLines, MalformedRows, TableReading } from '../../contract/reading.ts'
import { withDecimalCommas } from './decimal-comma.ts'
import { sha256OfTable } from './file-sha256.ts'
import type { OnRead } from './file-sha256.ts'
import { labelClasses, oneClass } from './label-classes.ts'
import { countLabels } from './label-counts.ts'
import { withTable } from './lend-table.ts'
import type { ReadOptions, ReadPredictionTable, ReadTable } from './read-table.ts'
import { labelExpression, missingExpression, scoreExpression } from './row-expressions.ts'
import { rowPlaces, rowsOfFiles } from './row-places.ts'
import { fileSystemProblem, stopped, tableProblems } from './table-problems.ts'
import type { TableProblem } from './table-problems.ts'
import { countOf, withTableSession } from './table-session.ts'
import type { TableSession } from './table-session.ts'
import { columnsOf, emptyFile, refuseTooMany, statedRows } from './table-source.ts'
import type { TableColumn, TableSource } from './table-source.ts'

const mostLabels = 101
/** Places that are told of each cause. */
const mostLines = 20

/** Where a score stands, in the order in which the causes apply. */
export const scoreStates = { usable: 0, missing: 1, text: 2, nan: 3, infinite: 4 } as const

/**
 * Reads label and score of a Parquet, CSV, TSV or JSON lines file, or of the files that a pattern matches.
 * Rows that can't be used are counted by one cause each: malformed, else score before label. Throws ProblemErrors that
 * name the table as `reading.path` does: missing or unreadable or corrupt file, missing column, a label
 * that isn't binary, one class only, no usable row, a file that changes meanwhile, `stopped`.
 */
export const readPredictionTable: ReadPredictionTable = async (file, reading, options) => {
  const problem = tableProblems(reading.path)
  return withTable(file, problem, options.signal, async (source) => {
    const before = await hashed(source, problem, options.signal)
    const read = await withTableSession(problem, options.signal, (session) => readRows(session, source, reading, options, problem))
    const after = await hashed(source, problem, options.signal)
    if (before !== after) {
      throw problem('file-unreadable', 'The file changed while it was read.', 'Wait until nobody writes to it and read it again.')
    }
    return { ...withMalformed(read, source), sha256: before }
  })
}

/** What was read of the sound rows of a table, with its malformed rows counted in. */
export function withMalformed<Read extends Pick<ReadTable, 'rowCount' | 'excluded' | 'query'>>(
  read: Read,
  { malformed }: Pick<TableSource, 'malformed'>,
): Read & { malformed?: MalformedRows } {
  if (malformed === null) return read
  return {
    ...read,
    rowCount: read.rowCount + malformed.rows,
    excluded: { ...read.excluded, malformedRow: malformed.rows },
    query: `${read.query}\n-- of a copy in which the ${malformed.rows} malformed rows are empty lines`,
    malformed,
  }
}

/** SHA-256 of the table; file-system errors become problems. */
export async function hashed(source: TableSource, problem: TableProblem, signal: AbortSignal | undefined, onRead?: OnRead): Promise<string> {
  try {
    return await sha256OfTable(source.files, source.names, signal, onRead)
  } catch (error) {
    if (signal?.aborted === true) throw stopped(problem)
    throw fileSystemProblem(error, problem) ?? error
  }
}

async function readRows(
  session: TableSession,
  source: TableSource,
  reading: TableReading,
  options: ReadOptions,
  problem: TableProblem,
): Promise<Omit<ReadTable, 'sha256'>> {
  const columns = await columnsOf(session, source, problem)
  const named = [requireColumn(columns, reading.label, problem), requireColumn(columns, reading.score, problem)] as const
  if (named[0].name === named[1].name) {
    throw problem('usage', `Column ${named[0].name} can't be label and score at once.`, 'Give two different columns.')
  }
  const [label = named[0], score = named[1]] = await withDecimalCommas(session, source, named)
  const fileRows = await rowsOfFiles(session, source)
  const query = rowsQuery(source, label, score)
  const rowCount = await load(session, source, query, options, problem)
  await session.lock()

  const labels = await countLabels(session, 'loaded', 'label', mostLabels)
  if (labels.length === 0) {
    throw problem('no-usable-row', `Column ${label.name} holds no label.`, 'Choose another label column.')
  }
  const { positive, negative } = labelClasses(labels.map((row) => row.label), reading, problem)
  const { counts, excluded } = await countRows(session, positive, negative)
  if (counts.positives + counts.negatives === 0) {
    throw problem('no-usable-row', `No row has a usable score and label: ${causes(excluded)}.`, 'Check the score and label columns.')
  }
  if (counts.positives === 0 || counts.negatives === 0) {
    throw oneClass(`Only rows labelled ${counts.positives === 0 ? negative : positive} have a usable score.`, problem)
  }
  const used = counts.positives + counts.negatives
  const excludedLines = await linesOf(session, source, { positive, negative, excluded, fileRows }, problem, options.signal)
  const progress = (done: number) => options.onProgress?.({ stage: 'Reading', done, total: used, unit: 'rows' })
  const positives = await sortedScores(session, positive, counts.positives, progress)
  const negatives = await sortedScores(session, negative, counts.negatives, (done) => progress(counts.positives + done))
  const decimalComma = score.decimalComma === true
  return { rows: { positives, negatives }, rowCount, excluded, excludedLines, positive, negative, query, form: source.form, decimalComma }
}

/** The column of that name, or a ProblemError that lists the columns there are. */
export function requireColumn(columns: readonly TableColumn[], name: string, problem: TableProblem): TableColumn {
  const found = columns.find((column) => column.name === name)
  if (found !== undefined) return found
  const shown = columns.slice(0, 30).map((column) => column.name)
  const more = columns.length > 30 ? ` and ${columns.length - 30} more` : ''
  throw problem('column-missing', `There is no column ${name}.`, `The columns are: ${shown.join(', ')}${more}.`)
}

/** A further column of the rows: how it is named in the result, and the SQL that gives it. */
export interface FurtherColumn {
  readonly column: string
  readonly alias: string
  readonly expression: string
}

/** The query that reads every row as (score, state of the score, label, further columns). `$1` is the list of files. */
export function rowsQuery(
  source: TableSource,
  label: TableColumn,
  score: TableColumn,
  further: readonly FurtherColumn[] = [],
): string {
  const aliases = further.map(({ alias }) => `, ${alias}`).join('')
  const expressions = further.map(({ alias, expression }) => `,\n  ${expression} as ${alias}`).join('')
  const value = scoreExpression(score, source.format)
  const { usable, missing, text, nan, infinite } = scoreStates
  return `select score, case when missing then ${missing} when score is null then ${text} when isnan(score) then ${nan}
    when isinf(score) then ${infinite} else ${usable} end as state, label${aliases}
from (select ${value} as score,
  ${missingExpression(score, source.format)} as missing,
  ${labelExpression(label, source.format)} as label${expressions}
  from ${source.relation([...new Set([label.name, score.name, ...further.map(({ column }) => column)])])})`
}

async function load(
  session: TableSession,
  source: TableSource,
  query: string,
  options: ReadOptions,
  problem: TableProblem,
): Promise<number> {
  const stated = await statedRows(session, source)
  refuseTooMany(stated ?? 0, problem)
  const report = () => {
    const share = session.doneShare() ?? 0
    const total = stated ?? source.bytes
    options.onProgress?.({ stage: 'Reading', done: Math.floor(share * total), total, unit: stated === null ? 'bytes' : 'rows' })
  }
  report()
  const timer = setInterval(report, 50)
  try {
    await session.run(`create temp table loaded as ${query}`, [source.parameter])
  } finally {
    clearInterval(timer)
  }
  const [row] = await session.rows('select count(*) as n from loaded')
  const rowCount = countOf(row?.['n'])
  if (rowCount === 0) throw emptyFile(problem)
  refuseTooMany(rowCount, problem)
  return rowCount
}

/** A cause that a row has by its values. */
type ValueCause = Exclude<keyof Excluded, 'malformedRow'>

const causeConditions: Record<ValueCause, string> = {
  nullScore: `state = ${scoreStates.missing}`,
  nanScore: `state = ${scoreStates.nan}`,
  infiniteScore: `state = ${scoreStates.infinite}`,
  textScore: `state = ${scoreStates.text}`,
  nullLabel: `state = ${scoreStates.usable} and label is null`,
  foreignLabel: `state = ${scoreStates.usable} and label not in ($1, $2)`,
}
const excludedCauses = Object.keys(causeConditions) as ValueCause[]

async function countRows(
  session: TableSession,
  positive: string,
  negative: string,
): Promise<{ counts: { positives: number; negatives: number }; excluded: Excluded }> {
  const { usable } = scoreStates
  const [row = {}] = await session.rows(
    `select ${excludedCauses.map((cause) => `count(*) filter (${causeConditions[cause]}) as "${cause}"`).join(', ')},
       count(*) filter (state = ${usable} and label = $1) as positives,
       count(*) filter (state = ${usable} and label = $2) as negatives
     from loaded`,
    [positive, negative],
  )
  const count = (name: string) => countOf(row[name])
  return {
    counts: { positives: count('positives'), negatives: count('negatives') },
    excluded: everyCause(count),
  }
}

function everyCause<Value>(valueOf: (cause: ValueCause) => Value): Record<ValueCause, Value> {
  return {
    nullScore: valueOf('nullScore'),
    nanScore: valueOf('nanScore'),
    infiniteScore: valueOf('infiniteScore'),
    textScore: valueOf('textScore'),
    nullLabel: valueOf('nullLabel'),
    foreignLabel: valueOf('foreignLabel'),
  }
}

interface LinesInput {
  readonly positive: string
  readonly negative: string
  readonly excluded: Excluded
  readonly fileRows: readonly number[] | null
}

async function linesOf(
  session: TableSession,
  source: TableSource,
  { positive, negative, excluded, fileRows }: LinesInput,
  problem: TableProblem,
  signal: AbortSignal | undefined,
): Promise<ExcludedLines> {
  const indexes = new Map<ValueCause, number[]>()
  for (const cause of excludedCauses) {
    if (excluded[cause] === 0) continue
    const rows = await session.rows(
      `select rowid as n from loaded where ${causeConditions[cause]} order by rowid limit ${mostLines}`,
      cause === 'foreignLabel' ? [positive, negative] : [],
    )
    indexes.set(cause, rows.map((row) => countOf(row['n'])))
  }
  try {
    const places = await rowPlaces(source, fileRows, [...indexes.values()].flat(), signal)
    const placesOf = (cause: ValueCause) => (indexes.get(cause) ?? []).flatMap((index) => places.get(index) ?? [])
    return { unit: source.format === 'parquet' ? 'row' : 'line', ...everyCause(placesOf) }
  } catch (error) {
    if (signal?.aborted === true) throw stopped(problem)
    throw fileSystemProblem(error, problem) ?? error
  }
}

/** The scores of a class, ascending. The database sorts them on its own threads: here, millions would hold up every message. */
async function sortedScores(
  session: TableSession,
  label: string,
  count: number,
  progress: (done: number) => void,
): Promise<Float64Array> {
  const scores = new Float64Array(count)
  let filled = 0
  await session.doubles(
    `select score from loaded where state = ${scoreStates.usable} and label = $1 order by score`,
    [label],
    (length, at) => {
      for (let index = 0; index < length; index++) scores[filled + index] = at(index)
      filled += length
      progress(filled)
    },
  )
  if (filled !== count) throw new RangeError(`Read ${filled} scores of ${count}.`)
  return scores
}

function causes(excluded: Excluded): string {
  const words: Record<ValueCause, string> = {
    nullScore: 'without score',
    nanScore: 'with NaN as score',
    infiniteScore: 'with an infinite score',
    textScore: 'with text as score',
    nullLabel: 'without label',
    foreignLabel: 'with another label',
  }
  return excludedCauses
    .filter((cause) => excluded[cause] > 0)
    .map((cause) => `${excluded[cause].toLocaleString('en')} ${words[cause]}`)
    .join(', ')
}
