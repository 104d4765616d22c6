import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { open, readdir } from 'node:fs/promises'
import type { RunSummary } from '../../contract/comparison.ts'
import type { Problem } from '../../contract/problem.ts'
import type { LocationState } from '../../domain/artifacts/resolve-location.ts'
import type { KeptFile } from '../../domain/comparison/run-facts.ts'
import { containedPath } from '../folder/contained-path.ts'
import { fileProblem, throwIfStopped } from '../folder/folder-problem.ts'
import { queryRows } from './duckdb-tables.ts'
import type { FolderFile } from './folder-tree.ts'
import type { Stores } from './open-stores.ts'

/** An artifact file of a run, hashed. */
export interface HashedArtifact extends KeptFile {
  readonly bytes: number
}

/** Where a store says that the artifacts of a run or of one of its logged models are, and what is there. */
export interface ArtifactPlace {
  /** The run's own artifacts, or the name of a logged model. */
  readonly owner: string | null
  readonly store: string
  readonly state: LocationState
  readonly recorded: string
  /** Relative to the folder; null where nothing is there. */
  readonly location: string | null
  /** The rules that led there; where nothing is there, why. */
  readonly rules: string
}

export interface RunArtifacts {
  readonly files: readonly HashedArtifact[]
  readonly places: readonly ArtifactPlace[]
}

/** Lists and hashes what the loaded run kept. A file that can't be read becomes a problem. */
export async function runArtifacts(
  stores: Stores,
  runId: string,
  folder: { readonly files: ReadonlyMap<string, FolderFile>; readonly signal?: AbortSignal | undefined },
  problems: Problem[],
): Promise<RunArtifacts> {
  const rows = await queryRows<{ name: string; file: string | null; store: number; owner: string | null } & Omit<ArtifactPlace, 'store'>>(
    stores.connection,
    `SELECT DISTINCT a.store, CASE WHEN a.model_id IS NULL THEN a.path ELSE coalesce(m.name, a.model_id) || '/' || a.path END AS name,
       a.file, a.state, a.recorded, a.location, a.rules, CASE WHEN a.model_id IS NULL THEN NULL ELSE coalesce(m.name, a.model_id) END AS owner
     FROM artifacts AS a
     LEFT JOIN logged_models AS m ON m.store = a.store AND m.id = a.model_id
     WHERE a.run_id = $run ORDER BY name, a.file, a.store`,
    { run: runId },
  )
  const artifacts: HashedArtifact[] = []
  const seen = new Set<string>()
  const places = new Map<string, ArtifactPlace>()
  for (const { name, file, store, owner, state, recorded, location, rules } of rows) {
    places.set(JSON.stringify([store, owner, recorded]), { owner, store: stores.opened[store]?.path ?? '', state, recorded, location, rules })
    const known = file === null ? undefined : folder.files.get(file)
    if (known === undefined || seen.has(known.path)) continue
    seen.add(known.path)
    try {
      artifacts.push({ name, file: known.path, bytes: known.bytes, sha256: await hashOf(known.absolute, folder.signal) })
    } catch (error) {
      throwIfStopped(folder.signal)
      problems.push(fileProblem(known.path, error))
    }
  }
  return { files: artifacts, places: [...places.values()] }
}

/** What is at the place where the run says that its artifacts are, in words. */
export async function runFolderWords(stores: Stores, run: RunSummary, { files, places }: RunArtifacts, root: string): Promise<string> {
  const states = new Set(places.map(({ state }) => state))
  if (files.length > 0) return `${files.length === 1 ? '1 file' : `${files.length} files`}${states.has('present') ? '' : ', elsewhere'}`
  // A directory without files is no evidence, but that a run left one is worth a word.
  for (const store of stores.opened) {
    if (store.kind !== 'file' || !run.stores.includes(store.path)) continue
    for (const parent of ['', '.trash/']) {
      try {
        const directory = await containedPath(root, `${store.path}/${parent}${run.experimentId}/${run.id}/artifacts`)
        const [first] = (await readdir(directory)).sort()
        return first === undefined ? 'empty' : `only an empty ${first}/`
      } catch {
        continue
      }
    }
  }
  return states.has('outside') && !states.has('missing') ? 'outside this folder' : 'not found'
}

async function hashOf(file: string, signal: AbortSignal | undefined): Promise<string> {
  // The walk has resolved links; one that took the file's place since then must not be followed.
  const handle = await open(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0))
  const hash = createHash('sha256')
  for await (const chunk of handle.createReadStream()) {
    throwIfStopped(signal)
    hash.update(chunk as Buffer)
  }
  return hash.digest('hex')
}
