import { withDecimalCommas } from './decimal-comma.ts'
import { countLabels } from './label-counts.ts'
import type { LabelCount } from './label-counts.ts'
import { confine } from './large/confine.ts'
import { doubleLiteral } from './large/score-map.ts'
import { likelyRows, mostRowsInMemory } from './large/table-size.ts'
import { nameHints } from './name-hints.ts'
import type { NameHints } from './name-hints.ts'
import { isNumericType, labelExpression, scoreExpression, textOf } from './row-expressions.ts'
import { quoteIdentifier, quoteText } from './sql-quoting.ts'
import type { TableProblem } from './table-problems.ts'
import { countOf } from './table-session.ts'
import type { TableSession } from './table-session.ts'
import { columnsOf, literally } from './table-source.ts'
import type { TableColumn, TableSource } from './table-source.ts'

/** A column of two labels, over all rows of the table. */
export interface BinaryColumn {
  readonly name: string
  readonly hints: NameHints
  /** Both labels with their rows, most frequent first. */
  readonly labels: readonly [LabelCount, LabelCount]
  /** SQL name in the table `examined`. */
  readonly sql: string
}

/** A column that is named like a label and holds three values or more, over all rows of the table. */
export interface SeveralLabels {
  readonly name: string
  /** The labels with their rows, most frequent first. */
  readonly labels: readonly LabelCount[]
}

/** A numeric column that may be a score, over all rows of the table. */
export interface ScoreColumn {
  readonly name: string
  readonly hints: NameHints
  /** Lowest and highest finite value. */
  readonly range: readonly [number, number]
  /** Holds one or two values only: a decision rather than a score. */
  readonly twoValued: boolean
  readonly decimalComma: boolean
  /** The first different values as they stand in the table. */
  readonly examples: readonly string[]
  readonly sql: string
}

/** A table looked at as a whole: what its columns can be. Its session holds them as the table `examined`. */
export interface ExaminedTable {
  readonly session: TableSession
  readonly columns: readonly TableColumn[]
  readonly rows: number
  readonly binary: readonly BinaryColumn[]
  readonly several: readonly SeveralLabels[]
  readonly scores: readonly ScoreColumn[]
}

const mostLabels = 10
const sampleRows = 20_000
const mostColumns = 400
const mostOfAKind = 12
const exampleRows = 200
const mostExamples = 5
const unsuitable = /^(STRUCT|MAP|UNION|BLOB|DATE|TIME|INTERVAL|BIT|UUID|GEOMETRY)|\[/

/**
 * Finds the columns of two labels and the columns that may be scores: proposed on the first 20,000 rows, then
 * established on all rows. A table that is a summary of models has neither.
 */
export async function examine(session: TableSession, source: TableSource, problem: TableProblem): Promise<ExaminedTable> {
  const columns = await columnsOf(session, source, problem)
  const large = (await likelyRows(session, source)) > mostRowsInMemory
  const suitable = columns.filter(({ type }) => !unsuitable.test(type)).slice(0, mostColumns)
  const summary = columns.filter(({ name }) => nameHints(name).metric).length >= 2
  const facts = summary ? [] : await sampledFacts(session, source, await withDecimalCommas(session, source, suitable))
  const two = byHints(facts.filter(({ labels }) => labels <= 2), ({ label, outcome, decision }) => Number(label) + Number(outcome) + Number(decision))
  const more = byHints(facts.filter(({ labels, hints }) => labels > 2 && labels <= mostLabels && (hints.label || hints.outcome) && !hints.decision), ({ label }) => Number(label))
  const labelled = [...two, ...more]
  const named = facts.some((fact) => fact.hints.score && mayBeScore(fact))
  const scores = byHints(facts.filter((fact) => mayBeScore(fact) && fact.hints.score === named), () => 0)
  const examples = await examplesOf(session, source, scores)
  const relation = source.relation(relationColumns(labelled, scores, columns))
  const rowNumbers = large ? rowNumbersOf(relation, columns) : { from: relation, column: '' }
  const query = `select ${selectList(source, labelled, scores)}${rowNumbers.column} from ${rowNumbers.from}`
  if (large) {
    // Read again by every question rather than held in memory. A view has no row numbers and takes no parameters.
    await confine(session, source)
    const files = `[${source.readable.map((file) => quoteText(literally(file))).join(', ')}]`
    await session.run(`create temp view examined as ${query.replace('$1', () => files)}`)
  } else {
    await session.run(`create temp table examined as ${query}`, [source.parameter])
    await session.lock()
  }
  const [row] = await session.rows('select count(*) as n from examined')
  const rows = countOf(row?.['n'])
  return {
    session,
    columns: source.format === 'parquet' || summary ? columns : columns.map((column) => foundType(column, facts)),
    rows,
    ...(await establishedLabels(session, labelled)),
    scores: await establishedScores(session, scores, examples),
  }
}

/** The relation with a number for each row. A Parquet file numbers its own, which spares reading it in one thread. */
function rowNumbersOf(relation: string, columns: readonly TableColumn[]): { from: string; column: string } {
  const own = 'file_row_number'
  if (!relation.startsWith('read_parquet($1') || columns.some(({ name }) => name.toLowerCase() === own)) {
    return { from: relation, column: ', row_number() over () - 1 as rowid' }
  }
  return { from: relation.replace('read_parquet($1', () => `read_parquet($1, ${own}=true`), column: `, ${own} as rowid` }
}

interface ColumnFacts {
  readonly column: TableColumn
  readonly hints: NameHints
  /** Distinct labels. */
  readonly labels: number
  /** Share of the present values that are numbers. */
  readonly numeric: number
  readonly distinct: number
  readonly whole: boolean
  readonly range: readonly [number, number] | null
}

async function sampledFacts(session: TableSession, source: TableSource, columns: readonly TableColumn[]): Promise<ColumnFacts[]> {
  if (columns.length === 0) return []
  const parts = columns.flatMap((column, index) => {
    const score = scoreExpression(column, source.format)
    const label = labelExpression(column, source.format)
    return [
      `count(distinct ${label}) as labels${index}`,
      `count(${label}) as present${index}`,
      `count(${score}) as numbers${index}`,
      `count(distinct ${score}) as distinct${index}`,
      `coalesce(bool_and(${score} = floor(${score})) filter (isfinite(${score})), true) as whole${index}`,
      `min(${score}) filter (isfinite(${score})) as low${index}`,
      `max(${score}) filter (isfinite(${score})) as high${index}`,
    ]
  })
  const names = columns.map(({ name }) => name)
  const [row = {}] = await session.rows(
    `select ${parts.join(', ')} from (select ${names.map(quoteIdentifier).join(', ')} from ${source.relation(names)} limit ${sampleRows})`,
    [source.parameter],
  )
  return columns.map((column, index) => {
    const low = row[`low${index}`]
    const high = row[`high${index}`]
    return {
      column,
      hints: nameHints(column.name),
      labels: countOf(row[`labels${index}`]),
      numeric: countOf(row[`numbers${index}`]) / Math.max(1, countOf(row[`present${index}`])),
      distinct: countOf(row[`distinct${index}`]),
      whole: row[`whole${index}`] === true,
      range: typeof low === 'number' && typeof high === 'number' ? [low, high] : null,
    }
  })
}

/** Text formats have no types: what the first rows hold stands for one. */
function foundType(column: TableColumn, facts: readonly ColumnFacts[]): TableColumn {
  const fact = facts.find((each) => each.column.name === column.name)
  if (fact === undefined || fact.range === null || fact.numeric < 1) return column
  return { name: column.name, type: fact.whole ? 'BIGINT' : 'DOUBLE' }
}

/** Numbers that are named like a score, or that are shares; not a measure, a key or a whole-numbered feature. */
function mayBeScore({ hints, numeric, distinct, whole, range, column }: ColumnFacts): boolean {
  if (range === null || hints.metric || column.type === 'BOOLEAN') return false
  if (!isNumericType(column.type) && numeric < 0.99) return false
  if (hints.score) return distinct >= 3 || (distinct === 2 && !hints.decision && !hints.label)
  return !hints.identifier && !whole && distinct >= 3 && range[0] >= 0 && range[1] <= 1
}

function byHints(facts: readonly ColumnFacts[], weight: (hints: NameHints) => number): ColumnFacts[] {
  return facts.toSorted((a, b) => weight(b.hints) - weight(a.hints)).slice(0, mostOfAKind)
}

function selectList(source: TableSource, labelled: readonly ColumnFacts[], scores: readonly ColumnFacts[]): string {
  const parts = [
    ...labelled.map(({ column }, index) => `${labelExpression(column, source.format)} as label${index}`),
    ...scores.map(({ column }, index) => `${scoreExpression(column, source.format)} as score${index}`),
  ]
  return parts.length === 0 ? '1 as one' : parts.join(', ')
}

function relationColumns(labelled: readonly ColumnFacts[], scores: readonly ColumnFacts[], columns: readonly TableColumn[]): string[] {
  const names = [...new Set([...labelled, ...scores].map(({ column }) => column.name))]
  return names.length === 0 ? columns.slice(0, 1).map(({ name }) => name) : names
}

async function establishedLabels(session: TableSession, facts: readonly ColumnFacts[]): Promise<Pick<ExaminedTable, 'binary' | 'several'>> {
  const binary: BinaryColumn[] = []
  const several: SeveralLabels[] = []
  for (const [index, { column, hints }] of facts.entries()) {
    const sql = `label${index}`
    const labels = await countLabels(session, 'examined', sql, mostLabels + 1)
    const [most, least] = labels
    if (most === undefined || least === undefined || labels.length > mostLabels) continue
    if (labels.length === 2) binary.push({ name: column.name, hints, labels: [most, least], sql })
    else if ((hints.label || hints.outcome) && !hints.decision && !hints.identifier) several.push({ name: column.name, labels })
  }
  return { binary, several }
}

async function examplesOf(session: TableSession, source: TableSource, facts: readonly ColumnFacts[]): Promise<string[][]> {
  if (facts.length === 0) return []
  const names = facts.map(({ column }) => column.name)
  const texts = names.map((name, index) => `${textOf(name, source.format)} as text${index}`)
  const rows = await session.rows(`select ${texts.join(', ')} from ${source.relation(names)} limit ${exampleRows}`, [source.parameter])
  return names.map((_, index) => {
    const values = rows.map((row) => row[`text${index}`]).filter((value) => typeof value === 'string')
    return [...new Set(values)].slice(0, mostExamples)
  })
}

async function establishedScores(
  session: TableSession,
  facts: readonly ColumnFacts[],
  examples: readonly (readonly string[])[],
): Promise<ScoreColumn[]> {
  const found: ScoreColumn[] = []
  for (const [index, { column, hints }] of facts.entries()) {
    const sql = `score${index}`
    const [row = {}] = await session.rows(
      `select min(${sql}) as low, max(${sql}) as high from examined where isfinite(${sql})`,
    )
    const { low, high } = row
    if (typeof low !== 'number' || typeof high !== 'number') continue
    // The first row that holds a third value ends the search.
    const third = await session.rows(`select 1 from examined where isfinite(${sql}) and ${sql} <> ${doubleLiteral(low)} and ${sql} <> ${doubleLiteral(high)} limit 1`)
    found.push({ name: column.name, hints, range: [low, high], twoValued: third.length === 0, decimalComma: column.decimalComma === true, examples: examples[index] ?? [], sql })
  }
  return found
}
