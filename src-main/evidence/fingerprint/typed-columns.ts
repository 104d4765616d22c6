import type { FingerprintColumn } from '../../contract/fingerprint.ts'
import { isNumericType, numberOfText, textOf } from '../predictions/row-expressions.ts'
import { quoteIdentifier } from '../predictions/sql-quoting.ts'
import { countOf } from '../predictions/table-session.ts'
import type { TableSession } from '../predictions/table-session.ts'
import type { TableColumn, TableSource } from '../predictions/table-source.ts'

/** A column with what its values are and how its cells are written. */
export interface TypedColumn extends FingerprintColumn {
  /** SQL of its cells in the canonical form, never null. */
  readonly cell: string
}

const missing = `'-,'`
const textDate = '[0-9]{4}-[0-9]{2}-[0-9]{2}'
const textTimestamp = `${textDate}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,6})?`

/** What the values of every column are, over all rows, and the SQL of their canonical form. */
export async function typedColumns(session: TableSession, source: TableSource, columns: readonly TableColumn[]): Promise<TypedColumn[]> {
  switch (source.format) {
    case 'parquet':
      return parquetColumns(session, source, columns)
    case 'delimited':
      return delimitedColumns(session, source, columns)
    case 'json-lines':
      return jsonColumns(session, source, columns)
  }
}

async function factsOf(session: TableSession, source: TableSource, columns: readonly TableColumn[], facts: (column: TableColumn, index: number) => string[]) {
  const names = columns.map(({ name }) => name)
  const [row = {}] = await session.rows(`select ${columns.flatMap(facts).join(', ')} from ${source.relation(names)}`, [source.parameter])
  return row
}

async function parquetColumns(session: TableSession, source: TableSource, columns: readonly TableColumn[]): Promise<TypedColumn[]> {
  const row = await factsOf(session, source, columns, ({ name }, index) => [`count(${quoteIdentifier(name)}) as present${index}`])
  return columns.map(({ name, type }, index) =>
    countOf(row[`present${index}`]) === 0 ? { name, type: 'empty', cell: missing } : { name, ...parquetCell(quoteIdentifier(name), type) },
  )
}

function parquetCell(value: string, type: string): Omit<TypedColumn, 'name'> {
  if (/^(FLOAT|DOUBLE)$/.test(type)) return { type: 'number', cell: doubleCell(`cast(${value} as double)`) }
  if (type.startsWith('DECIMAL')) return { type: 'number', cell: decimalCell(value, type) }
  if (/^U?(TINYINT|SMALLINT|INTEGER)$/.test(type)) return { type: 'number', cell: doubleCell(`cast(${value} as double)`) }
  if (isNumericType(type)) return { type: 'number', cell: wholeCell(value, value, `cast(${value} as double)`) }
  if (type === 'BOOLEAN') return { type: 'boolean', cell: booleanCell(value) }
  if (type === 'DATE') return { type: 'date', cell: plainCell('D', `cast(${value} as varchar)`) }
  if (/^TIMESTAMP(_(S|MS|US|NS))?$/.test(type)) return { type: 'timestamp', cell: plainCell('T', `cast(${value} as varchar)`) }
  if (type === 'TIMESTAMP WITH TIME ZONE') return { type: 'instant', cell: plainCell('Z', `cast(epoch_us(${value}) as varchar)`) }
  if (type === 'BLOB') return { type: 'bytes', cell: plainCell('h', `hex(${value})`) }
  if (/^(STRUCT|MAP|UNION)|\[/.test(type)) return { type: 'nested', cell: textCell('j', `cast(to_json(${value}) as varchar)`) }
  if (/^(VARCHAR|ENUM|UUID)/.test(type)) return { type: 'text', cell: textCell('t', `cast(${value} as varchar)`) }
  return { type: 'other', cell: textCell('o', `cast(${value} as varchar)`) }
}

async function delimitedColumns(session: TableSession, source: TableSource, columns: readonly TableColumn[]): Promise<TypedColumn[]> {
  const row = await factsOf(session, source, columns, ({ name }, index) => {
    const text = present(name)
    const all = (condition: string) => `coalesce(bool_and(${condition}) filter (${text} is not null), false)`
    const some = (pattern: string) => `coalesce(bool_or(regexp_full_match(trim(${text}), '${pattern}')), false)`
    return [
      `count(${text}) as present${index}`,
      `${all(`${numberOfText(text)} is not null`)} as points${index}`,
      `${all(`${numberOfText(text, true)} is not null`)} as commas${index}`,
      `${all(`regexp_full_match(trim(${text}), '[+-]?[1-9][0-9]{0,2}(,[0-9]{3})*')`)} as thousands${index}`,
      `${some('[+-]?0[0-9]+.*')} as padded${index}`,
      `${some('[+-]?[0-9]{16,}')} as long${index}`,
      `${all(`lower(${text}) in ('true', 'false')`)} as boolean${index}`,
      `${all(`regexp_full_match(${text}, '${textDate}') and try_cast(${text} as date) is not null`)} as date${index}`,
      `${all(`regexp_full_match(${text}, '${textTimestamp}') and try_cast(${text} as timestamp) is not null`)} as timestamp${index}`,
    ]
  })
  return columns.map(({ name }, index) => {
    const text = present(name)
    const is = (fact: string) => row[`${fact}${index}`] === true
    const numbers = (is('points') || (is('commas') && !is('thousands'))) && !is('padded')
    if (countOf(row[`present${index}`]) === 0) return { name, type: 'empty', cell: missing }
    if (numbers) {
      const number = numberOfText(text, !is('points'))
      return { name, type: 'number', cell: is('long') ? wholeTextCell(text, number) : doubleCell(number) }
    }
    if (is('boolean')) return { name, type: 'boolean', cell: booleanCell(`(lower(${text}) = 'true')`) }
    if (is('date')) return { name, type: 'date', cell: plainCell('D', text) }
    if (is('timestamp')) return { name, type: 'timestamp', cell: plainCell('T', `cast(try_cast(${text} as timestamp) as varchar)`) }
    return { name, type: 'text', cell: textCell('t', text) }
  })
}

/** In delimited text an empty value, in quotes or not, is a missing one. */
function present(name: string): string {
  return `nullif(${quoteIdentifier(name)}, '')`
}

async function jsonColumns(session: TableSession, source: TableSource, columns: readonly TableColumn[]): Promise<TypedColumn[]> {
  const row = await factsOf(session, source, columns, ({ name }, index) => {
    const kind = `json_type(${quoteIdentifier(name)})`
    const all = (kinds: string) => `coalesce(bool_and(${kind} in (${kinds})) filter (${textOf(name, 'json-lines')} is not null), false)`
    return [
      `count(${textOf(name, 'json-lines')}) as present${index}`,
      `${all(`'UBIGINT', 'BIGINT', 'DOUBLE'`)} as number${index}`,
      `${all(`'BOOLEAN'`)} as boolean${index}`,
      `${all(`'VARCHAR'`)} as text${index}`,
      `${all(`'OBJECT', 'ARRAY'`)} as nested${index}`,
    ]
  })
  return columns.map(({ name }, index): TypedColumn => {
    const text = textOf(name, 'json-lines')
    const kind = `json_type(${quoteIdentifier(name)})`
    const cells = {
      number: wholeTextCell(text, `try_cast(${text} as double)`),
      boolean: booleanCell(`(${text} = 'true')`),
      text: textCell('t', text),
      nested: textCell('j', text),
    }
    if (countOf(row[`present${index}`]) === 0) return { name, type: 'empty', cell: missing }
    for (const type of ['number', 'boolean', 'text', 'nested'] as const) {
      if (row[`${type}${index}`] === true) return { name, type, cell: cells[type] }
    }
    const cell = `case when ${kind} = 'VARCHAR' then ${cells.text} when ${kind} = 'BOOLEAN' then ${cells.boolean}
      when ${kind} in ('OBJECT', 'ARRAY') then ${cells.nested} else ${cells.number} end`
    return { name, type: 'mixed', cell }
  })
}

function doubleCell(number: string): string {
  // Adding zero makes -0 one with 0.
  return `case when ${number} is null then ${missing} when isnan(${number}) then 'dnan,' when isinf(${number})
    then case when ${number} > 0 then 'dinf,' else 'd-inf,' end else format('d{:.16e},', ${number} + 0.0::double) end`
}

/** Whole numbers that no double equals, all beyond 2^53, are written as they are. */
function wholeCell(value: string, whole: string, double: string): string {
  return `case when ${value} is null then ${missing} when try_cast(${double} as hugeint) = ${whole}
    then format('d{:.16e},', ${double} + 0.0::double) else 'i' || cast(${whole} as varchar) || ',' end`
}

/** Numbers written as text: long whole ones are taken as such, all others as doubles. */
function wholeTextCell(text: string, double: string): string {
  const whole = `(case when regexp_full_match(trim(${text}), '[+-]?[0-9]{16,}') then try_cast(${text} as hugeint) end)`
  return `case when ${whole} is null then ${doubleCell(double)} else ${wholeCell(text, whole, double)} end`
}

function decimalCell(value: string, type: string): string {
  const scale = Number(/,\s*(\d+)\)/.exec(type)?.[1] ?? 0)
  const text = `cast(${value} as varchar)`
  const digits = `ltrim(replace(replace(${text}, '.', ''), '-', ''), '0')`
  const trimmed = scale === 0 ? text : `rtrim(rtrim(${text}, '0'), '.')`
  return `case when ${value} is null then ${missing} when length(${digits}) <= 15
    then format('d{:.16e},', cast(${value} as double) + 0.0::double) else 'x' || ${trimmed} || ',' end`
}

function booleanCell(value: string): string {
  return `case when ${value} is null then ${missing} when ${value} then 'b1,' else 'b0,' end`
}

function plainCell(tag: string, text: string): string {
  return `coalesce('${tag}' || ${text} || ',', ${missing})`
}

function textCell(tag: string, text: string): string {
  return `coalesce('${tag}' || cast(strlen(${text}) as varchar) || ':' || ${text} || ',', ${missing})`
}
