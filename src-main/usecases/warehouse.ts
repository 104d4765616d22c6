import type { Analysis } from '../computing/analysis.ts'
import type { ReportProgress } from '../contract/progress.ts'
import type { WarehouseQuery, WarehouseRequest } from '../contract/warehouse.ts'
import { bucketCount, bucketQuery } from '../domain/warehouse/bucket-query.ts'

/** The request with the folder of its result as the engine names it. */
export function inFolder(request: WarehouseRequest, folderOf: (path: string) => string): WarehouseRequest {
  const { result } = request
  return result === null || result.folder === null ? request : { ...request, result: { ...result, folder: folderOf(result.folder) } }
}

/** How the result of every query is read: as a table of counts. */
const resultReading: WarehouseQuery['reading'] = { label: 'p', score: 'score', scoreTo: 'score_to', weight: 'n', positive: null, negative: null, orientation: 'high' }

/**
 * The query to run in the warehouse that holds the rows: the first one, or, given a result, the one that makes what is
 * asked exact. Its result is opened as a prediction table by the reading that is given with it.
 *
 * @throws ProblemError `usage` for a range, a grid or a recorded value that can't be, `cost-invalid`, and those of
 *   reading the result.
 */
export async function warehouseQuery(
  { dialect, rows, result }: WarehouseRequest,
  { analysis }: { readonly analysis: Pick<Analysis, 'buckets'> },
  options: { readonly signal?: AbortSignal; readonly onProgress?: ReportProgress } = {},
): Promise<WarehouseQuery> {
  const first = { sql: bucketQuery(rows, dialect, []), reading: resultReading, listed: 0, mostLines: bucketCount + 1 }
  if (result === null) return first
  const { listed, mostLines } = await analysis.buckets(result.folder, result.reading, { range: rows.range, question: result.question, ...options })
  return {
    sql: bucketQuery(rows, dialect, listed),
    reading: { ...resultReading, orientation: result.reading.orientation },
    listed: listed.reduce((sum, { first: from, last }) => sum + last - from + 1, 0),
    mostLines,
  }
}
