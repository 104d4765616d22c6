import { open, readFile } from 'node:fs/promises'
import type { Problem } from '../../contract/problem.ts'
import { fileProblem } from '../folder/folder-problem.ts'
import { directoryAt, folderTree } from './folder-tree.ts'
import type { Directory, FolderFile } from './folder-tree.ts'

/** Something in the folder that is, or calls itself, a tracking store. */
export type StoreCandidate =
  | { readonly kind: 'sqlite'; readonly path: string; readonly file: FolderFile; readonly named: boolean }
  | { readonly kind: 'file'; readonly path: string; readonly root: Directory }
  /** Named like a tracking database but of another format. */
  | { readonly kind: 'unusable'; readonly path: string; readonly file: FolderFile; readonly problem: Problem }
  /** A database by its name that is empty, or a piece of a store without the rest: no store, which is told all the same. */
  | { readonly kind: 'no-store'; readonly path: string; readonly problem: Problem }

const databaseName = /\.(db|db3|sqlite|sqlite3|s3db)$/i
const trackingName = /mlflow|mlruns|tracking/i
const sqliteHeader = 'SQLite format 3\u0000'

/**
 * The tracking stores of a folder by their names and first bytes, databases first. A file of another format is
 * passed over unless its name says that it is a tracking database.
 */
export async function findStores(files: readonly FolderFile[]): Promise<StoreCandidate[]> {
  const databases: StoreCandidate[] = []
  for (const file of files) {
    const name = file.path.slice(file.path.lastIndexOf('/') + 1)
    if (!databaseName.test(name)) continue
    const candidate = await databaseCandidate(file, trackingName.test(name))
    if (candidate !== null) databases.push(candidate)
  }
  const tree = folderTree(files)
  const roots = await fileStoreRoots(files)
  const piece = roots.length > 0 ? null : await pieceOfStore(files)
  return [
    ...databases,
    ...(piece === null ? [] : [piece]),
    ...roots.flatMap((path): StoreCandidate[] => {
      const root = directoryAt(tree, path)
      return root === null ? [] : [{ kind: 'file', path: path === '' ? '.' : path, root }]
    }),
  ]
}

async function databaseCandidate(file: FolderFile, named: boolean): Promise<StoreCandidate | null> {
  const unusable = (problem: Problem): StoreCandidate | null =>
    named ? { kind: 'unusable', path: file.path, file, problem } : null
  if (file.bytes === 0) {
    const problem: Problem = {
      kind: 'file-empty',
      path: file.path,
      message: `It is named like a ${named ? 'tracking database' : 'database'} but has no bytes, so it is no tracking store.`,
      action: 'Copy it again from its source if runs should be in it, or go on without it.',
    }
    return { kind: 'no-store', path: file.path, problem }
  }
  let head: string
  try {
    head = await firstBytes(file.absolute)
  } catch (error) {
    return unusable(fileProblem(file.path, error))
  }
  if (head === sqliteHeader) return { kind: 'sqlite', path: file.path, file, named }
  return unusable({
    kind: 'file-corrupt',
    path: file.path,
    message: head.startsWith('version https://')
      ? 'It is a pointer of git-lfs, not the database itself.'
      : 'It is named like a tracking database but does not start like a SQLite file.',
    action: 'Copy it again from its source, or go on without it.',
  })
}

async function firstBytes(file: string): Promise<string> {
  const handle = await open(file, 'r')
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(16), 0, 16, 0)
    return buffer.toString('latin1', 0, bytesRead)
  } finally {
    await handle.close()
  }
}

/** The directories that hold experiments, found by the meta.yaml of an experiment or of a run. */
async function fileStoreRoots(files: readonly FolderFile[]): Promise<string[]> {
  const roots = new Set<string>()
  for (const file of files) {
    const parts = file.path.split('/')
    if (parts.pop() !== 'meta.yaml') continue
    const directory = parts.pop()
    if (directory === undefined) continue
    if (/^[0-9a-f]{32}$/.test(directory) && parts.length > 0) parts.pop()
    else if (!(await describesExperiment(file))) continue
    if (parts.at(-1) === '.trash') parts.pop()
    roots.add(parts.join('/'))
  }
  return [...roots].sort()
}

/** A folder that is itself an experiment or a run of a file store: what it belongs to lies above it. */
async function pieceOfStore(files: readonly FolderFile[]): Promise<StoreCandidate | null> {
  const meta = files.find((file) => file.path === 'meta.yaml')
  if (meta === undefined) return null
  const isRun = files.some(({ path }) => /^(metrics|params|tags)\//.test(path)) && !(await describesExperiment(meta))
  if (!isRun && !(await describesExperiment(meta))) return null
  return {
    kind: 'no-store',
    path: meta.path,
    problem: {
      kind: 'skipped',
      path: meta.path,
      message: `This folder is one ${isRun ? 'run' : 'experiment'} of an MLflow file store, not the store.`,
      action: `Open the folder that holds the store, ${isRun ? 'two levels' : 'one level'} above or higher.`,
    },
  }
}

/** A meta.yaml with conflict marks still holds these words. */
async function describesExperiment(file: FolderFile): Promise<boolean> {
  if (file.bytes > 1024 * 1024) return false
  try {
    const text = await readFile(file.absolute, 'utf8')
    return /^experiment_id:/m.test(text) && /^artifact_location:/m.test(text) && !/^(model_id|run_id|run_uuid):/m.test(text)
  } catch {
    return false
  }
}
