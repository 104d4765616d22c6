import { listValue } from '@duckdb/node-api'
import type { DuckDBValue } from '@duckdb/node-api'
import { bandName } from '../../../domain/statistics/segment-groups.ts'
import { DAY, openDay } from '../../../domain/uncertainty/row-parts.ts'
import { dateExpression, mostNames, mostNumericGroups } from '../read-extra-columns.ts'
import type { FurtherColumn } from '../read-prediction-table.ts'
import { isNumericType, labelExpression, scoreExpression } from '../row-expressions.ts'
import type { TableProblem } from '../table-problems.ts'
import { countOf } from '../table-session.ts'
import type { TableSession } from '../table-session.ts'
import type { TableColumn, TableSource } from '../table-source.ts'
import type { ListingLimits } from './finer-groups.ts'
import { numberBands } from './number-bands.ts'
import { rawColumn } from './raw-column.ts'
import type { RawColumn } from './raw-column.ts'
import type { UsableRows } from './row-levels.ts'
import { doubleLiteral } from './score-map.ts'

/** How the rows of a table get the code of their group, part or side, as SQL over their columns. */
export interface ColumnCodes {
  readonly further: readonly FurtherColumn[]
  /** Creates in a session what `join` names. */
  readonly prepare: (session: TableSession) => Promise<void>
  /** Follows the relation `r` of the rows. */
  readonly join: string
  readonly expression: string
  /** The names of the codes. Rows without a value have the code after the last. */
  readonly names: readonly string[]
  /** Usable rows by code; null where they are known once all are counted. */
  readonly rows: readonly number[] | null
}

/** What codes are made of: the usable rows of a table, with any further column, in an open session. */
export interface CodeGround {
  readonly session: TableSession
  readonly source: TableSource
  readonly rows: (further: readonly FurtherColumn[]) => UsableRows
  readonly limits: ListingLimits
  /** Whether rows are left out that the codes must count. */
  readonly countsAll: boolean
  readonly problem: TableProblem
}

/** Different values as they lie in the file up to which each is looked at by itself. Fewer make the same text, as 1 and 1.0 do. */
const mostRaw = 50_000

/** The codes of a column that names parts or segments, most frequent first, as `readExtraColumns` gives them. */
export async function nameCodes(ground: CodeGround, column: TableColumn, use: 'part' | 'segment'): Promise<ColumnCodes> {
  const { session, source, rows, problem } = ground
  const raw = rawColumn(column, source)
  const { select } = rows([raw.further])
  const [guess = {}] = await session.rows(`select approx_count_distinct(raw) as n from (${select})`, [source.parameter])
  if (countOf(guess['n']) > mostRaw) {
    if (use === 'segment' && (await holdsNumbersOnly(ground, select, raw))) return bandCodes(ground, column)
    throw tooMany(column, problem)
  }
  const values = await valuesOf(ground, select, raw)
  if (use === 'segment' && isToBeBanded(values)) return bandCodes(ground, column)
  return codesOfValues(values, column, raw, problem)
}

function tooMany({ name }: TableColumn, problem: TableProblem) {
  return problem('usage', `Column ${name} holds more than ${mostNames.toLocaleString('en')} different texts.`, 'Choose a column with fewer groups.')
}

interface RawValue {
  /** The value as text; null where there is none. */
  readonly raw: string | null
  readonly name: string | null
  /** Null where it isn't a number. */
  readonly number: number | null
  readonly finite: boolean
  readonly rows: number
}

/** The different values of a column: those of the most frequent name first. */
async function valuesOf({ session, source }: CodeGround, select: string, { column, format }: RawColumn): Promise<RawValue[]> {
  const rows = await session.rows(
    `select raw, name, number::varchar as number, coalesce(isfinite(number), false) as finite, n
from (select *, sum(n) over (partition by name) as total
  from (select raw::varchar as raw, ${labelExpression(column, format)} as name, ${scoreExpression(column, format)} as number, n
    from (select raw, count(*) as n from (${select}) group by raw)))
order by total desc, name, raw`,
    [source.parameter],
  )
  const text = (value: unknown) => (typeof value === 'string' ? value : null)
  return rows.map((row) => {
    const number = text(row['number'])
    return { raw: text(row['raw']), name: text(row['name']), number: number === null ? null : Number(number), finite: row['finite'] === true, rows: countOf(row['n']) }
  })
}

function isToBeBanded(values: readonly RawValue[]): boolean {
  const numbers = new Set(values.flatMap(({ number }) => number ?? []))
  return values.every(({ name, finite }) => name === null || finite) && numbers.size > mostNumericGroups
}

async function holdsNumbersOnly({ session, source }: CodeGround, select: string, { column, format }: RawColumn): Promise<boolean> {
  const other = isNumericType(column.type)
    ? 'isinf(raw::double)'
    : `${labelExpression(column, format)} is not null and not coalesce(isfinite(${scoreExpression(column, format)}), false)`
  const [row = {}] = await session.rows(`select count(*) filter (${other}) as n from (${select})`, [source.parameter])
  return countOf(row['n']) === 0
}

function codesOfValues(values: readonly RawValue[], column: TableColumn, { further, type }: RawColumn, problem: TableProblem): ColumnCodes {
  const names = [...new Set(values.flatMap(({ name }) => name ?? []))]
  if (names.length > mostNames) throw tooMany(column, problem)
  if (names.length === 0) throw problem('usage', `Column ${column.name} is empty in every usable row.`, 'Choose another column.')
  const codes = new Map(names.map((name, code) => [name, code]))
  const codeOf = ({ name }: RawValue) => (name === null ? names.length : (codes.get(name) ?? names.length))
  const rows = new Array<number>(names.length + 1).fill(0)
  for (const value of values) rows[codeOf(value)] = (rows[codeOf(value)] ?? 0) + value.rows
  const stated = values.flatMap((value) => (value.raw === null ? [] : [{ raw: value.raw, code: codeOf(value) }]))
  return {
    further: [further],
    names,
    rows,
    join: ' join codes c on r.raw is not distinct from c.raw',
    expression: 'c.code',
    prepare: async (session) => {
      const list = (texts: readonly string[]): DuckDBValue => listValue([...texts])
      await session.run(
        `create or replace temp table codes as select unnest($1::varchar[])::${type} as raw, unnest($2::varchar[])::usmallint as code
union all select null, ${names.length}`,
        [list(stated.map(({ raw }) => raw)), list(stated.map(({ code }) => String(code)))],
      )
    },
  }
}

/** The codes of a column of many numbers: the bands that `groupsOf` makes of it. */
async function bandCodes({ session, source, rows, limits, countsAll }: CodeGround, column: TableColumn): Promise<ColumnCodes> {
  const further = { column: column.name, alias: 'number', expression: scoreExpression(column, source.format) }
  const { select } = rows([further])
  const bands = await numberBands(session, source.parameter, select, limits)
  const cases = bands.map(({ high }, band) => ` when number <= ${doubleLiteral(high)} then ${band}`).join('')
  const expression = `(case when not coalesce(isfinite(number), false) then ${bands.length}${cases} end)::usmallint`
  return {
    further: [further],
    names: bands.map(({ low, high }) => bandName(low, high)),
    rows: countsAll ? await rowsOfCodes(session, source, select, expression, bands.length) : null,
    join: '',
    expression,
    prepare: () => Promise.resolve(),
  }
}

async function rowsOfCodes(session: TableSession, source: TableSource, select: string, expression: string, names: number): Promise<number[]> {
  const counted = await session.rows(`select ${expression} as code, count(*) as n from (${select}) group by 1`, [source.parameter])
  const of = new Map(counted.map((row) => [countOf(row['code']), countOf(row['n'])]))
  return Array.from({ length: names + 1 }, (_, code) => of.get(code) ?? 0)
}

/** The two sides of a day: rows before it have code 0, the others 1. `from` null takes the day that `openDay` gives. */
export async function dayCodes({ session, source, rows, countsAll, problem }: CodeGround, column: TableColumn, from: string | null): Promise<ColumnCodes & { readonly day: string }> {
  const further = { column: column.name, alias: 'time', expression: dateExpression(column, source) }
  const { select } = rows([further])
  // Which days there are matters only where none is named.
  const dated = `from (${select}) where isfinite(time)`
  const counted = await session.rows(from === null ? `select floor(time / ${DAY}) as day, count(*) as n ${dated} group by 1 order by 1` : `select 0 as day, 1 as n ${dated} limit 1`, [source.parameter])
  const days = counted.map((row) => ({ day: countOf(row['day']), rows: countOf(row['n']) }))
  if (days.length === 0) throw problem('usage', `Column ${column.name} holds no date such as 2017-06-30.`, 'Choose another column.')
  const start = from === null ? openDay(days) : Date.parse(from)
  if (start === null) throw problem('usage', `Column ${column.name} holds one day only.`, 'Choose another column.')
  const expression = `(case when not coalesce(isfinite(time), false) then 2 when time < ${doubleLiteral(start)} then 0 else 1 end)::usmallint`
  return {
    further: [further],
    names: ['before', 'from then on'],
    rows: countsAll ? await rowsOfCodes(session, source, select, expression, 2) : null,
    join: '',
    expression,
    prepare: () => Promise.resolve(),
    day: new Date(start).toISOString().slice(0, 10),
  }
}
