import { listValue } from '@duckdb/node-api'
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

/** Newest runs first, so that what is left out of a long list is the oldest. */
const candidatesQuery = `WITH candidates AS (
  SELECT store, 'metric' AS origin, run_id, key, printed AS text, source FROM latest_metrics
  UNION ALL SELECT store, 'parameter', run_id, key, value, source FROM params
  UNION ALL SELECT store, 'tag', run_id, key, value, source FROM tags WHERE NOT starts_with(key, 'mlflow.')
)
SELECT c.store, c.origin, c.run_id, c.key, c.text, c.source
FROM candidates AS c
LEFT JOIN runs AS r ON r.store = c.store AND r.id = c.run_id
WHERE list_contains($keys, c.key)
ORDER BY r.start_time DESC NULLS LAST, c.run_id, c.key, c.origin, c.store`

const keysQuery = `SELECT DISTINCT key FROM latest_metrics UNION SELECT DISTINCT key FROM params UNION SELECT DISTINCT key FROM tags`

interface Candidate {
  store: number
  origin: 'metric' | 'parameter' | 'tag'
  run_id: string
  key: string
  text: string
  source: string
}

export interface RecordedThresholds {
  readonly recorded: readonly RecordedInRun[]
  /** Those of older runs that the list leaves out. */
  readonly left: number
}

/** More records of thresholds than this help nobody; a sweep writes one in each of its runs. */
export const mostRecorded = 2000

/**
 * The decision thresholds that runs record in a metric (its last value), a parameter or a tag, by the key's name. The
 * same value of one run in several stores is one. At most `most`, those of the newest runs.
 */
export async function recordedInRuns(stores: Stores, most = mostRecorded): Promise<RecordedThresholds> {
  const names = new Map<string, string>()
  for (const store of stores.opened) {
    for (const run of store.content.runs) if (!names.has(run.id)) names.set(run.id, run.name)
  }
  const keys = (await queryRows<{ key: string }>(stores.connection, keysQuery)).map(({ key }) => key).filter(namesThreshold)
  if (keys.length === 0) return { recorded: [], left: 0 }
  const recorded: RecordedInRun[] = []
  const seen = new Set<string>()
  for (const candidate of await queryRows<Candidate>(stores.connection, candidatesQuery, { keys: listValue(keys) })) {
    const value = pythonNumber(candidate.text.trim())
    if (value === null || !Number.isFinite(value)) continue
    const identity = [candidate.run_id, candidate.origin, candidate.key, value].join('\u0000')
    if (seen.has(identity)) continue
    seen.add(identity)
    if (recorded.length >= most) continue
    const name = names.get(candidate.run_id) ?? ''
    recorded.push({
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
  return { recorded, left: seen.size - recorded.length }
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
