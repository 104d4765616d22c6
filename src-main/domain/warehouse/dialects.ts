import type { WarehouseDialect } from '../../contract/warehouse.ts'

/** What the dialects of SQL write differently in these queries. */
export interface Dialect {
  readonly name: string
  readonly quote: '`' | '"'
  readonly double: string
  readonly integer: string
  /** A double as text that gives the same double back: its 64 bits, or enough digits. */
  readonly exactText: (double: string) => string
}

const bits = (hexadecimal: string) => `'0x' || ${hexadecimal}`

/** Sources: the manuals of each engine on casts, on floating-point output and on binary functions. */
export const dialects: Readonly<Record<WarehouseDialect, Dialect>> = {
  // Java writes as many digits as tell a double from its neighbours.
  spark: { name: 'Spark SQL', quote: '`', double: 'DOUBLE', integer: 'BIGINT', exactText: (double) => `CAST(${double} AS STRING)` },
  trino: { name: 'Trino', quote: '"', double: 'DOUBLE', integer: 'BIGINT', exactText: (double) => bits(`to_hex(to_ieee754_64(${double}))`) },
  bigquery: { name: 'BigQuery', quote: '`', double: 'FLOAT64', integer: 'INT64', exactText: (double) => `FORMAT('%.17g', ${double})` },
  snowflake: { name: 'Snowflake', quote: '"', double: 'DOUBLE', integer: 'BIGINT', exactText: (double) => `TO_CHAR(${double}, '9.9999999999999999EE')` },
  postgresql: { name: 'PostgreSQL', quote: '"', double: 'DOUBLE PRECISION', integer: 'BIGINT', exactText: (double) => bits(`encode(float8send(${double}), 'hex')`) },
  clickhouse: { name: 'ClickHouse', quote: '`', double: 'Nullable(Float64)', integer: 'Nullable(Int64)', exactText: (double) => bits(`leftPad(hex(reinterpretAsUInt64(${double})), 16, '0')`) },
  // The shortest text that gives the same double back.
  duckdb: { name: 'DuckDB', quote: '"', double: 'DOUBLE', integer: 'BIGINT', exactText: (double) => `CAST(${double} AS VARCHAR)` },
}

/**
 * A name for a query: as it stands where every dialect takes it so, because engines fold the case of bare names in
 * their own way; else quoted. `path` keeps the dots between schema and table.
 */
export function nameIn({ quote }: Dialect, name: string, path: boolean): string {
  const parts = path ? name.split('.') : [name]
  return parts.map((part) => (/^[A-Za-z_][A-Za-z0-9_]*$/.test(part) ? part : quote + part.replaceAll(quote, quote + quote) + quote)).join('.')
}

/** A label as the literal that its text suggests: a number, true or false, or text. */
export function labelLiteral(label: string): string {
  if (/^-?\d+(\.\d+)?$/.test(label)) return label
  if (/^(true|false)$/i.test(label)) return label.toUpperCase()
  return `'${label.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
}
