import { ProblemError } from '../contract/problem.ts'
import type { ColumnRequest } from '../contract/extra-columns.ts'
import type { ReportProgress } from '../contract/progress.ts'
import type { AlignedRows } from '../domain/threshold/aligned-rows.ts'
import { readCodedTable } from '../evidence/predictions/large/read-coded-table.ts'
import type { CountRequest } from '../evidence/predictions/large/read-coded-table.ts'
import type { LargeBasis } from '../evidence/predictions/large/read-large-table.ts'
import { readExtraColumns } from '../evidence/predictions/read-extra-columns.ts'
import { tableFileOf } from './analysis-tables.ts'
import type { PreparedTable, TableRequest } from './analysis-tables.ts'
import { codedCounts } from './settled-codes.ts'
import type { CodedCounts } from './settled-codes.ts'
import { createTableCache } from './table-cache.ts'

export interface ColumnOfTable extends TableRequest {
  readonly table: PreparedTable
  readonly columns: readonly ColumnRequest[]
}

const keptColumns = 8

/** Gives columns beside label and score, those asked for together with their values side by side, reading them only once as long as its table stays the same. */
export function createPreparedColumns(): (request: ColumnOfTable) => Promise<AlignedRows> {
  const cache = createTableCache<AlignedRows>(keptColumns)
  return async ({ folder, reading, table, columns, signal, onProgress }) => {
    const file = await tableFileOf(folder, reading)
    return cache.get(JSON.stringify([file, reading, columns, table.sha256]), {
      signal,
      onProgress,
      stopped: () => stopped(reading.path),
      read: (readSignal, readProgress) =>
        readExtraColumns(file, reading, columns, table, { signal: readSignal, onProgress: readProgress }),
    })
  }
}

export interface CountsOfTable {
  readonly basis: LargeBasis
  readonly sha256: string
  readonly request: CountRequest
  readonly signal: AbortSignal
  readonly onProgress: ReportProgress
}

/** Gives the counts of columns of large tables, counting each only once as long as its table stays the same. */
export function createPreparedCounts(): (request: CountsOfTable) => Promise<CodedCounts> {
  const cache = createTableCache<CodedCounts>(keptColumns)
  return async ({ basis, sha256, request, signal, onProgress }) =>
    cache.get(JSON.stringify([basis.file, basis.reading, request, sha256]), {
      signal,
      onProgress,
      stopped: () => stopped(basis.reading.path),
      read: async (readSignal, readProgress) => codedCounts(await readCodedTable(basis, request, { signal: readSignal, onProgress: readProgress })),
    })
}

function stopped(path: string): ProblemError {
  return new ProblemError({ kind: 'stopped', path, message: 'Reading was stopped.', action: 'Nothing was changed; start again when you like.' })
}
