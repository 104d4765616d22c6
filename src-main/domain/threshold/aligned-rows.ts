import type { ColumnRequest } from '../../contract/extra-columns.ts'

/** A column beside label and score, one value for each row in the order of `AlignedRows`. */
export type AlignedColumn =
  | {
      readonly kind: 'number'
      /** NaN where the row has none. */
      readonly values: Float64Array
    }
  | {
      readonly kind: 'category'
      /** An index below `count`; -1 where the row has no value. */
      readonly codes: Int32Array
      readonly count: number
      /** The text of each code, most frequent first; empty where only equality matters. */
      readonly names: readonly string[]
    }

/** The usable rows of a table with columns beside label and score; all arrays are equally long. */
export interface AlignedRows {
  readonly scores: Float64Array
  /** 1 for a positive row, 0 for a negative. */
  readonly positive: Uint8Array
  /** By `columnKey`: one column may be read for several uses. */
  readonly columns: ReadonlyMap<string, AlignedColumn>
}

/** How `AlignedRows` names a column that was read for a use. */
export function columnKey({ name, use }: ColumnRequest): string {
  return `${use} ${name}`
}

/** A column that was read for a use; a RangeError where it wasn't. */
export function columnOf(rows: AlignedRows, request: ColumnRequest): AlignedColumn {
  const column = rows.columns.get(columnKey(request))
  if (column === undefined) throw new RangeError(`column ${request.name} was not read`)
  return column
}

/** The number column that was read for a use; a RangeError where it wasn't, or as a category. */
export function numberColumn(rows: AlignedRows, request: ColumnRequest): Float64Array {
  const column = columnOf(rows, request)
  if (column.kind !== 'number') throw new RangeError(`column ${request.name} was not read as numbers`)
  return column.values
}

/** The category column that was read for a use; a RangeError where it wasn't, or as numbers. */
export function categoryColumn(rows: AlignedRows, request: ColumnRequest): Extract<AlignedColumn, { kind: 'category' }> {
  const column = columnOf(rows, request)
  if (column.kind !== 'category') throw new RangeError(`column ${request.name} was not read as categories`)
  return column
}
