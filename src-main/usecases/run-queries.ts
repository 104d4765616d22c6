import type { ArtifactRuleChoice, ArtifactRulesPreview } from '../contract/artifact-rules.ts'
import type { MetricHistory, RunPage, RunSummary } from '../contract/comparison.ts'
import { previewArtifactRules } from './artifact-rules.ts'
import { metricHistory } from './compare.ts'
import { createRunIndex } from './run-index.ts'
import type { ListRuns, RunFilter } from './run-index.ts'

/** What a window asks of a folder's runs besides comparing them. Each ends with `stopped` once its signal is aborted. */
export interface RunQueries {
  all(folder: string, signal?: AbortSignal): Promise<readonly RunSummary[]>
  find(folder: string, filter: RunFilter, signal: AbortSignal | undefined): Promise<RunPage>
  metricHistory(folder: string, runs: readonly string[], key: string, signal: AbortSignal | undefined): Promise<MetricHistory>
  artifactRules(folder: string, rules: ArtifactRuleChoice, signal: AbortSignal | undefined): Promise<ArtifactRulesPreview>
  /** The folder may have changed: its runs are read again the next time. */
  forget(folder: string): void
}

/** `recordingIn` gives the ids of the runs of a folder that record a threshold: one set for as long as they are the same. */
export function createRunQueries(
  listRuns: ListRuns,
  folderOf: (path: string) => string,
  recordingIn: (folder: string) => Promise<ReadonlySet<string>>,
): RunQueries {
  const index = createRunIndex(listRuns)
  return {
    all: (folder, signal) => index.all(folderOf(folder), signal),
    find: async (path, filter, signal) => {
      const folder = folderOf(path)
      return index.find(folder, filter, filter.sort?.by === 'records' ? { signal, recording: await recordingIn(folder) } : { signal })
    },
    metricHistory: (folder, runs, key, signal) => metricHistory(folderOf(folder), runs, key, signalOf(signal)),
    artifactRules: (folder, rules, signal) => previewArtifactRules(folderOf(folder), rules, signalOf(signal)),
    forget: (folder) => {
      index.forget(folderOf(folder))
    },
  }
}

function signalOf(signal: AbortSignal | undefined): { signal?: AbortSignal } {
  return signal === undefined ? {} : { signal }
}
