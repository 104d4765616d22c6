import type { ReportProgress } from '../contract/progress.ts'

interface Entry<Table> {
  readonly table: Promise<Table>
  /** Set once it is read. */
  value?: Table
  readonly reading: AbortController
  readonly listeners: Set<ReportProgress>
  waiting: number
  ready: boolean
}

export interface TableCache<Table> {
  /**
   * The table under `key`, read by `read` unless it is kept or being read already. Reading stops when all who
   * wait for it have aborted; whoever aborted gets `stopped()`. What fails isn't kept.
   */
  readonly get: (key: string, request: CacheRequest<Table>) => Promise<Table>
  /** The table under `key` where it is kept; null where it would have to be read. */
  readonly held: (key: string) => Table | null
}

export interface CacheRequest<Table> {
  readonly read: (signal: AbortSignal, onProgress: ReportProgress) => Promise<Table>
  readonly signal: AbortSignal
  readonly onProgress: ReportProgress
  readonly stopped: () => Error
}

/** Keeps the `limit` tables that were asked for last. */
export function createTableCache<Table>(limit: number): TableCache<Table> {
  const entries = new Map<string, Entry<Table>>()

  function begin(key: string, read: CacheRequest<Table>['read']): Entry<Table> {
    const reading = new AbortController()
    const listeners = new Set<ReportProgress>()
    const table = read(reading.signal, (progress) => {
      for (const listener of listeners) listener(progress)
    })
    const entry: Entry<Table> = { table, reading, listeners, waiting: 0, ready: false }
    table.then(
      (value) => {
        entry.ready = true
        entry.value = value
        dropOldest()
      },
      () => {
        forget(key, entry)
      },
    )
    return entry
  }

  function forget(key: string, entry: Entry<Table>): void {
    if (entries.get(key) === entry) entries.delete(key)
  }

  function dropOldest(): void {
    const kept = [...entries].filter(([, entry]) => entry.ready)
    for (const [key] of kept.slice(0, Math.max(0, kept.length - limit))) entries.delete(key)
  }

  /** The first entry is the one that was asked for longest ago. */
  function renew(key: string, entry: Entry<Table>): void {
    entries.delete(key)
    entries.set(key, entry)
  }

  return {
    held: (key) => {
      const entry = entries.get(key)
      if (entry?.value === undefined) return null
      renew(key, entry)
      return entry.value
    },
    get: async (key, { read, signal, onProgress, stopped }) => {
      if (signal.aborted) throw stopped()
      const entry = entries.get(key) ?? begin(key, read)
      renew(key, entry)
      if (entry.ready) return entry.table
      entry.waiting += 1
      entry.listeners.add(onProgress)
      const aborted = Promise.withResolvers<never>()
      const stop = () => {
        aborted.reject(stopped())
      }
      signal.addEventListener('abort', stop)
      try {
        return await Promise.race([entry.table, aborted.promise])
      } finally {
        signal.removeEventListener('abort', stop)
        entry.listeners.delete(onProgress)
        entry.waiting -= 1
        if (entry.waiting === 0 && !entry.ready) {
          forget(key, entry)
          entry.reading.abort()
        }
      }
    },
  }
}
