import type { ScannedStore } from '../../contract/scan.ts'
import type { OpenedStore, Stores } from './open-stores.ts'

/** What each store holds, in the order in which they were found. Prompts in the registry are not models. */
export function scannedStores(stores: Stores): ScannedStore[] {
  return stores.opened.map((store) => ({
    kind: store.kind,
    path: store.path,
    schemaRevision: store.schemaRevision,
    experiments: byLifecycle(store.content.experiments),
    runs: byLifecycle(store.content.runs),
    registeredModels: store.content.registered_models.filter((model) => !model.is_prompt).length,
    sha256: store.sha256,
    problems: [...store.problems],
  }))
}

function byLifecycle(rows: OpenedStore['content']['runs'] | OpenedStore['content']['experiments']): {
  active: number
  deleted: number
} {
  const deleted = rows.filter((row) => row.lifecycle === 'deleted').length
  return { active: rows.length - deleted, deleted }
}
