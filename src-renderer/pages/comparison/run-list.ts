import type { RunColumn, RunSummary } from '../../../src-main/contract/comparison.ts'
import { visibleText } from '../../format/visible-text.ts'

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
