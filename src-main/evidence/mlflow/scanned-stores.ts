import type { Problem } from '../../contract/problem.ts'
import type { ScannedStore } from '../../contract/scan.ts'
import type { OpenedStore, Stores } from './open-stores.ts'
import { registryOf } from './registry-list.ts'
import { disagreementProblem } from './store-disagreements.ts'
import type { Disagreement } from './store-disagreements.ts'

const mostDisagreements = 20

/**
 * What each store holds, in the order in which they were found. Prompts in the registry are not models. Where an earlier
 * store tells something else, that is a problem of the later one.
 */
export async function scannedStores(stores: Stores): Promise<ScannedStore[]> {
  const disagreements = await stores.disagreements()
  return stores.opened.map((store, index) => {
    const registry = registryOf(store)
    return {
      kind: store.kind,
      path: store.path,
      schemaRevision: store.schemaRevision,
      experiments: byLifecycle(store.content.experiments),
      runs: byLifecycle(store.content.runs),
      registeredModels: registry.models.length,
      registry: registry.models,
      prompts: store.content.registered_models.length - registry.models.length,
      sha256: store.sha256,
      problems: [
        ...store.problems,
        ...leftOut(store.path, registry.left),
        ...splitExperiments(stores.opened, index),
        ...told(stores, disagreements, index),
      ],
    }
  })
}

function leftOut(path: string, versions: number): Problem[] {
  if (versions === 0) return []
  const message = `${versions} more versions of registered models are not listed.`
  return [{ kind: 'skipped', path, message, action: 'Nothing to do: a comparison shows every version of its runs.' }]
}

/** An experiment of one name that two stores hold with other runs: one project that was tracked in two places. */
function splitExperiments(opened: readonly OpenedStore[], later: number): Problem[] {
  const here = runsByExperiment(opened[later])
  return opened.slice(0, later).flatMap((earlier) => {
    const there = runsByExperiment(earlier)
    return [...here].flatMap(([name, runs]): Problem[] => {
      const others = there.get(name)
      if (others === undefined || name === 'Default') return []
      const both = [...runs].filter((id) => others.has(id)).length
      if (both === runs.size && both === others.size) return []
      return [
        {
          kind: 'store-partly-unreadable',
          path: opened[later]?.path ?? null,
          message: `Experiment "${name}" has ${counted(others.size)} in ${earlier.path} and ${counted(runs.size)} here, ${both === 0 ? 'none' : both} in both.`,
          action: 'Both are shown; find out which store is the right one.',
        },
      ]
    })
  })
}

function counted(runs: number): string {
  return runs === 1 ? '1 run' : `${runs} runs`
}

function runsByExperiment(store: OpenedStore | undefined): Map<string, Set<string>> {
  const names = new Map(store?.content.experiments.map(({ id, name }) => [id, name]))
  const runs = new Map<string, Set<string>>()
  for (const name of names.values()) runs.set(name, new Set())
  for (const run of store?.content.runs ?? []) runs.get(names.get(run.experiment_id) ?? '')?.add(run.id)
  return runs
}

function told(stores: Stores, disagreements: readonly Disagreement[], later: number): Problem[] {
  const rows = disagreements.filter((row) => row.stores[1] === later)
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
