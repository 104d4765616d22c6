import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Analysis } from '../computing/analysis.ts'
import type { Recommendation, ThresholdView } from '../contract/recommendation.ts'
import type { WarehouseDialect, WarehouseRows } from '../contract/warehouse.ts'
import { warehouseQuery } from './warehouse.ts'

/** Runs a query and gives its rows, each value as text or null. */
export type RunQuery = (sql: string) => Promise<Record<string, string | null>[]>

export interface TripOptions {
  readonly dialect: WarehouseDialect
  readonly run: RunQuery
  readonly rows: WarehouseRows
  readonly orientation: 'high' | 'low'
  readonly analysis: Analysis
  readonly folder: string
}

export const tripQuestion = { costs: { fn: '10', fp: '1' }, grids: ['0.05', '0.01'], recorded: ['0.338'] }
const asked = { costs: tripQuestion.costs, grids: tripQuestion.grids, at: [0.5, 0.338, 0.3375], bootstrap: null }

/** First query, its result as CSV, second query, its result as CSV: the answers to both, as a user gets them. */
export async function roundTrip({ dialect, run, rows, orientation, analysis, folder }: TripOptions) {
  const save = (name: string, lines: readonly Record<string, string | null>[]) => {
    const columns = Object.keys(lines[0] ?? {})
    writeFileSync(join(folder, name), [columns.join(','), ...lines.map((line) => columns.map((column) => line[column] ?? '').join(','))].join('\n') + '\n')
    return name
  }
  const first = await warehouseQuery({ dialect, rows, result: null }, { analysis })
  const buckets = { ...first.reading, orientation, path: save('first.csv', await run(first.sql)) }
  const second = await warehouseQuery({ dialect, rows, result: { folder, reading: buckets, question: tripQuestion } }, { analysis })
  const listed = { ...second.reading, path: save('second.csv', await run(second.sql)) }
  return {
    bucketed: await analysis.recommend(null, { ...buckets, path: join(folder, 'first.csv') }, asked),
    exact: await analysis.recommend(null, { ...listed, path: join(folder, 'second.csv') }, asked),
    view: await analysis.view(folder, listed, tripQuestion.costs, []),
    listed: second.listed,
  }
}

/** The answers of the rows themselves. */
export async function rowLevel(analysis: Analysis, file: string, orientation: 'high' | 'low', positive: string | null) {
  const reading = { path: file, label: 'y', score: 'p', positive, negative: null, orientation }
  return { exact: await analysis.recommend(null, reading, asked), view: await analysis.view(null, reading, tripQuestion.costs, []) }
}

/** What a reduction must not change by a bit; the file's hash and the cause of a lost row are its own, and AUC has bounds. */
export function unchanged({ sha256, excluded, auc, bounds, ...answer }: Recommendation): object {
  const lost = Object.values(excluded).reduce((sum, rows) => sum + rows, 0)
  return { ...answer, lost: sha256 === '' ? -1 : lost + 0 * (auc + (bounds?.length ?? 0)) }
}

export function unchangedView({ shortThreshold, withinOnePercent, distribution, references }: ThresholdView): object {
  return { shortThreshold, withinOnePercent, distribution, references }
}
