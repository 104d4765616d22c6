import type { RunPage, RunSummary } from '../contract/comparison.ts'

export type ListRuns = (folder: string) => Promise<RunSummary[]>

export interface RunFilter {
  readonly query: string
  readonly offset: number
  readonly limit: number
}

/** The runs of the folder asked for last, kept so that each keystroke of a filter is answered at once. */
export interface RunIndex {
  find(folder: string, filter: RunFilter): Promise<RunPage>
  /** Reads the folder again the next time that it is asked for. */
  forget(folder: string): void
}

interface Indexed {
  readonly runs: readonly RunSummary[]
  /** What a query looks into, in lower case, one a run. */
  readonly words: readonly string[]
}

export function createRunIndex(listRuns: ListRuns): RunIndex {
  let latest: { folder: string; indexed: Promise<Indexed> } | null = null

  return {
    async find(folder, { query, offset, limit }) {
      if (latest?.folder !== folder) {
        const indexed = listRuns(folder).then(index)
        const entry = { folder, indexed }
        latest = entry
        // A folder that couldn't be read is tried again the next time.
        indexed.catch(() => {
          if (latest === entry) latest = null
        })
      }
      const { runs, words } = await latest.indexed
      const wanted = query.toLowerCase().split(/\s+/).filter((word) => word !== '')
      const matching = wanted.length === 0 ? runs : runs.filter((_, at) => wanted.every((word) => words[at]?.includes(word) === true))
      return { runs: matching.slice(offset, offset + limit), matching: matching.length, total: runs.length }
    },
    forget(folder) {
      if (latest?.folder === folder) latest = null
    },
  }
}

function index(runs: readonly RunSummary[]): Indexed {
  return {
    runs,
    words: runs.map((run) => [run.id, run.name, run.experiment, run.status, run.lifecycle, run.user ?? '', ...run.stores].join('\n').toLowerCase()),
  }
}
