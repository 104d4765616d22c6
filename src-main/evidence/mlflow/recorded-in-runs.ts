import { listValue } from '@duckdb/node-api'
import { noOwnNames } from '../../contract/own-names.ts'
import type { OwnNames } from '../../contract/own-names.ts'
import type { RecordedThreshold, RunMention } from '../../contract/scan.ts'
import { kindOfKey } from '../../domain/inventory/name-kinds.ts'
import { queryRows } from './duckdb-tables.ts'
import { pythonNumber } from './metric-line.ts'
import type { Stores } from './open-stores.ts'

/** A threshold as a run records it; which values its text stands for is for others to say. */
export type RecordedInRun = Omit<RecordedThreshold, 'interval'>

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

export interface StatedByRuns {
  readonly recorded: readonly RecordedInRun[]
  /** Costs and objectives. */
  readonly mentions: readonly RunMention[]
  /** Those of older runs that the lists leave out. */
  readonly left: number
}

/** More records of one kind than this help nobody; a sweep writes one in each of its runs. */
export const mostRecorded = 2000

/**
 * The decision thresholds, costs and objectives that runs record in a metric (its last value), a parameter or a tag, by
 * the key's name; `names` are names beside those that are known. The same value of one run in several stores is one. At
 * most `most` thresholds and `most` others, those of the newest runs.
 */
export async function recordedInRuns(stores: Stores, most = mostRecorded, names: OwnNames = noOwnNames): Promise<StatedByRuns> {
  const runNames = new Map<string, string>()
  for (const store of stores.opened) {
    for (const run of store.content.runs) if (!runNames.has(run.id)) runNames.set(run.id, run.name)
  }
  const all = await queryRows<{ key: string }>(stores.connection, keysQuery)
  const kinds = new Map(all.map(({ key }) => [key, kindOfKey(key, names)] as const).filter(([, kind]) => kind !== null))
  if (kinds.size === 0) return { recorded: [], mentions: [], left: 0 }
  const recorded: RecordedInRun[] = []
  const mentions: RunMention[] = []
  const seen = new Set<string>()
  for (const candidate of await queryRows<Candidate>(stores.connection, candidatesQuery, { keys: listValue([...kinds.keys()]) })) {
    const { run_id: id, origin, key, source: path } = candidate
    const printed = candidate.text.trim()
    const value = pythonNumber(printed)
    if (value === null || !Number.isFinite(value)) continue
    const identity = [id, origin, key, value].join('\u0000')
    if (seen.has(identity)) continue
    seen.add(identity)
    const kind = kinds.get(key) ?? 'threshold'
    if ((kind === 'threshold' ? recorded : mentions).length >= most) continue
    const name = runNames.get(id) ?? ''
    const stated = {
      value,
      source: `run ${name === '' ? id : name}, ${origin} ${key}`,
      origin,
      path,
      run: { id, name },
      printed,
      sha256: stores.sha256Of(path) ?? '',
    }
    if (kind === 'threshold') recorded.push({ ...stated, line: null })
    else mentions.push({ ...stated, kind, name: key })
  }
  return { recorded, mentions, left: seen.size - recorded.length - mentions.length }
}
