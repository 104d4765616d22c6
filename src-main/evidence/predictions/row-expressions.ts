import { quoteIdentifier } from './sql-quoting.ts'
import type { TableColumn, TableFormat } from './table-source.ts'

const numeric = /^(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT|UTINYINT|USMALLINT|UINTEGER|UBIGINT|UHUGEINT|FLOAT|DOUBLE|DECIMAL)/

/** True for the types whose values are numbers already. */
export function isNumericType(type: string): boolean {
  return numeric.test(type) && !type.endsWith(']')
}

/** SQL of a value as text; null where it is null. */
export function textOf(column: string, format: TableFormat): string {
  const name = quoteIdentifier(column)
  return format === 'json-lines' ? `(${name} ->> '$')` : `cast(${name} as varchar)`
}

/** SQL number of a text: null where it isn't one. DuckDB would read 1_000 as a number; nothing else does. */
export function numberOfText(text: string, decimalComma = false): string {
  return decimalComma
    ? `case when not contains(${text}, '_') and not contains(${text}, '.') then try_cast(replace(${text}, ',', '.') as double) end`
    : `case when not contains(${text}, '_') then try_cast(${text} as double) end`
}

/** SQL of a score as DOUBLE; null where it is missing or not a number. NaN and infinities are kept. */
export function scoreExpression({ name, type, decimalComma }: TableColumn, format: TableFormat): string {
  if (format === 'parquet' && isNumericType(type)) return `cast(${quoteIdentifier(name)} as double)`
  if (format === 'parquet' && type === 'BOOLEAN') return `cast(cast(${quoteIdentifier(name)} as integer) as double)`
  return numberOfText(textOf(name, format), decimalComma)
}

/** SQL that is true where no value stands: null, or nothing but blanks. */
export function missingExpression({ name, type }: TableColumn, format: TableFormat): string {
  if (format === 'parquet' && (isNumericType(type) || type === 'BOOLEAN')) return `${quoteIdentifier(name)} is null`
  return `coalesce(trim(${textOf(name, format)}), '') = ''`
}

/**
 * SQL of a label as text, so that 1, 1.0 and '1' are one label, and so are TRUE and true; other text
 * stays as it is. Null where it is missing; NaN is how pandas writes a missing number.
 */
export function labelExpression({ name, type, decimalComma }: TableColumn, format: TableFormat): string {
  if (format === 'parquet' && (type === 'BOOLEAN' || /^U?(TINYINT|SMALLINT|INTEGER|BIGINT)$/.test(type))) {
    return `cast(${quoteIdentifier(name)} as varchar)`
  }
  const text = textOf(name, format)
  const number = numberOfText(text, decimalComma)
  // The first case spares nearly every table the rest, which takes five times as long.
  return `case when ${text} in ('0', '1') then ${text}
    when coalesce(trim(${text}), '') = '' or isnan(${number}) then null
    when lower(${text}) in ('true', 'false') then lower(${text})
    when isfinite(${number}) and abs(${number}) < 1e15 and ${number} = floor(${number}) then cast(cast(${number} as bigint) as varchar)
    when isfinite(${number}) then cast(${number} as varchar)
    else ${text} end`
}

/** The label that a user gave, in the form that {@link labelExpression} gives the labels of a table. */
export function canonicalLabel(given: string): string {
  if (/^(true|false)$/i.test(given)) return given.toLowerCase()
  if (!/^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(given)) return given
  const number = Number(given)
  return Number.isFinite(number) ? String(number === 0 ? 0 : number) : given
}
