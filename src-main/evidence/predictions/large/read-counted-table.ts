import type { TableReading } from '../../../contract/reading.ts'
import { scoreAt } from '../../../domain/threshold/cut-table.ts'
import { mostRowsOfAClass } from '../../../domain/large/score-groups.ts'
import type { ScoreGroups } from '../../../domain/large/score-groups.ts'
import { withDecimalCommas } from '../decimal-comma.ts'
import { oneClass } from '../label-classes.ts'
import { withWholeTable } from '../lend-table.ts'
import { hashed, requireColumn } from '../read-prediction-table.ts'
import type { ReadOptions } from '../read-table.ts'
import { isNumericType, missingExpression, scoreExpression, textOf } from '../row-expressions.ts'
import { tableProblems } from '../table-problems.ts'
import type { TableProblem } from '../table-problems.ts'
import { countOf, withTableSession } from '../table-session.ts'
import type { TableSession } from '../table-session.ts'
import { columnsOf, emptyFile } from '../table-source.ts'
import type { TableColumn, TableFormat, TableSource } from '../table-source.ts'
import { GroupCollector } from './collect-groups.ts'
import type { LargeTable } from './read-large-table.ts'

/** More lines of counts are no reduction, and would fill the memory. */
const mostLines = 10_000_000

/** A reading of a table of counts. */
export type CountedReading = TableReading & { readonly weight: string }

export function isCounted(reading: TableReading): reading is CountedReading {
  return reading.weight !== undefined
}

/**
 * Reads a table whose lines stand for several rows: a score, or a range of scores, with the number of rows and of
 * positives among them. It is what a warehouse answers; the rows themselves stay there. Lines of one score, or of one
 * range, are added up. Throws the ProblemErrors of `readPredictionTable`, and `file-corrupt` for counts that can't be
 * and for ranges that overlap.
 */
export async function readCountedTable(file: string, reading: CountedReading, options: ReadOptions): Promise<Omit<LargeTable, 'finer' | 'basis'>> {
  const problem = tableProblems(reading.path)
  return withWholeTable(file, problem, options.signal, async (source) => {
    const before = await hashed(source, problem, options.signal)
    const read = await withTableSession(problem, options.signal, (session) => readCounts(session, source, reading, problem))
    if ((await hashed(source, problem, options.signal)) !== before) {
      throw problem('file-unreadable', 'The file changed while it was read.', 'Wait until nobody writes to it and read it again.')
    }
    return { ...read, sha256: before, form: source.form, positive: '1', negative: '0' }
  })
}

/** The name as the table writes it: some warehouses give the columns of a query in capitals. */
function asWritten(columns: readonly TableColumn[], name: string): string {
  const written = (of: (column: string) => string) => columns.find((column) => of(column.name) === of(name))?.name
  return written((column) => column) ?? written((column) => column.toLowerCase()) ?? name
}

async function readCounts(
  session: TableSession,
  source: TableSource,
  reading: CountedReading,
  problem: TableProblem,
): Promise<Pick<LargeTable, 'groups' | 'rowCount' | 'excluded' | 'query' | 'decimalComma'>> {
  const columns = await columnsOf(session, source, problem)
  const named = [reading.score, reading.scoreTo ?? reading.score, reading.weight, reading.label].map((name) => requireColumn(columns, asWritten(columns, name), problem))
  const names = named.map(({ name }) => name)
  const [score, scoreTo, weight, positives] = await withDecimalCommas(session, source, named)
  if (score === undefined || scoreTo === undefined || weight === undefined || positives === undefined) throw new RangeError('a column is missing')
  const query = `select ${exactScore(score, source.format)} as low, ${exactScore(scoreTo, source.format)} as high,
  ${missingExpression(score, source.format)} as missing, ${scoreExpression(weight, source.format)} as n, ${scoreExpression(positives, source.format)} as p
from ${source.relation([...new Set(names)])}`
  await session.run(`create temp table counted as ${query}`, [source.parameter])
  await session.lock()
  await refuseImpossible(session, reading, problem)
  const [row = {}] = await session.rows(
    `select coalesce(sum(n), 0)::bigint as rows, count(*) as lines,
       coalesce(sum(n) filter (missing), 0)::bigint as "nullScore",
       coalesce(sum(n) filter (not missing and low is null), 0)::bigint as "textScore",
       coalesce(sum(n) filter (isnan(low)), 0)::bigint as "nanScore",
       coalesce(sum(n) filter (isinf(low)), 0)::bigint as "infiniteScore",
       coalesce(sum(n) filter (isfinite(low) and p is null), 0)::bigint as "nullLabel" from counted`,
  )
  const sum = (name: string) => countOf(row[name])
  if (sum('lines') === 0) throw emptyFile(problem)
  if (sum('lines') > mostLines) {
    throw problem('too-large', `The table has more than ${mostLines.toLocaleString('en')} lines of counts.`, 'Count by ranges of scores first, and list the scores of the ranges that matter.')
  }
  if (sum('rows') > mostRowsOfAClass) throw problem('too-large', 'The table counts more rows than can be counted here.', 'Divide the table, for example by time.')
  const collector = new GroupCollector()
  await session.rowsOfDoubles(
    'select low, high, sum(p) as p, sum(n) as n from counted where isfinite(low) and p is not null and n > 0 group by 1, 2 order by 1, 2',
    [],
    (length, at) => {
      for (let line = 0; line < length; line += 1) {
        collector.add({ low: at(0, line), high: at(1, line), positives: at(2, line), rows: at(3, line), place: line })
      }
    },
  )
  const groups = collector.finish(reading.orientation)
  refuseUnusable(groups, reading, problem)
  const excluded = { nullScore: sum('nullScore'), nanScore: sum('nanScore'), infiniteScore: sum('infiniteScore'), textScore: sum('textScore'), nullLabel: sum('nullLabel'), foreignLabel: 0 }
  return { groups, rowCount: sum('rows'), excluded, query, decimalComma: score.decimalComma === true }
}

/** SQL of a score that may be written as its 64-bit pattern. */
function exactScore(column: TableColumn, format: TableFormat): string {
  const number = scoreExpression(column, format)
  if (format === 'parquet' && (isNumericType(column.type) || column.type === 'BOOLEAN')) return number
  const text = `trim(${textOf(column.name, format)})`
  return `case when regexp_full_match(${text}, '0[xX][0-9a-fA-F]{16}') then cast(cast(cast(${text} as ubigint) as bit) as double) else ${number} end`
}

async function refuseImpossible(session: TableSession, reading: CountedReading, problem: TableProblem): Promise<void> {
  const [row = {}] = await session.rows(
    `select count(*) filter (n is null or not isfinite(n) or n < 0 or n <> floor(n) or n > 9007199254740992) as n,
       count(*) filter (p < 0 or p > n or p <> floor(p) or isnan(p)) as p,
       count(*) filter (isfinite(low) and (high is null or not isfinite(high) or high < low)) as high from counted`,
  )
  const refuse = (name: string, column: string, wrong: string) => {
    if (countOf(row[name]) > 0) throw problem('file-corrupt', `Column ${column} ${wrong} in ${countOf(row[name])} lines.`, 'Run the query again and export its whole result.')
  }
  refuse('n', reading.weight, 'is not a whole number of rows')
  refuse('p', reading.label, `is not a whole number between 0 and ${reading.weight}`)
  refuse('high', reading.scoreTo ?? reading.score, `is below ${reading.score}, or no number,`)
}

function refuseUnusable({ heads, tails, positives, negatives }: ScoreGroups, { orientation, score }: CountedReading, problem: TableProblem): void {
  if (heads.length === 0) throw problem('no-usable-row', 'No line has a usable score and counts.', 'Check the columns.')
  const sign = orientation === 'high' ? -1 : 1
  for (let group = 1; group < heads.length; group += 1) {
    if (sign * scoreAt(tails, group - 1) < sign * scoreAt(heads, group)) continue
    throw problem('file-corrupt', `The ranges of ${score} overlap, for example at ${scoreAt(heads, group)}.`, 'Use the result of one query, whole and unchanged.')
  }
  for (const [counts, other] of [[positives, 'negatives'], [negatives, 'positives']] as const) {
    if (counts.every((count) => count === 0)) throw oneClass(`All rows are ${other}.`, problem)
  }
}
