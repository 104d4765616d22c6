import { directoriesBelow, directoryAt, filesBelow } from './folder-tree.ts'
import type { Directory } from './folder-tree.ts'
import type { StoreContent, StoreRow } from './store-tables.ts'

/** Where a recorded location is: a directory of the folder, nowhere in it, or remote and never looked at. */
export type ResolvedLocation =
  | { readonly state: 'present'; readonly directory: Directory }
  | { readonly state: 'missing' }
  | { readonly state: 'outside' }

/** `owner` is the id of the run or logged model whose location it is. */
export type ResolveLocation = (uri: string | null, owner: string) => ResolvedLocation

/**
 * How the locations of one store are found in the folder. A store remembers absolute paths of the machine that wrote
 * it, so a location is found by the longest tail of its path that is a directory here, nearest to the store where
 * several fit. The tail must hold the id of the owner, else be the whole path: two directories of one name are not
 * one. `mlflow-artifacts:` and relative locations have no other meaning here.
 */
export function locationResolver(tree: Directory, storePath: string): ResolveLocation {
  const byName = new Map<string, string[][]>()
  for (const directory of directoriesBelow(tree)) {
    const parts = directory.path.split('/')
    const name = parts.at(-1) ?? ''
    const same = byName.get(name)
    if (same === undefined) byName.set(name, [parts])
    else same.push(parts)
  }
  const storeParts = storePath.split('/')
  return (uri, owner) => {
    if (uri === null) return { state: 'missing' }
    const path = localPath(uri)
    if (path === null) return { state: 'outside' }
    const wanted = path.split('/').filter((part) => part !== '' && part !== '.' && !/^[a-z]:$/i.test(part))
    const ownerAt = wanted.lastIndexOf(owner)
    const least = ownerAt === -1 ? wanted.length : wanted.length - ownerAt
    let best: { parts: string[]; rank: [number, number] } | null = null
    for (const parts of byName.get(wanted.at(-1) ?? '') ?? []) {
      const tail = commonTail(wanted, parts)
      if (tail < least) continue
      const rank: [number, number] = [tail, commonHead(storeParts, parts)]
      if (best === null || rank[0] > best.rank[0] || (rank[0] === best.rank[0] && rank[1] > best.rank[1])) best = { parts, rank }
    }
    const directory = best === null ? null : directoryAt(tree, best.parts.join('/'))
    return directory === null ? { state: 'missing' } : { state: 'present', directory }
  }
}

/** The path of a location with forward slashes; null for a location that isn't a file path. */
function localPath(uri: string): string | null {
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(uri)?.[1]?.toLowerCase()
  if (scheme === undefined) return uri.replaceAll('\\', '/')
  if (scheme !== 'file' && scheme !== 'mlflow-artifacts') return null
  const rest = uri.slice(scheme.length + 1).replace(/[?#].*$/, '')
  const path = rest.startsWith('//') ? rest.replace(/^\/\/[^/]*/, '') : rest
  try {
    return decodeURIComponent(path).replaceAll('\\', '/')
  } catch {
    return path.replaceAll('\\', '/')
  }
}

function commonTail(a: readonly string[], b: readonly string[]): number {
  let length = 0
  while (length < a.length && length < b.length && a[a.length - 1 - length] === b[b.length - 1 - length]) length += 1
  return length
}

function commonHead(a: readonly string[], b: readonly string[]): number {
  let length = 0
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1
  return length
}

/** The artifacts of every run and logged model of the store: files that are here, and locations that are not. */
export function listArtifacts(content: StoreContent, resolve: ResolveLocation): StoreRow<'artifacts'>[] {
  const rows: StoreRow<'artifacts'>[] = []
  const list = (owner: { run_id: string | null; model_id: string | null }, location: string | null): void => {
    const resolved = resolve(location, owner.model_id ?? owner.run_id ?? '')
    if (resolved.state !== 'present') {
      rows.push({ ...owner, path: '', file: null, bytes: null, state: resolved.state, location: location ?? '' })
      return
    }
    for (const { name, file } of filesBelow(resolved.directory)) {
      rows.push({ ...owner, path: name, file: file.path, bytes: file.bytes, state: 'present', location: resolved.directory.path })
    }
  }
  for (const run of content.runs) list({ run_id: run.id, model_id: null }, run.artifact_uri)
  for (const model of content.logged_models) {
    list({ run_id: model.source_run_id, model_id: model.id }, model.artifact_location)
  }
  return rows
}
