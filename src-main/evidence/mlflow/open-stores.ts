import type { DuckDBConnection } from '@duckdb/node-api'
import { ProblemError } from '../../contract/problem.ts'
import type { Problem } from '../../contract/problem.ts'
import { defaultRules } from '../../domain/artifacts/location-rules.ts'
import type { RuleChoice } from '../../domain/artifacts/location-rules.ts'
import type { KnownDirectories } from '../../domain/artifacts/resolve-location.ts'
import { fileProblem, throwIfStopped } from '../folder/folder-problem.ts'
import { knownDirectories, listArtifacts, locationResolver } from './artifact-location.ts'
import { appendStore, createDuckdbTables } from './duckdb-tables.ts'
import { openFileStore } from './file-store.ts'
import { findStores } from './find-stores.ts'
import type { StoreCandidate } from './find-stores.ts'
import { folderTree } from './folder-tree.ts'
import type { Directory, FolderFile } from './folder-tree.ts'
import { fileSha256 } from './private-copy.ts'
import { openSqliteStore } from './sqlite-store.ts'
import { findDisagreements } from './store-disagreements.ts'
import type { Disagreement } from './store-disagreements.ts'
import { emptyContent, emptyRunRows, everything } from './store-tables.ts'
import type { RunRows, Selection, StoreContent, StoreRow } from './store-tables.ts'

/** A store that was opened; its position in `Stores.opened` is the column `store` of every table. */
export interface OpenedStore {
  readonly kind: 'sqlite' | 'file'
  /** Relative to the folder; "." for the folder itself. */
  readonly path: string
  readonly schemaRevision: string | null
  /** Of the database; of a file store, over the hashes of the files read so far. */
  readonly sha256: string
  /** Without the run tables: these are in DuckDB, for the runs that were loaded. */
  readonly content: StoreContent
  readonly problems: readonly Problem[]
  /** About as many rows as the run tables of a database hold; the number of files of a file store. */
  readonly rows: number
  readonly read: (selection: Selection, signal?: AbortSignal) => Promise<RunRows>
  readonly check: () => void
  readonly close: () => Promise<void>
}

/** The tracking stores of one folder, and the rows of the loaded runs in DuckDB. */
export interface Stores {
  readonly opened: readonly OpenedStore[]
  /** What is a store by its name only, or a piece of one: none of `opened`. */
  readonly noStores: readonly Problem[]
  readonly connection: DuckDBConnection
  /** Values of loaded runs that several stores hold, where the stores differ. */
  readonly disagreements: () => Promise<Disagreement[]>
  /** SHA-256 of a file that the column `source` names, as it was read. */
  readonly sha256Of: (source: string) => string | null
  /** Paths of the files that are the stores themselves, artifacts not among them. */
  readonly ownFiles: ReadonlySet<string>
  readonly tree: Directory
  readonly directories: KnownDirectories
  /** The absolute path of the folder; empty where it has no files. */
  readonly root: string
  /** Puts the rows of these runs, or all rows of one store, into DuckDB; what is there already is not read again. */
  readonly load: (runs: ReadonlySet<string>) => Promise<void>
  /** Paths of the file stores of which only the loaded runs have been read, so that their hashes cover no other file. */
  readonly partlyRead: () => readonly string[]
  /** Paths of all files that are an artifact of any run or logged model. */
  readonly keptFiles: () => ReadonlySet<string>
  readonly close: () => Promise<void>
}

export interface OpenOptions {
  readonly signal?: AbortSignal
  readonly rules?: RuleChoice
  /**
   * What to load at once. all: everything. scan: everything of small databases and of file stores; of a large database
   * the runs that another store holds too, and the keys that `keys` names. small: everything of small stores. none.
   */
  readonly load?: 'all' | 'scan' | 'small' | 'none'
  readonly keys?: (key: string) => boolean
  /** Above this many rows a database is large; above a tenth as many files a file store is. */
  readonly mostRows?: number
}

const mostRowsAtOnce = 300_000

/**
 * Opens every tracking store among the files of a folder. A store that can't be read is still listed, with its problem
 * and without rows. Close the result: it holds private copies of databases.
 */
export async function openStores(files: readonly FolderFile[], options: OpenOptions = {}): Promise<Stores> {
  const { signal, rules = defaultRules, load = 'all', mostRows = mostRowsAtOnce } = options
  const tree = folderTree(files)
  const directories = knownDirectories(tree)
  const root = rootOf(files)
  const opened: OpenedStore[] = []
  const noStores: Problem[] = []
  const hashes: ((path: string) => string | undefined)[] = []
  const ownFiles = new Set<string>()
  const tables = await createDuckdbTables()
  const close = async (): Promise<void> => {
    tables.close()
    for (const store of opened) await store.close()
  }
  const loaded: (Set<string> | 'all')[] = []

  const artifactsOf = (store: OpenedStore, runs: ReadonlySet<string> | null): StoreRow<'artifacts'>[] =>
    listArtifacts(store.content, runs, tree, locationResolver(directories, store.path, root, rules))
  const append = async (index: number, selection: Selection): Promise<void> => {
    const store = opened[index]
    if (store === undefined) return
    throwIfStopped(signal)
    const rows = await store.read(selection, signal)
    if (selection.key === null) {
      rows.artifacts = artifactsOf(store, selection.runs)
    }
    await appendStore(tables.connection, index, withRuns(store.content, selection.runs), rows, signal)
  }
  const loadRuns = async (runs: ReadonlySet<string>): Promise<void> => {
    for (const [index, store] of opened.entries()) {
      const known = loaded[index]
      if (known === 'all' || known === undefined) continue
      const missing = new Set(store.content.runs.map((run) => run.id).filter((id) => runs.has(id) && !known.has(id)))
      if (missing.size === 0) continue
      await append(index, { runs: missing, key: null })
      for (const id of missing) known.add(id)
    }
  }

  try {
    for (const candidate of await findStores(files)) {
      throwIfStopped(signal)
      if (candidate.kind === 'no-store') {
        noStores.push(candidate.problem)
        continue
      }
      const store = await openCandidate(candidate, hashes, ownFiles, signal)
      if (store === null) continue
      opened.push(store)
      const isSmall = store.rows <= (store.kind === 'file' ? mostRows / 10 : mostRows)
      const isWhole = load === 'all' || (load !== 'none' && isSmall) || (load === 'scan' && store.kind === 'file')
      if (load === 'all' || load === 'scan') store.check()
      loaded.push(isWhole ? 'all' : new Set())
      if (isWhole) await append(opened.length - 1, everything)
    }
    if (load === 'scan') {
      await loadRuns(sharedRuns(opened))
      for (const [index, known] of loaded.entries()) {
        if (known === 'all' || options.keys === undefined) continue
        const rest = opened[index]?.content.runs.map((run) => run.id).filter((id) => !known.has(id))
        await append(index, { runs: new Set(rest), key: options.keys })
      }
    }
  } catch (error) {
    await close()
    throw error
  }
  return {
    opened,
    noStores,
    connection: tables.connection,
    disagreements: async () => (opened.length > 1 ? findDisagreements(tables.connection) : []),
    sha256Of: (source) => hashes.map((of) => of(source)).find((sha256) => sha256 !== undefined) ?? null,
    ownFiles,
    tree,
    directories,
    root,
    load: loadRuns,
    partlyRead: () => opened.filter((store, index) => store.kind === 'file' && loaded[index] !== 'all').map((store) => store.path),
    keptFiles: () => new Set(opened.flatMap((store) => artifactsOf(store, null).flatMap(({ file }) => file ?? []))),
    close,
  }
}

function rootOf(files: readonly FolderFile[]): string {
  const file = files.find(({ path, absolute }) => absolute.replaceAll('\\', '/').endsWith(`/${path}`))
  return file === undefined ? '' : file.absolute.slice(0, file.absolute.length - file.path.length - 1)
}

function sharedRuns(opened: readonly OpenedStore[]): Set<string> {
  const seen = new Set<string>()
  const shared = new Set<string>()
  for (const { content } of opened) {
    for (const { id } of content.runs) if (seen.has(id)) shared.add(id)
    for (const { id } of content.runs) seen.add(id)
  }
  return shared
}

/** What stands in no run table, without the runs that aren't loaded. */
function withRuns(content: StoreContent, runs: ReadonlySet<string> | null): StoreContent {
  return runs === null ? content : { ...content, runs: content.runs.filter((run) => runs.has(run.id)) }
}

async function openCandidate(
  candidate: Exclude<StoreCandidate, { kind: 'no-store' }>,
  hashes: ((path: string) => string | undefined)[],
  ownFiles: Set<string>,
  signal: AbortSignal | undefined,
): Promise<OpenedStore | null> {
  if (candidate.kind === 'file') {
    const store = await openFileStore(candidate.root, signal)
    hashes.push((path) => store.hashes.get(path))
    for (const path of store.ownFiles) ownFiles.add(path)
    return {
      ...store,
      kind: 'file',
      path: candidate.path,
      schemaRevision: null,
      get sha256() {
        return store.sha256()
      },
      check: () => {},
      close: () => Promise.resolve(),
    }
  }
  const { path, file } = candidate
  const empty = async (problem: Problem): Promise<OpenedStore> => ({
    kind: 'sqlite',
    path,
    schemaRevision: null,
    sha256: (await fileSha256(file.absolute).catch(() => null)) ?? '',
    content: emptyContent(),
    problems: [problem],
    rows: 0,
    read: () => Promise.resolve(emptyRunRows()),
    check: () => {},
    close: () => Promise.resolve(),
  })
  if (candidate.kind === 'unusable') {
    ownFiles.add(path)
    return empty(candidate.problem)
  }
  try {
    const store = await openSqliteStore(file.absolute, path, signal)
    if (store === null) return candidate.named ? await empty(notTracking(path)) : null
    hashes.push((source) => (source === path ? store.sha256 : undefined))
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
    message: 'It is a SQLite database without the tables experiments and runs of MLflow.',
    action: 'Go on without it, or copy the tracking database here.',
  }
}
