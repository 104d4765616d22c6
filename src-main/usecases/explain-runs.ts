import type { Corroboration } from '../contract/explanation.ts'
import type { ClassWeight, LoggedNumber } from '../domain/forensics/inquiry.ts'
import { walkFolder } from '../evidence/folder/walk-folder.ts'
import { queryRows } from '../evidence/mlflow/duckdb-tables.ts'
import { listRuns } from '../evidence/mlflow/list-runs.ts'
import { openStores } from '../evidence/mlflow/open-stores.ts'

/** What the tracking stores say about how a threshold may have been chosen. */
export interface RunEvidence {
  /** Names of experiments and of runs. */
  readonly names: readonly Corroboration[]
  /** Metrics of the runs that record the value. */
  readonly logged: readonly LoggedNumber[]
  readonly classWeights: readonly ClassWeight[]
}

interface KeyRow {
  run_id: string
  key: string
  text: string
  source: string
}

/** Measured on rows that no prediction table of the run holds. */
const onOtherRows = /(^|[_.\-/ ])(cv|train|training|fold|folds|mean|std)\d*([_.\-/ ]|$)/i
const loggedQuery = `SELECT DISTINCT run_id, key, printed AS text, source FROM latest_metrics ORDER BY ALL`
const weightQuery = `SELECT DISTINCT run_id, key, value AS text, source FROM params
WHERE lower(key) LIKE '%class_weight' OR lower(key) LIKE '%scale_pos_weight' ORDER BY ALL`

/** Reads the names of all runs, and the metrics and class weights of `runs`. Rejects as `openStores` does. */
export async function runEvidence(folder: string, runs: ReadonlySet<string>, options: { signal?: AbortSignal }): Promise<RunEvidence> {
  const walked = await walkFolder(folder, options)
  const stores = await openStores(walked.files, { ...options, load: 'none' })
  try {
    const all = listRuns(stores)
    const named = new Map<string, Corroboration>()
    for (const run of all) {
      const path = run.stores[0] ?? ''
      named.set(`experiment ${run.experiment}`, { path, line: null, text: `experiment ${run.experiment}` })
      if (run.name !== '') named.set(`run ${run.name}`, { path, line: null, text: `run ${run.name}` })
    }
    await stores.load(runs)
    const ofRuns = async (query: string) =>
      (await queryRows<KeyRow>(stores.connection, query)).filter(({ run_id }) => runs.has(run_id))
    const logged = (await ofRuns(loggedQuery)).filter(({ key, text }) => !onOtherRows.test(key) && Number.isFinite(Number(text)))
    return {
      names: [...named.values()],
      logged: logged.map(({ run_id, key, text, source }) => ({
        name: key,
        value: Number(text),
        printed: text,
        path: source,
        line: null,
        group: `run ${run_id}`,
        origin: 'logged' as const,
      })),
      classWeights: (await ofRuns(weightQuery)).flatMap(({ key, text, source }) => {
        const weight = weightOf(text)
        return weight === null ? [] : [{ weight, place: { path: source, line: null, text: `${key} ${text}` } }]
      }),
    }
  } finally {
    await stores.close()
  }
}

/** "balanced", or a weight above 0; null for anything else. */
export function weightOf(text: string): ClassWeight['weight'] | null {
  if (/^["']?balanced["']?$/i.test(text.trim())) return 'balanced'
  const value = Number(text)
  return text.trim() !== '' && Number.isFinite(value) && value > 0 ? value : null
}
