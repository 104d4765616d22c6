import { basename, dirname, join, resolve } from 'node:path'
import { ProblemError } from '../contract/problem.ts'
import type { ReportProgress } from '../contract/progress.ts'
import type { TableReading } from '../contract/reading.ts'
import { prepareCuts } from '../domain/threshold/cut-table.ts'
import type { CutTable } from '../domain/threshold/cut-table.ts'
import { containedPath } from '../evidence/folder/contained-path.ts'
import { readPredictionTable } from '../evidence/predictions/read-prediction-table.ts'
import type { ReadTable } from '../evidence/predictions/read-table.ts'
import { tableStamp } from '../evidence/predictions/table-source.ts'
import { createTableCache } from './table-cache.ts'

/** A table that was read, and its cuts; the rows themselves are let go. */
export type PreparedTable = Omit<ReadTable, 'rows'> & { readonly cuts: CutTable }

export interface TableRequest {
  readonly folder: string | null
  readonly reading: TableReading
  readonly signal: AbortSignal
  readonly onProgress: ReportProgress
}

const keptTables = 2

/** Gives prepared tables, reading each only once as long as it stays as it was on the disk. */
export function createPreparedTables(): (request: TableRequest) => Promise<PreparedTable> {
  const cache = createTableCache<PreparedTable>(keptTables)
  return async ({ folder, reading, signal, onProgress }) => {
    const file = await tableFileOf(folder, reading)
    const key = JSON.stringify([reading, await tableStamp(file, reading.path)])
    return cache.get(key, {
      signal,
      onProgress,
      stopped: () =>
        new ProblemError({
          kind: 'stopped',
          path: reading.path,
          message: 'Reading was stopped.',
          action: 'Nothing was changed; start again when you like.',
        }),
      read: async (readSignal, readProgress) => {
        const { rows, ...read } = await readPredictionTable(file, reading, { signal: readSignal, onProgress: readProgress })
        return { ...read, cuts: prepareCuts(rows, reading.orientation) }
      },
    })
  }
}

/** The absolute path of a reading's table or pattern. Throws a ProblemError where it leaves the folder. */
export async function tableFileOf(folder: string | null, reading: TableReading): Promise<string> {
  return folder === null ? resolve(reading.path) : pathInFolder(folder, reading.path)
}

async function pathInFolder(folder: string, path: string): Promise<string> {
  try {
    return await containedPath(folder, path)
  } catch (error) {
    // A pattern names no file itself; the folder that it starts from must lie inside all the same.
    const missing = error instanceof ProblemError && error.problem.kind === 'file-missing'
    if (!missing || !/[*?[]/.test(path)) throw error
    const parent = dirname(path)
    return join(parent === '.' ? await containedPath(folder, '.') : await pathInFolder(folder, parent), basename(path))
  }
}
