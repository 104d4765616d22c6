import type { RunSummary } from '../../contract/comparison.ts'
import { ProblemError } from '../../contract/problem.ts'
import { queryRows } from './duckdb-tables.ts'
import type { Stores } from './open-stores.ts'

/** A run in several stores is read from the first that has it: a database before a file store. */
const runsQuery = `SELECT r.store, r.id, r.name, r.experiment_id, r.status, r.lifecycle, r.start_time, r.end_time,
  r.user_id, r.artifact_uri, coalesce(e.name, r.experiment_id) AS experiment
FROM runs AS r
LEFT JOIN experiments AS e ON e.store = r.store AND e.id = r.experiment_id
ORDER BY r.start_time DESC NULLS LAST, r.id, r.store`

interface RunRow {
  store: number
  id: string
  name: string
  experiment_id: string
  status: string
  lifecycle: string
  start_time: bigint | null
  end_time: bigint | null
  user_id: string | null
  artifact_uri: string | null
  experiment: string
}

/** Every run of the folder, newest first; one that several stores hold appears once, with all their paths. */
export async function listRuns(stores: Stores): Promise<RunSummary[]> {
  const runs = new Map<string, RunSummary>()
  for (const row of await queryRows<RunRow>(stores.connection, runsQuery)) {
    const path = stores.opened[row.store]?.path ?? ''
    const known = runs.get(row.id)
    if (known !== undefined) {
      known.stores.push(path)
      continue
    }
    runs.set(row.id, {
      id: row.id,
      name: row.name,
      experiment: row.experiment,
      experimentId: row.experiment_id,
      status: row.status,
      lifecycle: row.lifecycle === 'deleted' ? 'deleted' : 'active',
      startTime: row.start_time === null ? null : Number(row.start_time),
      endTime: row.end_time === null ? null : Number(row.end_time),
      user: row.user_id,
      artifactUri: row.artifact_uri,
      stores: [path],
    })
  }
  return [...runs.values()]
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
