import type { Problem } from '../../contract/problem.ts'
import type { ScannedStore } from '../../contract/scan.ts'
import type { OpenedStore, Stores } from './open-stores.ts'
import { disagreementProblem } from './store-disagreements.ts'

const mostDisagreements = 20

/**
 * What each store holds, in the order in which they were found. Prompts in the registry are not models. Where a run is
 * told differently by an earlier store, that is a problem of the later one.
 */
export function scannedStores(stores: Stores): ScannedStore[] {
  return stores.opened.map((store, index) => ({
    kind: store.kind,
    path: store.path,
    schemaRevision: store.schemaRevision,
    experiments: byLifecycle(store.content.experiments),
    runs: byLifecycle(store.content.runs),
    registeredModels: store.content.registered_models.filter((model) => !model.is_prompt).length,
    sha256: store.sha256,
    problems: [...store.problems, ...disagreements(stores, index)],
  }))
}

function disagreements(stores: Stores, later: number): Problem[] {
  const rows = stores.disagreements.filter((row) => row.stores[1] === later)
  if (rows.length === 0) return []
  const names = new Map(stores.opened[later]?.content.runs.map((run) => [run.id, run.name]))
  const problems = rows.slice(0, mostDisagreements).map((row) => disagreementProblem(stores, row, names.get(row.run_id) ?? ''))
  const left = rows.length - problems.length
  if (left > 0) {
    problems.push({
      kind: 'store-partly-unreadable',
      path: stores.opened[later]?.path ?? null,
      message: `${left} more values of runs differ from those of an earlier store.`,
      action: 'Find out which store is the right one.',
    })
  }
  return problems
}

function byLifecycle(rows: OpenedStore['content']['runs'] | OpenedStore['content']['experiments']): {
  active: number
  deleted: number
} {
  const deleted = rows.filter((row) => row.lifecycle === 'deleted').length
  return { active: rows.length - deleted, deleted }
}
