import type { RunSummary } from '../../contract/comparison.ts'
import { ProblemError } from '../../contract/problem.ts'
import type { Stores } from './open-stores.ts'
import type { StoreRow } from './store-tables.ts'

/**
 * Every run of the folder, newest first; one that several stores hold appears once, with all their paths, as the first
 * of them tells it: a database before a file store.
 */
export function listRuns({ opened }: Pick<Stores, 'opened'>): RunSummary[] {
  const runs = new Map<string, RunSummary>()
  for (const { path, content } of opened) {
    const experiments = new Map(content.experiments.map((experiment) => [experiment.id, experiment]))
    for (const run of content.runs) {
      const known = runs.get(run.id)
      if (known === undefined) runs.set(run.id, summaryOf(run, experiments.get(run.experiment_id), path))
      else if (!known.stores.includes(path)) known.stores.push(path)
    }
  }
  return [...runs.values()].sort(
    (a, b) => (b.startTime ?? -Infinity) - (a.startTime ?? -Infinity) || (a.id < b.id ? -1 : 1),
  )
}

function summaryOf(run: StoreRow<'runs'>, experiment: StoreRow<'experiments'> | undefined, path: string): RunSummary {
  return {
    id: run.id,
    name: run.name,
    experiment: experiment?.name ?? run.experiment_id,
    experimentId: run.experiment_id,
    status: run.status,
    lifecycle: isDeleted(run) ? 'deleted' : 'active',
    ...(run.stated_lifecycle !== null && run.stated_lifecycle !== run.lifecycle ? { statedLifecycle: run.stated_lifecycle } : {}),
    ...(experiment !== undefined && isDeleted(experiment) !== isDeleted(run)
      ? { experimentLifecycle: isDeleted(experiment) ? 'deleted' : 'active' }
      : {}),
    ...(experiment === undefined || experiment.workspace === 'default' ? {} : { workspace: experiment.workspace }),
    startTime: run.start_time,
    endTime: run.end_time,
    user: run.user_id,
    artifactUri: run.artifact_uri,
    stores: [path],
  }
}

function isDeleted(row: { readonly lifecycle: string }): boolean {
  return row.lifecycle === 'deleted'
}

const mostListed = 10

/**
 * The runs with these ids, in this order, each once. An id may be cut short as long as it fits one run only.
 *
 * @throws ProblemError `run-missing` for an id that no run has or that fits several; it lists those that there are.
 */
export function findRuns(runs: readonly RunSummary[], ids: readonly string[]): RunSummary[] {
  const found = new Map<string, RunSummary>()
  for (const id of ids) {
    const fitting = runs.filter((run) => run.id === id)
    const matches = fitting.length > 0 || id === '' ? fitting : runs.filter((run) => run.id.startsWith(id))
    const [only] = matches
    if (only === undefined || matches.length > 1) {
      const all = matches.length > 1 ? matches : runs
      throw new ProblemError({
        kind: 'run-missing',
        path: null,
        message:
          matches.length > 1
            ? `${id} fits ${matches.length} runs: ${named(all)}.`
            : runs.length === 0
              ? `There is no run ${id}: the folder holds no tracking store with runs.`
              : `There is no run ${id}. The folder holds ${named(all)}.`,
        action: runs.length === 0 ? 'Open the folder that holds mlruns or mlflow.db.' : 'Name one of these ids.',
      })
    }
    found.set(only.id, only)
  }
  return [...found.values()]
}

function named(runs: readonly RunSummary[]): string {
  const shown = runs.slice(0, mostListed).map((run) => (run.name === '' ? run.id : `${run.id} (${run.name})`))
  const left = runs.length - shown.length
  return shown.join(', ') + (left > 0 ? ` and ${left} more` : '')
}
