import type { RunSummary } from '../../contract/comparison.ts'
import type { LineageId, StatedParameter } from '../../domain/comparison/run-facts.ts'
import { queryRows } from './duckdb-tables.ts'
import type { Stores } from './open-stores.ts'
import { loggedModelOf } from './store-tables.ts'

/** MLflow's own notes about a run's place among runs, which say nothing of its model. */
const bookkeeping = /^mlflow\.(rootRunId|parentRunId|runName|user|source\.|log-model\.history)/

/**
 * The ids that tie a loaded run to a model: its own run id, the logged models that it wrote, and those ids which its
 * parameters, tags, inputs and registered versions name ("runs:/…", "models:/m-…").
 */
export async function lineageOf(stores: Stores, run: RunSummary, stated: readonly StatedParameter[]): Promise<LineageId[]> {
  const ids: LineageId[] = [{ id: run.id, words: `run ${run.id}`, source: `the run itself (${run.stores[0] ?? ''})`, own: true }]
  const add = (id: string, source: string, own: boolean): void => {
    if (ids.some((known) => known.id === id)) return
    ids.push({ id, words: id.startsWith('m-') ? `logged model ${id}` : `run ${id}`, source, own })
  }
  const logged = await queryRows<{ id: string; store: number }>(
    stores.connection,
    `SELECT DISTINCT id, store FROM logged_models WHERE source_run_id = $run
     UNION SELECT destination_id, store FROM inputs WHERE source_id = $run AND source_type = 'RUN_OUTPUT'`,
    { run: run.id },
  )
  const path = (store: number): string => stores.opened[store]?.path ?? ''
  for (const { id, store } of logged) add(id, `logged models (${path(store)})`, true)
  const read = await queryRows<{ id: string; store: number }>(
    stores.connection,
    "SELECT DISTINCT source_id AS id, store FROM inputs WHERE destination_id = $run AND source_type IN ('MODEL', 'MODEL_INPUT', 'RUN_INPUT')",
    { run: run.id },
  )
  for (const { id, store } of read) if (id.startsWith('m-')) add(id, `inputs (${path(store)})`, false)
  for (const { key, value, source } of stated) {
    if (bookkeeping.test(key) || value.length > 2000) continue
    for (const [id] of value.matchAll(/\bm-[0-9a-f]{32}\b/g)) add(id, source, false)
    for (const [, id] of value.matchAll(/(?:^|[^0-9a-f-])([0-9a-f]{32})(?![0-9a-f])/g)) if (id !== undefined) add(id, source, false)
  }
  const versions = await queryRows<{ source: string | null; name: string; version: string; store: number }>(
    stores.connection,
    'SELECT source, name, version, store FROM model_versions WHERE run_id = $run',
    { run: run.id },
  )
  for (const { source, name, version, store } of versions) {
    const model = loggedModelOf(source)
    const of = /^runs:\/([0-9a-f]{32})\//.exec(source ?? '')?.[1]
    for (const id of [model, of]) if (id !== null && id !== undefined) add(id, `source of ${name} version ${version} (${path(store)})`, false)
  }
  return ids
}
