import type { RunSummary } from '../../../src-main/contract/comparison.ts'
import { visibleText } from '../../format/visible-text.ts'

export type RunColumn = 'name' | 'experiment' | 'status' | 'start' | 'records'

/** Head of each column, in their order. */
export const runColumns: readonly { id: RunColumn; title: string }[] = [
  { id: 'name', title: 'Run' },
  { id: 'experiment', title: 'Experiment' },
  { id: 'status', title: 'Status' },
  { id: 'start', title: 'Started' },
  { id: 'records', title: 'Threshold' },
]

/** What is to be known about whether a run is deleted, a line each; empty where nothing of it is. */
export function lifecycleWords({ lifecycle, statedLifecycle, experimentLifecycle }: RunSummary): string[] {
  return [
    ...(lifecycle === 'deleted' ? ['deleted'] : []),
    ...(statedLifecycle === undefined ? [] : [`its own record says ${statedLifecycle}`]),
    ...(experimentLifecycle === undefined ? [] : [`its experiment is ${experimentLifecycle}`]),
  ]
}

/** What a run is called: its name, else the beginning of its id. */
export function runName({ name, id }: Pick<RunSummary, 'name' | 'id'>): string {
  return name.trim() === '' ? `run ${id.slice(0, 8)}` : visibleText(name)
}

/** A run with the words that a filter looks into, in lower case. */
export interface ListedRun {
  run: RunSummary
  words: string
}

/** The runs as a filter reads them. Made once: a keystroke then only looks words up. */
export function listRuns(runs: readonly RunSummary[]): ListedRun[] {
  return runs.map((run) => ({
    run,
    words: [run.name, run.id, run.experiment, run.status, run.lifecycle, run.user ?? '', ...run.stores].join('\n').toLowerCase(),
  }))
}

const collator = new Intl.Collator('en', { numeric: true })

/** The runs by one column; equal ones newest first. */
export function sortedRuns(listed: readonly ListedRun[], sort: { by: RunColumn; descending: boolean }, recording: ReadonlySet<string>): ListedRun[] {
  const newest = (a: ListedRun, b: ListedRun) => (b.run.startTime ?? 0) - (a.run.startTime ?? 0)
  const up = (a: ListedRun, b: ListedRun): number => {
    switch (sort.by) {
      case 'start':
        return -newest(a, b)
      case 'records':
        return Number(recording.has(a.run.id)) - Number(recording.has(b.run.id))
      case 'name':
      case 'experiment':
      case 'status':
        return collator.compare(a.run[sort.by], b.run[sort.by])
    }
  }
  return [...listed].sort((a, b) => (sort.descending ? -up(a, b) : up(a, b)) || newest(a, b))
}

/** The runs that hold every word of the query, in their order. */
export function fittingRuns(listed: readonly ListedRun[], query: string): readonly ListedRun[] {
  const wanted = query.toLowerCase().split(/\s+/).filter((word) => word !== '')
  return wanted.length === 0 ? listed : listed.filter(({ words }) => wanted.every((word) => words.includes(word)))
}
