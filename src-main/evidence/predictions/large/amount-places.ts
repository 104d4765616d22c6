import type { DuckDBValue } from '@duckdb/node-api'
import { amountDigits, MOST_DIGITS } from '../../../domain/choices/amount-table.ts'
import type { TableProblem } from '../table-problems.ts'
import { countOf } from '../table-session.ts'
import type { TableSession } from '../table-session.ts'

/** What the amounts of a column are, over the usable rows. */
export interface AmountFacts {
  /** Decimal places that they are summed in. */
  readonly digits: number
  readonly rounded: boolean
  /** Rows without an amount, or with a negative one. */
  readonly without: number
  /** SQL type of the amounts as whole numbers, which holds their squares too; the wider one takes half as long again. */
  readonly type: 'bigint' | 'hugeint'
}

/** SQL that is true where `amount` can be summed. */
export const isAmount = 'isfinite(amount) and amount >= 0'

/** See {@link AmountFacts}; `select` gives the column `amount`. Raises what `amountTable` raises, and `usage` for a column without numbers. */
export async function amountFacts(session: TableSession, parameter: DuckDBValue, select: string, name: string, problem: TableProblem): Promise<AmountFacts> {
  const counted = (rows: string, from: number, to: number) => countPlaces(session, parameter, rows, from, to)
  // What some rows don't have, all of them haven't: fewer places are worth looking for in a sample alone.
  const sample = await counted(`select * from (${select}) limit ${sampledRows}`, 0, MOST_DIGITS)
  const most = sample.places.findIndex((rows) => rows === sample.usable)
  const from = most === -1 ? MOST_DIGITS : most
  // Mostly all rows have the places that the sample has; looking for each further place takes as long again.
  const first = await counted(select, from, from)
  if (first.numbers === 0) throw problem('usage', `Column ${name} holds no number.`, 'Choose another column.')
  const { places } = first.places[0] === first.usable || from === MOST_DIGITS ? first : await counted(select, from, MOST_DIGITS)
  const has = (digits: number) => digits >= from && places[digits - from] === first.usable
  const digits = amountDigits(has, first.sum, name)
  return { digits, rounded: !has(digits), without: first.rows - first.usable, type: first.most * 10 ** digits < mostSquared ? 'bigint' : 'hugeint' }
}

const sampledRows = 20_000
/** The squares of smaller numbers stay below 2^63. */
const mostSquared = 3e9

/** Rows, those with a number and with a usable amount, and of these, those that have each of `from` to `to` decimal places. */
async function countPlaces(session: TableSession, parameter: DuckDBValue, select: string, from: number, to: number) {
  const digits = Array.from({ length: to + 1 - from }, (_, place) => place + from)
  const has = digits.map((places) => `count(*) filter (round(amount * ${10 ** places}::double) / ${10 ** places}::double = amount) as places${places}`)
  const rows = await session.rows(
    `select isfinite(amount) as number, coalesce(${isAmount}, false) as usable, count(*) as n, sum(amount)::varchar as sum, max(amount)::varchar as most, ${has.join(', ')} from (${select}) group by 1, 2`,
    [parameter],
  )
  const total = (some: typeof rows, name: string) => some.reduce((sum, row) => sum + countOf(row[name]), 0)
  const usable = rows.filter((row) => row['usable'] === true)
  return {
    rows: total(rows, 'n'),
    numbers: total(rows.filter((row) => row['number'] === true), 'n'),
    usable: total(usable, 'n'),
    sum: usable.reduce((sum, row) => sum + Number(row['sum']), 0),
    most: usable.reduce((most, row) => Math.max(most, Number(row['most'])), 0),
    places: digits.map((places) => total(usable, `places${places}`)),
  }
}
