/** A table that holds the same data as a chart. */
export interface ChartTable {
  readonly caption: string
  readonly columns: readonly { readonly title: string; readonly numeric: boolean }[]
  readonly rows: readonly (readonly string[])[]
  /** The row that the answer is about; a long table opens there. */
  readonly opensAt?: number
}
