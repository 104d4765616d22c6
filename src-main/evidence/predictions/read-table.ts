import type { ReportProgress } from '../../contract/progress.ts'
import type { Excluded, ExcludedLines, MalformedRows, TableForm, TableReading } from '../../contract/reading.ts'
import type { ScoredRows } from '../../domain/threshold/scored-rows.ts'

/** A prediction table after reading: what is read = used + excluded, always. */
export interface ReadTable {
  readonly rows: ScoredRows
  readonly rowCount: number
  readonly excluded: Excluded
  readonly positive: string
  readonly negative: string
  /** SHA-256 of the file, equal before and after reading. */
  readonly sha256: string
  /** The query, verbatim, that read the rows. */
  readonly query: string
  /** Where the first 20 rows of each cause stand. */
  readonly excludedLines: ExcludedLines
  /** Rows of a text that can't be taken apart, counted in `rowCount` and `excluded`. */
  readonly malformed?: MalformedRows
  readonly form: TableForm
  /** True where the scores are written with a decimal comma and were read so. */
  readonly decimalComma: boolean
}

export interface ReadOptions {
  readonly signal?: AbortSignal
  readonly onProgress?: ReportProgress
}

/** Reads label and score of `reading` from the file at the absolute path `file`. */
export type ReadPredictionTable = (file: string, reading: TableReading, options: ReadOptions) => Promise<ReadTable>
