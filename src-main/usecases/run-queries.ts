import type { ArtifactRuleChoice, ArtifactRulesPreview } from '../contract/artifact-rules.ts'
import type { MetricHistory, RunPage } from '../contract/comparison.ts'
import { previewArtifactRules } from './artifact-rules.ts'
import { metricHistory } from './compare.ts'
import { createRunIndex } from './run-index.ts'
import type { ListRuns, RunFilter } from './run-index.ts'

/** What a window asks of a folder's runs besides comparing them. */
export interface RunQueries {
  find(folder: string, filter: RunFilter): Promise<RunPage>
  metricHistory(folder: string, runs: readonly string[], key: string): Promise<MetricHistory>
  artifactRules(folder: string, rules: ArtifactRuleChoice): Promise<ArtifactRulesPreview>
  /** The folder may have changed: its runs are read again the next time. */
  forget(folder: string): void
}

export function createRunQueries(listRuns: ListRuns, folderOf: (path: string) => string): RunQueries {
  const index = createRunIndex(listRuns)
  return {
    find: (folder, filter) => index.find(folderOf(folder), filter),
    metricHistory: (folder, runs, key) => metricHistory(folderOf(folder), runs, key),
    artifactRules: (folder, rules) => previewArtifactRules(folderOf(folder), rules),
    forget: (folder) => {
      index.forget(folderOf(folder))
    },
  }
}
