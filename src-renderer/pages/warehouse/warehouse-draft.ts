import type { Scan } from '../../../src-main/contract/scan.ts'
import type { Costs } from '../../../src-main/contract/recommendation.ts'
import type { TableReading } from '../../../src-main/contract/reading.ts'
import type { WarehouseDialect, WarehouseQuestion, WarehouseRows } from '../../../src-main/contract/warehouse.ts'

/** The rows in a warehouse as a person types them, and where the results of the two queries were saved. */
export interface WarehouseDraft {
  dialect: WarehouseDialect
  table: string
  label: string
  positive: string
  score: string
  weight: string
  segment: string
  low: string
  high: string
  orientation: TableReading['orientation']
  /** Paths in the evidence folder. */
  first: string
  second: string
}

export const emptyWarehouseDraft: WarehouseDraft = {
  dialect: 'spark',
  table: '',
  label: '',
  positive: '1',
  score: '',
  weight: '',
  segment: '',
  low: '0',
  high: '1',
  orientation: 'high',
  first: 'warehouse-counts.csv',
  second: 'warehouse-scores.csv',
}

export const dialectNames: Readonly<Record<WarehouseDialect, string>> = {
  spark: 'Spark SQL or Databricks',
  trino: 'Trino',
  bigquery: 'BigQuery',
  snowflake: 'Snowflake',
  postgresql: 'PostgreSQL',
  clickhouse: 'ClickHouse',
  duckdb: 'DuckDB',
}

/** What the first query still waits for; null where it can be written. */
export function draftWaitsFor(draft: WarehouseDraft): string | null {
  const { table, label, positive, score, low, high } = trimmed(draft)
  if (table === '') return 'Name the table.'
  if (label === '' || score === '') return 'Name the label and the score column.'
  if (label === score) return 'Label and score have to be two columns.'
  if (positive === '') return 'Give the value of the label that counts as positive.'
  const [from, to] = [Number(low), Number(high)]
  if (low === '' || high === '' || !Number.isFinite(from) || !Number.isFinite(to) || from >= to) return 'Give the lowest and the highest score, for example 0 and 1.'
  return null
}

/** The rows of a draft that waits for nothing. */
export function rowsOf(draft: WarehouseDraft): WarehouseRows {
  const { table, label, positive, score, weight, segment, low, high } = trimmed(draft)
  return {
    table,
    label,
    positive,
    score,
    ...(weight === '' ? {} : { weight }),
    ...(segment === '' ? {} : { segment }),
    range: [Number(low), Number(high)],
  }
}

function trimmed({ table, label, positive, score, weight, segment, low, high }: WarehouseDraft) {
  return {
    table: table.trim(),
    label: label.trim(),
    positive: positive.trim(),
    score: score.trim(),
    weight: weight.trim(),
    segment: segment.trim(),
    low: low.trim(),
    high: high.trim(),
  }
}

/** A draft that nothing was typed into begins with the columns of the reading: rows elsewhere are likely called the same. */
export function startingWarehouseDraft(draft: WarehouseDraft, reading: TableReading | null): Partial<WarehouseDraft> {
  if (draft.label !== '' || draft.score !== '' || reading === null || reading.weight !== undefined) return {}
  const { label, score, positive, orientation } = reading
  return { label, score, orientation, ...(positive === null ? {} : { positive }) }
}

/** Recorded thresholds beyond these make the second result long and aren't looked at. */
const mostRecorded = 20

/** What the second query makes exact: the costs, the usual grids, and the thresholds that the folder records. */
export function questionOf(costs: Costs, scan: Scan | null): WarehouseQuestion {
  const recorded = (scan?.thresholds ?? []).flatMap(({ printed }) => (/^-?\d+(\.\d+)?$/.test(printed) ? [printed] : []))
  return { costs, grids: ['0.05', '0.01', '0.005', '0.001'], recorded: [...new Set(recorded)].slice(0, mostRecorded) }
}

/** A path as it was typed or pasted, relative to the folder where it lies inside. */
export function pathInFolder(folder: string, typed: string): string {
  const path = typed.trim().replace(/^["'](.*)["']$/, '$1')
  const inside = [`${folder}/`, `${folder}\\`].find((start) => path.startsWith(start))
  return inside === undefined ? path : path.slice(inside.length).replaceAll('\\', '/')
}
