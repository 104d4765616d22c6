import type { ColumnRequest, ColumnUse } from '../../contract/extra-columns.ts'
import type { TableReading } from '../../contract/reading.ts'
import { columnKey } from '../../domain/threshold/aligned-rows.ts'
import type { AlignedColumn, AlignedRows } from '../../domain/threshold/aligned-rows.ts'
import { withDecimalCommas } from './decimal-comma.ts'
import { withTable } from './lend-table.ts'
import { hashed, requireColumn, rowsQuery, scoreStates } from './read-prediction-table.ts'
import type { FurtherColumn } from './read-prediction-table.ts'
import type { ReadOptions, ReadTable } from './read-table.ts'
import { labelExpression, scoreExpression, textOf } from './row-expressions.ts'
import { quoteIdentifier } from './sql-quoting.ts'
import { tableProblems } from './table-problems.ts'
import type { TableProblem } from './table-problems.ts'
import { countOf, textAt, withTableSession } from './table-session.ts'
import type { TableSession } from './table-session.ts'
import { columnsOf } from './table-source.ts'
import type { TableColumn, TableSource } from './table-source.ts'

/** A column with more different texts than this makes neither parts nor segments. */
export const mostNames = 1000
/** Numbers with up to this many different values are groups of their own; more are kept as numbers, to be banded. */
export const mostNumericGroups = 20

/** What of a table that was read fixes which rows are usable, and that the file is still the same. */
export type ReadBefore = Pick<ReadTable, 'positive' | 'negative' | 'sha256'>

/**
 * Reads columns beside label and score for the usable rows of a table that was read before, all in one query, so that
 * every value stands beside its own score. Throws ProblemErrors as `readPredictionTable` does, and `usage` for a column
 * whose values don't fit its use or a file that isn't the one that was read.
 */
export async function readExtraColumns(
  file: string,
  reading: TableReading,
  requests: readonly ColumnRequest[],
  before: ReadBefore,
  options: ReadOptions,
): Promise<AlignedRows> {
  const problem = tableProblems(reading.path)
  refuseCounted(reading, problem)
  return withTable(file, problem, options.signal, async (source) => {
    const rows = await withTableSession(problem, options.signal, (session) =>
      alignedRows(session, source, reading, requests, before, problem, options),
    )
    if ((await hashed(source, problem, options.signal)) !== before.sha256) {
      throw problem('file-unreadable', 'The file changed since it was read.', 'Wait until nobody writes to it and read it again.')
    }
    return rows
  })
}

/** A table of counts has no rows that a column could stand beside. */
export function refuseCounted(reading: TableReading, problem: TableProblem): void {
  if (reading.weight === undefined) return
  throw problem('usage', `Column ${reading.weight} counts rows by score, so other columns stand for no single row.`, 'Use a table with one line for each row.')
}

async function alignedRows(
  session: TableSession,
  source: TableSource,
  reading: TableReading,
  requests: readonly ColumnRequest[],
  { positive, negative }: ReadBefore,
  problem: TableProblem,
  options: ReadOptions,
): Promise<AlignedRows> {
  const columns = await columnsOf(session, source, problem)
  const names = [...new Set([reading.label, reading.score, ...requests.map(({ name }) => name)])]
  const named = await withDecimalCommas(session, source, names.map((name) => requireColumn(columns, name, problem)))
  const label = requireColumn(named, reading.label, problem)
  const score = requireColumn(named, reading.score, problem)
  const asked = requests.map((request) => ({ request, column: requireColumn(named, request.name, problem) }))
  const further = asked.flatMap(({ request, column }, index) => expressionsOf(request.use, column, source, index))
  await session.run(`create temp table loaded as ${rowsQuery(source, label, score, further)}`, [source.parameter])
  await session.lock()
  await session.run(
    `create temp table usable as select * from loaded where state = ${scoreStates.usable} and label in ($1, $2)`,
    [positive, negative],
  )
  const plans: ColumnPlan[] = []
  for (const [index, { request }] of asked.entries()) plans.push(await planOf(session, request, index, problem))
  return stream(session, plans, positive, options)
}

function expressionsOf(use: ColumnUse, column: TableColumn, source: TableSource, index: number): FurtherColumn[] {
  const number = { column: column.name, alias: `number${index}`, expression: scoreExpression(column, source.format) }
  const text = { column: column.name, alias: `text${index}`, expression: labelExpression(column, source.format) }
  switch (use) {
    case 'amount':
      return [number]
    case 'customer':
    case 'part':
      return [text]
    case 'segment':
      return [number, text]
    case 'date':
      return [{ ...number, expression: dateExpression(column, source) }]
  }
}

/** SQL of a date or a time as milliseconds since 1970, a DOUBLE; null where it is neither. */
export function dateExpression(column: TableColumn, source: TableSource): string {
  // Its own type spares the way over text, which takes ten times as long.
  if (source.format === 'parquet' && /^(DATE|TIMESTAMP)$/.test(column.type)) return `cast(epoch_ms(cast(${quoteIdentifier(column.name)} as timestamp)) as double)`
  return `cast(epoch_ms(try_cast(${textOf(column.name, source.format)} as timestamp)) as double)`
}

/** How one column is taken from the table `usable`. */
type ColumnPlan = { readonly key: string; readonly expression: string; readonly join: string } & (
  | { readonly kind: 'number' }
  | { readonly kind: 'category'; readonly count: number; readonly names: readonly string[] }
)

async function planOf(session: TableSession, request: ColumnRequest, index: number, problem: TableProblem): Promise<ColumnPlan> {
  const { name, use } = request
  const key = columnKey(request)
  const number: ColumnPlan = {
    kind: 'number',
    key,
    expression: `case when isfinite(number${index}) then number${index} else 'nan'::double end`,
    join: '',
  }
  if (use === 'amount' || use === 'date') {
    const [row] = await session.rows(`select count(*) filter (isfinite(number${index})) as n from usable`)
    if (countOf(row?.['n']) > 0) return number
    throw problem('usage', `Column ${name} holds no ${use === 'date' ? 'date such as 2017-06-30' : 'number'}.`, 'Choose another column.')
  }
  if (use === 'segment' && (await isToBeBanded(session, index))) return number
  await session.run(
    `create temp table names${index} as select text${index} as name,
       cast(row_number() over (order by count(*) desc, text${index}) - 1 as double) as code
     from usable where text${index} is not null group by text${index}`,
  )
  const names = use === 'customer' ? [] : await namesOf(session, index)
  if (names.length > mostNames) {
    throw problem('usage', `Column ${name} holds more than ${mostNames.toLocaleString('en')} different texts.`, 'Choose a column with fewer groups.')
  }
  const [row] = await session.rows(`select count(*) as n from names${index}`)
  const count = countOf(row?.['n'])
  if (count === 0) throw problem('usage', `Column ${name} is empty in every usable row.`, 'Choose another column.')
  return {
    kind: 'category',
    key,
    count,
    names,
    expression: `coalesce(names${index}.code, -1)`,
    join: ` left join names${index} on names${index}.name = usable.text${index}`,
  }
}

async function isToBeBanded(session: TableSession, index: number): Promise<boolean> {
  const [row] = await session.rows(
    `select count(*) filter (text${index} is not null and not coalesce(isfinite(number${index}), false)) as other,
       count(distinct number${index}) as n from usable`,
  )
  return countOf(row?.['other']) === 0 && countOf(row?.['n']) > mostNumericGroups
}

async function namesOf(session: TableSession, index: number): Promise<string[]> {
  const rows = await session.rows(`select name from names${index} order by code limit ${mostNames + 1}`)
  return rows.map((row) => textAt(row, 'name'))
}

async function stream(session: TableSession, plans: readonly ColumnPlan[], positive: string, options: ReadOptions): Promise<AlignedRows> {
  const [row] = await session.rows('select count(*) as n from usable')
  const count = countOf(row?.['n'])
  const scores = new Float64Array(count)
  const isPositive = new Uint8Array(count)
  const stores = plans.map(({ kind }) => (kind === 'number' ? new Float64Array(count) : new Int32Array(count)))
  const select = ['score + 0', 'cast(label = $1 as double)', ...plans.map(({ expression }) => expression)].join(', ')
  let filled = 0
  await session.rowsOfDoubles(`select ${select} from usable${plans.map(({ join }) => join).join('')}`, [positive], (length, at) => {
    for (let index = 0; index < length; index++) {
      scores[filled + index] = at(0, index)
      isPositive[filled + index] = at(1, index)
      for (const [place, store] of stores.entries()) store[filled + index] = at(place + 2, index)
    }
    filled += length
    options.onProgress?.({ stage: 'Reading columns', done: filled, total: count, unit: 'rows' })
  })
  if (filled !== count) throw new RangeError(`Read ${filled} rows of ${count}.`)
  const columns = new Map<string, AlignedColumn>()
  for (const [place, plan] of plans.entries()) {
    const store = stores[place]
    if (plan.kind === 'number' && store instanceof Float64Array) columns.set(plan.key, { kind: 'number', values: store })
    if (plan.kind === 'category' && store instanceof Int32Array) {
      columns.set(plan.key, { kind: 'category', codes: store, count: plan.count, names: plan.names })
    }
  }
  return { scores, positive: isPositive, columns }
}
