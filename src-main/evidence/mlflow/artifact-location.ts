import { defaultRules } from '../../domain/artifacts/location-rules.ts'
import type { RuleChoice } from '../../domain/artifacts/location-rules.ts'
import { resolveLocation } from '../../domain/artifacts/resolve-location.ts'
import type { KnownDirectories, ResolvedLocation } from '../../domain/artifacts/resolve-location.ts'
import { directoriesBelow, directoryAt, filesBelow } from './folder-tree.ts'
import type { Directory } from './folder-tree.ts'
import type { StoreContent, StoreRow } from './store-tables.ts'

/** `owner` is the id of the run or logged model whose location it is. */
export type ResolveLocation = (recorded: string | null, owner: string) => ResolvedLocation

/** The directories of the walked folder by their names. Links that lead out of the folder are none of them. */
export function knownDirectories(tree: Directory): KnownDirectories {
  const byName = new Map<string, string[]>()
  for (const { path } of directoriesBelow(tree)) {
    const name = path.slice(path.lastIndexOf('/') + 1)
    const same = byName.get(name)
    if (same === undefined) byName.set(name, [path])
    else same.push(path)
  }
  return {
    has: (path) => directoryAt(tree, path) !== null,
    named: (name) => byName.get(name) ?? [],
    isRecord: (path) => directoryAt(tree, path)?.files.has('meta.yaml') === true,
  }
}

/** How the locations of one store are found in the folder whose absolute path is `root`; it may be empty. */
export function locationResolver(
  directories: KnownDirectories,
  storePath: string,
  root = '',
  rules: RuleChoice = defaultRules,
): ResolveLocation {
  const rootParts = root.replaceAll('\\', '/').replace(/^[a-z]:/i, '').split('/').filter((part) => part !== '')
  return (recorded, owner) => resolveLocation(recorded, owner, { directories, root: rootParts, storePath, rules })
}

/** The artifacts of the runs and of the logged models of these: files that are here, and locations that are not. */
export function listArtifacts(
  content: Pick<StoreContent, 'runs' | 'logged_models'>,
  runs: ReadonlySet<string> | null,
  tree: Directory,
  resolve: ResolveLocation,
): StoreRow<'artifacts'>[] {
  const rows: StoreRow<'artifacts'>[] = []
  const list = (owner: { run_id: string | null; model_id: string | null }, recorded: string | null): void => {
    const { state, directory, rules, why } = resolve(recorded, owner.model_id ?? owner.run_id ?? '')
    const shared = { ...owner, state, recorded: recorded ?? '', location: directory, rules: directory === null ? why : rules.join(', ') }
    const found = directory === null ? null : directoryAt(tree, directory)
    if (found === null) rows.push({ ...shared, path: '', file: null, bytes: null })
    else for (const { name, file } of filesBelow(found)) rows.push({ ...shared, path: name, file: file.path, bytes: file.bytes })
  }
  for (const run of content.runs) {
    if (runs === null || runs.has(run.id)) list({ run_id: run.id, model_id: null }, run.artifact_uri)
  }
  for (const model of content.logged_models) {
    if (runs === null || (model.source_run_id !== null && runs.has(model.source_run_id))) {
      list({ run_id: model.source_run_id, model_id: model.id }, model.artifact_location)
    }
  }
  return rows
}
