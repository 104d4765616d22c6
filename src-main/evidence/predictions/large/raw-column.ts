import { isNumericType, textOf } from '../row-expressions.ts'
import { quoteIdentifier } from '../sql-quoting.ts'
import type { FurtherColumn } from '../read-prediction-table.ts'
import type { TableColumn, TableFormat, TableSource } from '../table-source.ts'

/** A column as it lies in the file, under the name `raw`, so that its different values are looked at once each. */
export interface RawColumn {
  readonly further: FurtherColumn
  /** The column `raw`, for expressions over it, and the format that they are to be made for. */
  readonly column: TableColumn
  readonly format: TableFormat
  /** The type that a text of a value is cast to, to be that value again. */
  readonly type: string
}

const kept = /^(VARCHAR|BOOLEAN|DATE|TIMESTAMP)$/

/** See {@link RawColumn}. Values of a type whose text might not be read back are taken as text. */
export function rawColumn({ name, type, decimalComma }: TableColumn, source: TableSource): RawColumn {
  const asIs = source.format === 'parquet' && (kept.test(type) || isNumericType(type))
  const own = { name: 'raw', type: asIs ? type : 'VARCHAR', ...(decimalComma === undefined ? {} : { decimalComma }) }
  return {
    further: { column: name, alias: 'raw', expression: asIs ? quoteIdentifier(name) : textOf(name, source.format) },
    column: own,
    format: asIs ? 'parquet' : 'delimited',
    type: own.type,
  }
}
