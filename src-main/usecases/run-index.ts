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
  /** What the query before found: a query that goes on where it ended can find no other run. */
  let narrowed: { of: Indexed; query: string; matching: readonly number[] } | null = null

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
      const of = await latest.indexed
      const { runs, words } = of
      const typed = query.toLowerCase().trim()
      const wanted = typed.split(/\s+/).filter((word) => word !== '')
      if (wanted.length === 0) return { runs: runs.slice(offset, offset + limit), matching: runs.length, total: runs.length }
      const before = narrowed?.of === of && typed.startsWith(narrowed.query) ? narrowed.matching : words.keys()
      const matching: number[] = []
      for (const at of before) if (wanted.every((word) => words[at]?.includes(word) === true)) matching.push(at)
      narrowed = { of, query: typed, matching }
      const page = matching.slice(offset, offset + limit).flatMap((at) => runs[at] ?? [])
      return { runs: page, matching: matching.length, total: runs.length }
    },
    forget(folder) {
      if (latest?.folder !== folder) return
      latest = null
      narrowed = null
    },
  }
}

function index(runs: readonly RunSummary[]): Indexed {
  return {
    runs,
    words: runs.map((run) => [run.id, run.name, run.experiment, run.status, run.lifecycle, run.user ?? '', ...run.stores].join('\n').toLowerCase()),
  }
}
