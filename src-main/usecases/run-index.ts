import type { RunColumn, RunPage, RunSummary } from '../contract/comparison.ts'
import { throwIfStopped } from '../evidence/folder/folder-problem.ts'

export type ListRuns = (folder: string, options?: { readonly signal?: AbortSignal }) => Promise<RunSummary[]>

export interface RunFilter {
  readonly query: string
  readonly offset: number
  readonly limit: number
  /** Newest first where left out. */
  readonly sort?: { readonly by: RunColumn; readonly descending: boolean } | undefined
}

export interface FindOptions {
  readonly signal?: AbortSignal | undefined
  /** Ids of the runs that record a threshold. */
  readonly recording?: ReadonlySet<string>
}

/** The runs of the folder asked for last, kept so that each keystroke of a filter is answered at once. */
export interface RunIndex {
  /** All of them, newest first. Rejects with `stopped` once the signal is aborted; the reading itself ends when nobody waits. */
  all(folder: string, signal?: AbortSignal): Promise<readonly RunSummary[]>
  find(folder: string, filter: RunFilter, options?: FindOptions): Promise<RunPage>
  /** Reads the folder again the next time that it is asked for. */
  forget(folder: string): void
}

interface Indexed {
  readonly runs: readonly RunSummary[]
  /** What a query looks into, in lower case, one a run. */
  readonly words: readonly string[]
  /** Places of the runs by the order that they were sorted in last. */
  sorted: { readonly by: string; readonly recording: ReadonlySet<string> | undefined; readonly places: readonly number[] } | null
  /** What the query before found: a query that goes on where it ended can find no other run. */
  narrowed: { readonly query: string; readonly matching: readonly number[] } | null
}

interface Reading {
  readonly folder: string
  readonly indexed: Promise<Indexed>
  readonly stop: () => void
  waiting: number
}

export function createRunIndex(listRuns: ListRuns): RunIndex {
  let latest: Reading | null = null

  const read = async (folder: string, signal: AbortSignal | undefined): Promise<Indexed> => {
    throwIfStopped(signal)
    const reading = latest?.folder === folder ? latest : begin(folder)
    latest = reading
    reading.waiting += 1
    try {
      return await untilStopped(reading.indexed, signal)
    } finally {
      reading.waiting -= 1
      if (reading.waiting === 0 && signal?.aborted === true) {
        if (latest === reading) latest = null
        reading.stop()
      }
    }
  }
  const begin = (folder: string): Reading => {
    const controller = new AbortController()
    const reading: Reading = {
      folder,
      indexed: listRuns(folder, { signal: controller.signal }).then(index),
      stop: () => {
        controller.abort()
      },
      waiting: 0,
    }
    // A folder that couldn't be read is tried again the next time.
    reading.indexed.catch(() => {
      if (latest === reading) latest = null
    })
    return reading
  }
  return {
    all: async (folder, signal) => (await read(folder, signal)).runs,
    async find(folder, filter, { signal, recording } = {}) {
      const indexed = await read(folder, signal)
      const { runs } = indexed
      const places = inOrder(indexed, matching(indexed, filter.query), filter.sort, recording)
      const page = places.slice(filter.offset, filter.offset + filter.limit).flatMap((at) => runs[at] ?? [])
      return { runs: page, matching: places.length, total: runs.length }
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
    sorted: null,
    narrowed: null,
  }
}

/** Places of the runs that hold every word of the query, newest first. */
function matching(indexed: Indexed, query: string): readonly number[] {
  const { words, narrowed } = indexed
  const typed = query.toLowerCase().trim()
  const wanted = typed.split(/\s+/).filter((word) => word !== '')
  const before = narrowed !== null && typed.startsWith(narrowed.query) ? narrowed.matching : words.keys()
  const found: number[] = []
  for (const at of before) if (wanted.every((word) => words[at]?.includes(word) === true)) found.push(at)
  indexed.narrowed = { query: typed, matching: found }
  return found
}

/** The places by the order asked for, which is made once for all queries. */
function inOrder(indexed: Indexed, places: readonly number[], sort: RunFilter['sort'], recording: FindOptions['recording']): readonly number[] {
  if (sort === undefined) return places
  const by = `${sort.by} ${sort.descending ? 'down' : 'up'}`
  if (indexed.sorted?.by !== by || indexed.sorted.recording !== recording) {
    indexed.sorted = { by, recording, places: sortedPlaces(indexed.runs, sort, recording ?? new Set()) }
  }
  if (places.length === indexed.runs.length) return indexed.sorted.places
  const wanted = new Uint8Array(indexed.runs.length)
  for (const at of places) wanted[at] = 1
  return indexed.sorted.places.filter((at) => wanted[at] === 1)
}

const collator = new Intl.Collator('en', { numeric: true })

/** Sorting is stable, so that equal runs stay newest first. */
function sortedPlaces(runs: readonly RunSummary[], { by, descending }: NonNullable<RunFilter['sort']>, recording: ReadonlySet<string>): number[] {
  const sign = descending ? -1 : 1
  const places = [...runs.keys()]
  if (by === 'start' || by === 'records') {
    const ranks = runs.map((run) => (by === 'start' ? (run.startTime ?? -Infinity) : Number(recording.has(run.id))))
    return places.sort((a, b) => sign * compared(ranks[a] ?? 0, ranks[b] ?? 0))
  }
  // Many runs share a text; each text is compared once for its rank.
  const texts = [...new Set(runs.map((run) => run[by]))].sort((a, b) => collator.compare(a, b))
  const ranks = new Map<string, number>()
  for (const [at, text] of texts.entries()) {
    const before = texts[at - 1]
    ranks.set(text, before !== undefined && collator.compare(before, text) === 0 ? (ranks.get(before) ?? at) : at)
  }
  return places.sort((a, b) => sign * compared(ranks.get(runs[a]?.[by] ?? '') ?? 0, ranks.get(runs[b]?.[by] ?? '') ?? 0))
}

function compared(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1
}

/** The value, or `stopped` as soon as the signal is aborted. */
async function untilStopped<Value>(value: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  if (signal === undefined) return value
  const stopped = Promise.withResolvers<undefined>()
  const stop = (): void => {
    stopped.resolve(undefined)
  }
  signal.addEventListener('abort', stop)
  try {
    await Promise.race([value, stopped.promise])
    throwIfStopped(signal)
    return await value
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
