import { resolve } from 'node:path'
import { ProblemError } from '../contract/problem.ts'
import type { ReportProgress } from '../contract/progress.ts'
import type { TableReading } from '../contract/reading.ts'
import { prepareCuts } from '../domain/threshold/cut-table.ts'
import type { CutTable } from '../domain/threshold/cut-table.ts'
import { isCounted, readCountedTable } from '../evidence/predictions/large/read-counted-table.ts'
import { largeLimits, readLargeTable } from '../evidence/predictions/large/read-large-table.ts'
import type { LargeBasis, LargeTable } from '../evidence/predictions/large/read-large-table.ts'
import { evidencePath } from '../evidence/predictions/evidence-path.ts'
import { readPredictionTable } from '../evidence/predictions/read-prediction-table.ts'
import type { ReadOptions, ReadTable } from '../evidence/predictions/read-table.ts'
import { fileStamp, tableStamp } from '../evidence/predictions/table-source.ts'
import { largeCuts } from './settled-cuts.ts'
import type { LargeCuts } from './settled-cuts.ts'
import { createTableCache } from './table-cache.ts'

/** A table that was read, and its cuts; the rows themselves are let go. */
export type PreparedTable = Omit<ReadTable, 'rows' | 'excludedLines'> &
  Partial<Pick<ReadTable, 'excludedLines'>> & {
    /** Of a large table or a table of counts those that are listed by now. */
    readonly cuts: CutTable
    /** Null where every score is listed. */
    readonly large: LargeCuts | null
    /** How further columns of a large table are counted; absent where they are held in memory, or there are no rows. */
    readonly basis?: LargeBasis
  }

export interface TableRequest {
  readonly folder: string | null
  readonly reading: TableReading
  readonly signal: AbortSignal
  readonly onProgress: ReportProgress
}

const keptTables = 2

/** The tables that questions are answered from. */
export interface PreparedTables {
  /** Reads each table only once as long as it stays as it was on the disk. */
  readonly prepare: (request: TableRequest) => Promise<PreparedTable>
  /** A table of one file that was prepared before and is on the disk as it was then, at once; null where `prepare` must be asked. */
  readonly prepared: (request: Pick<TableRequest, 'folder' | 'reading'>) => PreparedTable | null
}

/** Tables in memory, of which the two that were asked for last are kept. */
export function createPreparedTables(): PreparedTables {
  const cache = createTableCache<PreparedTable>(keptTables)
  const files = new Map<string, string>()
  const placeOf = ({ folder, reading }: Pick<TableRequest, 'folder' | 'reading'>) => JSON.stringify([folder, reading.path])
  const keyOf = (reading: TableReading, stamp: string) => JSON.stringify([reading, stamp])

  const prepared: PreparedTables['prepared'] = (request) => {
    const file = files.get(placeOf(request))
    const stamp = file === undefined ? null : fileStamp(file)
    return stamp === null ? null : cache.held(keyOf(request.reading, stamp))
  }
  const prepare: PreparedTables['prepare'] = async ({ folder, reading, signal, onProgress }) => {
    const file = await tableFileOf(folder, reading)
    const key = keyOf(reading, await tableStamp(file, reading.path))
    files.set(placeOf({ folder, reading }), file)
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
        const options = { signal: readSignal, onProgress: readProgress }
        const { orientation } = reading
        if (isCounted(reading)) {
          const { groups, ...counted } = await readCountedTable(file, reading, options)
          return withLarge(counted, largeCuts(groups, orientation, null))
        }
        const found = (await readLargeTable(file, reading, options)) ?? (await readInMemory(file, reading, options))
        if ('rows' in found) {
          const { rows, ...read } = found
          return { ...read, cuts: prepareCuts(rows, orientation), large: null }
        }
        const { groups, finer, ...large } = found
        return withLarge(large, largeCuts(groups, orientation, finer))
      },
    })
  }
  return { prepare, prepared }
}

/** The rows in memory; by ranges of scores after all where a text turns out to be longer than its first lines let expect. */
async function readInMemory(file: string, reading: TableReading, options: ReadOptions): Promise<ReadTable | LargeTable> {
  try {
    return await readPredictionTable(file, reading, options)
  } catch (error) {
    const large = error instanceof ProblemError && error.problem.kind === 'too-large' ? await readLargeTable(file, reading, options, { ...largeLimits, inMemory: 0 }) : null
    if (large === null) throw error
    return large
  }
}

function withLarge(read: Omit<PreparedTable, 'cuts' | 'large'>, large: LargeCuts): PreparedTable {
  return {
    ...read,
    large,
    get cuts() {
      return large.current()
    },
  }
}

/** The absolute path of a reading's table or pattern. Throws a ProblemError where it leaves the folder. */
export async function tableFileOf(folder: string | null, reading: TableReading): Promise<string> {
  return folder === null ? resolve(reading.path) : evidencePath(folder, reading.path)
}
