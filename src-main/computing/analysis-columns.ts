import { ProblemError } from '../contract/problem.ts'
import type { ColumnRequest } from '../contract/extra-columns.ts'
import type { AlignedRows } from '../domain/threshold/aligned-rows.ts'
import { readExtraColumns } from '../evidence/predictions/read-extra-columns.ts'
import { tableFileOf } from './analysis-tables.ts'
import type { PreparedTable, TableRequest } from './analysis-tables.ts'
import { createTableCache } from './table-cache.ts'

export interface ColumnOfTable extends TableRequest {
  readonly table: PreparedTable
  readonly column: ColumnRequest
}

const keptColumns = 8

/** Gives columns beside label and score, reading each only once as long as its table stays the same. */
export function createPreparedColumns(): (request: ColumnOfTable) => Promise<AlignedRows> {
  const cache = createTableCache<AlignedRows>(keptColumns)
  return async ({ folder, reading, table, column, signal, onProgress }) => {
    const file = await tableFileOf(folder, reading)
    return cache.get(JSON.stringify([file, reading, column, table.sha256]), {
      signal,
      onProgress,
      stopped: () =>
        new ProblemError({
          kind: 'stopped',
          path: reading.path,
          message: 'Reading was stopped.',
          action: 'Nothing was changed; start again when you like.',
        }),
      read: (readSignal, readProgress) =>
        readExtraColumns(file, reading, [column], table, { signal: readSignal, onProgress: readProgress }),
    })
  }
}
