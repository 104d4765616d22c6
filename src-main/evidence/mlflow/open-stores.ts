import type { DuckDBConnection } from '@duckdb/node-api'
import { ProblemError } from '../../contract/problem.ts'
import type { Problem } from '../../contract/problem.ts'
import { fileProblem, throwIfStopped } from '../folder/folder-problem.ts'
import { listArtifacts, locationResolver } from './artifact-location.ts'
import { loadDuckdbTables } from './duckdb-tables.ts'
import { readFileStore } from './file-store.ts'
import { findStores } from './find-stores.ts'
import type { StoreCandidate } from './find-stores.ts'
import { filesBelow, folderTree } from './folder-tree.ts'
import type { FolderFile } from './folder-tree.ts'
import { fileSha256 } from './private-copy.ts'
import { readSqliteStore } from './sqlite-store.ts'
import { findDisagreements } from './store-disagreements.ts'
import type { Disagreement } from './store-disagreements.ts'
import { emptyContent } from './store-tables.ts'
import type { StoreContent } from './store-tables.ts'

/** A store that was opened; its position in `Stores.opened` is the column `store` of every table. */
export interface OpenedStore {
  readonly kind: 'sqlite' | 'file'
  /** Relative to the folder; "." for the folder itself. */
  readonly path: string
  readonly schemaRevision: string | null
  readonly sha256: string
  readonly content: StoreContent
  readonly problems: readonly Problem[]
}

/** The tracking stores of one folder, and their rows in DuckDB. */
export interface Stores {
  readonly opened: readonly OpenedStore[]
  readonly connection: DuckDBConnection
  /** Values of runs that several stores hold, where the stores differ. */
  readonly disagreements: readonly Disagreement[]
  /** SHA-256 of a file that the column `source` names, as it was read. */
  readonly sha256Of: (source: string) => string | null
  /** Paths of the files that are the stores themselves, artifacts not among them. */
  readonly ownFiles: ReadonlySet<string>
  readonly close: () => void
}

/**
 * Reads every tracking store among the files of a folder into one set of tables. A store that can't be read is still
 * listed, with its problem and without rows. Close the result.
 */
export async function openStores(files: readonly FolderFile[], options: { signal?: AbortSignal } = {}): Promise<Stores> {
  const tree = folderTree(files)
  const opened: OpenedStore[] = []
  const hashes = new Map<string, string>()
  const ownFiles = new Set<string>()
  for (const candidate of await findStores(files)) {
    throwIfStopped(options.signal)
    const store = await openCandidate(candidate, hashes, ownFiles, options.signal)
    if (store === null) continue
    store.content.artifacts = listArtifacts(store.content, locationResolver(tree, store.path))
    opened.push(store)
  }
  const tables = await loadDuckdbTables(
    opened.map((store) => store.content),
    options.signal,
  )
  return {
    opened,
    connection: tables.connection,
    disagreements: opened.length > 1 ? await findDisagreements(tables.connection) : [],
    sha256Of: (source) => hashes.get(source) ?? null,
    ownFiles,
    close: tables.close,
  }
}

async function openCandidate(
  candidate: StoreCandidate,
  hashes: Map<string, string>,
  ownFiles: Set<string>,
  signal: AbortSignal | undefined,
): Promise<OpenedStore | null> {
  if (candidate.kind === 'file') {
    const store = await readFileStore(candidate.root, signal)
    for (const [path, sha256] of store.hashes) hashes.set(path, sha256)
    for (const { file } of filesBelow(candidate.root)) if (store.hashes.has(file.path)) ownFiles.add(file.path)
    return { kind: 'file', path: candidate.path, schemaRevision: null, ...store }
  }
  const { path, file } = candidate
  const empty = async (problem: Problem): Promise<OpenedStore> => ({
    kind: 'sqlite',
    path,
    schemaRevision: null,
    sha256: (await fileSha256(file.absolute).catch(() => null)) ?? '',
    content: emptyContent(),
    problems: [problem],
  })
  if (candidate.kind === 'unusable') {
    ownFiles.add(path)
    return empty(candidate.problem)
  }
  try {
    const store = await readSqliteStore(file.absolute, path, signal)
    if (store === null) return candidate.named ? await empty(notTracking(path)) : null
    hashes.set(path, store.sha256)
    for (const suffix of ['', '-wal', '-shm', '-journal']) ownFiles.add(path + suffix)
    return { kind: 'sqlite', path, ...store }
  } catch (error) {
    throwIfStopped(signal)
    if (error instanceof ProblemError) return empty(error.problem)
    if (error instanceof Error && 'code' in error) return empty(fileProblem(path, error))
    throw error
  }
}

function notTracking(path: string): Problem {
  return {
    kind: 'store-unreadable',
    path,
    message: 'It is a SQLite database without the tables experiments and runs.',
    action: 'Go on without it, or copy the tracking database here.',
  }
}
