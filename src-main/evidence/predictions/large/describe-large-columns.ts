import type { ExtraColumn } from '../../../contract/extra-columns.ts'
import type { Json } from '@duckdb/node-api'
import { withDecimalCommas } from '../decimal-comma.ts'
import { usesOf } from '../describe-extra-columns.ts'
import { withTable } from '../lend-table.ts'
import { mostNames } from '../read-extra-columns.ts'
import type { ReadOptions } from '../read-table.ts'
import { isNumericType, labelExpression, numberOfText } from '../row-expressions.ts'
import { tableProblems } from '../table-problems.ts'
import { countOf, textAt, withTableSession } from '../table-session.ts'
import type { TableSession } from '../table-session.ts'
import { columnsOf } from '../table-source.ts'
import type { TableColumn, TableSource } from '../table-source.ts'
import { confine } from './confine.ts'
import { rawColumn } from './raw-column.ts'
import type { RawColumn } from './raw-column.ts'
import type { LargeBasis } from './read-large-table.ts'
import { usableRows } from './usable-rows.ts'

/** Different values as they lie in the file up to which each is looked at once. */
const mostRaw = 50_000
const sampledRows = 20_000

/**
 * The columns of a large table beside label and score, as `describeExtraColumns` gives them, in memory that doesn't grow with the
 * rows: where values hardly repeat, the examples are the first ones. Throws the same ProblemErrors, and where the file isn't the
 * one that was counted.
 */
export async function describeLargeColumns({ file, reading, columns: own, facts, unchanged }: LargeBasis, options: ReadOptions): Promise<ExtraColumn[]> {
  const problem = tableProblems(reading.path)
  return withTable(file, problem, options.signal, (source) =>
    withTableSession(problem, options.signal, async (session) => {
      await unchanged()
      await confine(session, source)
      const all = await columnsOf(session, source, problem)
      const others = await withDecimalCommas(session, source, all.filter(({ name }) => name !== own.label.name && name !== own.score.name))
      const described: ExtraColumn[] = []
      for (const [index, column] of others.entries()) {
        options.onProgress?.({ stage: 'Looking at columns', done: index, total: others.length, unit: 'columns' })
        const raw = rawColumn(column, source)
        const select = usableRows(source, own, facts, [raw.further]).select
        // Where rows are left out, what the file states of all of them isn't that of the usable ones.
        const stated = facts.excluded === null ? await statedColumn(session, source, column) : null
        described.push({ name: column.name, type: column.type, ...(await describe({ session, source, raw, select, stated, rows: facts.rowCount })) })
      }
      await unchanged()
      return described
    }),
  )
}

/** What a Parquet file states of a column in every part of it. */
interface StatedColumn {
  readonly nulls: number
  /** The lowest value as text. */
  readonly low: string
}

async function statedColumn(session: TableSession, source: TableSource, { name, type }: TableColumn): Promise<StatedColumn | null> {
  if (source.format !== 'parquet' || !(isWhole(type) || isDay(type))) return null
  const [row = {}] = await session.rows(
    `select count(*) as parts, count(stats_null_count) as counted, coalesce(sum(stats_null_count), 0)::bigint as nulls, count(stats_min_value) as ended,
  ${isWhole(type) ? 'min(try_cast(stats_min_value as double))' : 'min(stats_min_value)'}::varchar as low from parquet_metadata($1) where path_in_schema = $2`,
    [source.parameter, name],
  )
  const { low } = row
  const parts = countOf(row['parts'])
  const whole = parts > 0 && countOf(row['counted']) === parts && countOf(row['ended']) === parts
  return whole && typeof low === 'string' ? { nulls: countOf(row['nulls']), low } : null
}

function isWhole(type: string): boolean {
  return /^U?(TINYINT|SMALLINT|INTEGER|BIGINT)$/.test(type)
}

function isDay(type: string): boolean {
  return type === 'DATE' || type === 'TIMESTAMP'
}

interface Asked {
  readonly session: TableSession
  readonly source: TableSource
  readonly raw: RawColumn
  readonly select: string
  readonly stated: StatedColumn | null
  readonly rows: number
}

type Description = Omit<ExtraColumn, 'name' | 'type'>

async function describe(asked: Asked): Promise<Description> {
  const { session, source, raw, select } = asked
  const first = await session.rows(
    `select text, coalesce(isfinite(${numberOfText('text')}), false) as number, try_cast(text as timestamp) is not null as date
from (select ${labelExpression(raw.column, raw.format)} as text from (${select}) limit ${sampledRows}) where text is not null`,
    [source.parameter],
  )
  // More different texts among the first rows than are counted at all: no need to count them.
  if (new Set(first.map((row) => row['text'])).size > mostNames) return describeByRow(asked, first)
  const [guess = {}] = await session.rows(`select approx_count_distinct(raw) as n from (${select})`, [source.parameter])
  return countOf(guess['n']) <= mostRaw ? describeByValue(asked) : describeByRow(asked, first)
}

/** Expressions over the text of a value, each once for a value however many rows hold it. */
async function describeByValue({ session, source, raw, select }: Asked): Promise<Description> {
  const number = numberOfText('text')
  const rows = await session.rows(
    `select text, sum(n)::bigint as n, coalesce(isfinite(any_value(${number})), false) as number, coalesce(any_value(${number}) < 0, false) as negative,
  any_value(try_cast(text as timestamp)) is not null as date
from (select ${labelExpression(raw.column, raw.format)} as text, n from (select raw, count(*) as n from (${select}) group by raw)) group by text order by 2 desc, text`,
    [source.parameter],
  )
  const total = (some: typeof rows) => some.reduce((sum, row) => sum + countOf(row['n']), 0)
  const stated = rows.filter((row) => row['text'] !== null)
  const distinct = stated.length > mostNames ? null : stated.length
  const facts = {
    distinct,
    rows: total(rows),
    stated: total(stated),
    numbers: total(stated.filter((row) => row['number'] === true)),
    dates: total(stated.filter((row) => row['date'] === true)),
    negatives: total(stated.filter((row) => row['negative'] === true)),
  }
  return { missing: facts.rows - facts.stated, distinct, examples: stated.slice(0, 4).map((row) => textAt(row, 'text')), uses: usesOf(facts) }
}

/** Where values hardly repeat, what the first rows settle isn't asked of the others: every text of a table takes long. */
async function describeByRow({ session, source, raw, select, stated: ofFile, rows }: Asked, first: readonly Record<string, Json>[]): Promise<Description> {
  const examples = [...new Set(first.map((each) => textAt(each, 'text')))].slice(0, 4)
  if (ofFile !== null) {
    const stated = rows - ofFile.nulls
    const [numbers, dates] = isWhole(raw.type) ? [stated, 0] : [0, stated]
    const negatives = isWhole(raw.type) && Number(ofFile.low) < 0 ? 1 : 0
    return { missing: ofFile.nulls, distinct: null, examples, uses: usesOf({ distinct: null, rows, stated, numbers, dates, negatives }) }
  }
  const all = (what: 'number' | 'date') => first.every((row) => row[what] === true)
  const { stated, number, date } = expressionsOf(raw)
  const [row = {}] = await session.rows(
    `select count(*) as n, count(*) filter (${stated}) as stated, ${all('number') ? `count(*) filter (isfinite(${number}))` : '0'} as numbers,
  ${all('number') ? `count(*) filter (${number} < 0)` : '0'} as negatives, ${all('date') && !all('number') ? `count(${date})` : '0'} as dates from (${select})`,
    [source.parameter],
  )
  const count = (name: string) => countOf(row[name])
  const facts = { distinct: null, rows: count('n'), stated: count('stated'), numbers: count('numbers'), dates: count('dates'), negatives: count('negatives') }
  return { missing: facts.rows - facts.stated, distinct: null, examples, uses: usesOf(facts) }
}

/** Whether a value is stated, its number and its date; by its own type where that spares the way over text. */
function expressionsOf({ column, format, type }: RawColumn): { stated: string; number: string; date: string } {
  if (isNumericType(type)) return { stated: 'raw is not null and not isnan(raw::double)', number: 'raw::double', date: 'null::timestamp' }
  if (type === 'DATE' || type === 'TIMESTAMP') return { stated: 'raw is not null', number: 'null::double', date: 'raw' }
  const text = labelExpression(column, format)
  // Only a text as short as "NaN" can be no value although something stands there.
  const stated = `case when length(trim(raw)) > 8 then true else ${text} is not null end`
  return { stated, number: numberOfText('raw', column.decimalComma), date: 'try_cast(raw as timestamp)' }
}
