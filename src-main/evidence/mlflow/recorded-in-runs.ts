import type { RecordedThreshold } from '../../contract/scan.ts'
import { queryRows } from './duckdb-tables.ts'
import { pythonNumber } from './metric-line.ts'
import type { Stores } from './open-stores.ts'

/** A threshold as a run records it; which values its text stands for is for others to say. */
export type RecordedInRun = Omit<RecordedThreshold, 'interval'>

/** Words of a key that make it a decision threshold, and words that make it another kind of threshold. */
const thresholdWords: readonly string[] = ['threshold', 'thresholds', 'thresh', 'thr', 'cutoff', 'seuil']
const otherWords: readonly string[] = [
  'at', 'by', 'cat', 'clip', 'collinearity', 'corr', 'correlation', 'cost', 'count', 'drift', 'feature', 'features',
  'importance', 'impurity', 'interaction', 'iou', 'level', 'loss', 'method', 'metric', 'missing', 'multicollinearity',
  'n', 'null', 'num', 'nan', 'outlier', 'outliers', 'polynomial', 'pruning', 'psi', 'rare', 'selection', 'std',
  'steps', 'stop', 'stopping', 'strategy', 'type', 'variance', 'vif',
]

const candidatesQuery = `SELECT store, 'metric' AS origin, run_id, key, printed AS text, source FROM latest_metrics
UNION ALL SELECT store, 'parameter', run_id, key, value, source FROM params
UNION ALL SELECT store, 'tag', run_id, key, value, source FROM tags WHERE NOT starts_with(key, 'mlflow.')
ORDER BY run_id, key, origin, store`

interface Candidate {
  store: number
  origin: 'metric' | 'parameter' | 'tag'
  run_id: string
  key: string
  text: string
  source: string
}

/**
 * The decision thresholds that runs record in a metric (its last value), a parameter or a tag, by the key's name. The
 * same value of one run in several stores is one.
 */
export async function recordedInRuns(stores: Stores): Promise<RecordedInRun[]> {
  const names = new Map<string, string>()
  for (const store of stores.opened) {
    for (const run of store.content.runs) if (!names.has(run.id)) names.set(run.id, run.name)
  }
  const recorded = new Map<string, RecordedInRun>()
  for (const candidate of await queryRows<Candidate>(stores.connection, candidatesQuery)) {
    const value = pythonNumber(candidate.text.trim())
    if (value === null || !Number.isFinite(value) || !namesThreshold(candidate.key)) continue
    const identity = [candidate.run_id, candidate.origin, candidate.key, value].join('\u0000')
    if (recorded.has(identity)) continue
    const name = names.get(candidate.run_id) ?? ''
    recorded.set(identity, {
      value,
      source: `run ${name === '' ? candidate.run_id : name}, ${candidate.origin} ${candidate.key}`,
      origin: candidate.origin,
      path: candidate.source,
      line: null,
      run: { id: candidate.run_id, name },
      printed: candidate.text.trim(),
      sha256: stores.sha256Of(candidate.source) ?? '',
    })
  }
  return [...recorded.values()]
}

/** Whether a key such as `optimal_threshold`, `bestCutoff` or "decision threshold" names a decision threshold. */
export function namesThreshold(key: string): boolean {
  const words = key
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replaceAll(/cut[ _-]off/g, 'cutoff')
    .split(/[^a-z]+/)
  return words.some((word) => thresholdWords.includes(word)) && !words.some((word) => otherWords.includes(word))
}
