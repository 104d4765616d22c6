import { readdir, stat } from 'node:fs/promises'
import type { Dirent } from 'node:fs'
import { homedir } from 'node:os'
import { basename, dirname, extname, join, resolve, sep } from 'node:path'
import type { DroppedFolder, FolderEntry, FolderListing } from '../contract/folders.ts'
import { ProblemError } from '../contract/problem.ts'

const evidenceNames = new Set(['mlruns', 'mlflow.db', 'mlruns.db', 'meta.yaml'])
const evidenceTypes = new Set(['.db', '.sqlite', '.sqlite3', '.parquet', '.pkl', '.pickle', '.joblib', '.onnx', '.ubj'])
const tableTypes = new Set(['.csv', '.tsv', '.jsonl'])
/** Folders that hold many entries and no evidence. */
const skipped = new Set(['node_modules', '.git', '.venv', 'venv', '__pycache__', '$Recycle.Bin', 'System Volume Information'])

/**
 * The folders inside `path` (null: the home folder), hidden ones last, and its files of `types`. Throws ProblemError `folder-missing` or
 * `folder-unreadable`.
 */
export async function listFolder(path: string | null, types: readonly string[] = []): Promise<FolderListing> {
  const folder = resolve(path ?? homedir())
  const entries = await readEntries(folder)
  const names: string[] = []
  const others: string[] = []
  for (const entry of entries) (await isFolder(folder, entry) ? names : others).push(entry.name)
  names.sort(byNameHiddenLast)
  const named = others.filter((name) => types.includes(extname(name).toLowerCase())).sort(byNameHiddenLast)
  const folders: FolderEntry[] = await Promise.all(
    names.map(async (name) => ({ name, path: join(folder, name), looksLikeEvidence: await looksLikeEvidence(join(folder, name)) })),
  )
  const parent = dirname(folder)
  return { path: folder, parent: parent === folder ? null : parent, folders, files: others.length, named: named.map((name) => ({ name, path: join(folder, name) })), roots: await roots() }
}

/** Whether the folder itself holds a store, a table or a model; false where it can't be read. */
async function looksLikeEvidence(folder: string): Promise<boolean> {
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    return entries.some((entry) => {
      const type = extname(entry.name).toLowerCase()
      return evidenceNames.has(entry.name) || (entry.isFile() && (evidenceTypes.has(type) || tableTypes.has(type)))
    })
  } catch {
    return false
  }
}

async function readEntries(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === 'ENOENT') {
      throw new ProblemError(
        { kind: 'folder-missing', path: folder, message: 'The folder does not exist.', action: 'Choose another folder.' },
        { cause: error },
      )
    }
    const message =
      code === 'ENOTDIR'
        ? 'This is a file, not a folder.'
        : code === 'EACCES' || code === 'EPERM'
          ? 'You have no permission to read the folder.'
          : 'The folder can not be read.'
    throw new ProblemError(
      { kind: 'folder-unreadable', path: folder, message, action: 'Choose another folder, or ask its owner for access.' },
      { cause: error },
    )
  }
}

async function isFolder(folder: string, entry: Dirent): Promise<boolean> {
  if (entry.isDirectory()) return true
  if (!entry.isSymbolicLink()) return false
  try {
    return (await stat(join(folder, entry.name))).isDirectory()
  } catch {
    return false
  }
}

function byNameHiddenLast(a: string, b: string): number {
  const hidden = Number(a.startsWith('.')) - Number(b.startsWith('.'))
  return hidden !== 0 ? hidden : a.localeCompare(b, 'en', { numeric: true, sensitivity: 'base' })
}

/** Drives on Windows, mounted volumes on macOS and Linux, and the home folder first. */
async function roots(): Promise<string[]> {
  const home = homedir()
  if (process.platform === 'win32') {
    const drives = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('').map((letter) => `${letter}:\\`)
    const found = await Promise.all(drives.map(async (drive) => ((await exists(drive)) ? drive : null)))
    return [home, ...found.filter((drive) => drive !== null)]
  }
  const mounts = process.platform === 'darwin' ? '/Volumes' : '/media'
  const volumes = await readdir(mounts).catch(() => [])
  return [...new Set([home, '/', ...volumes.map((volume) => join(mounts, volume))])]
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path)
    return true
  } catch {
    return false
  }
}

export interface LocateOptions {
  /** Folders to look in and below, likeliest first. */
  readonly near: readonly string[]
  /** How many levels below each of them. */
  readonly depth: number
  /** Milliseconds after which the search ends with what it has. */
  readonly time: number
}

/**
 * The folders named as the dropped one that hold every entry it was seen to hold, with the size it was seen to
 * have. The search goes level by level and never follows links; it gives up silently after `time`.
 */
export async function locateFolder(dropped: DroppedFolder, options: LocateOptions): Promise<string[]> {
  const end = performance.now() + options.time
  const seen = new Set<string>()
  const found: string[] = []
  let level = [...new Set(options.near.map((folder) => resolve(folder)))]
  for (const folder of level) if (basename(folder) === dropped.name) await keepFitting(folder)

  for (let depth = 0; depth < options.depth && level.length > 0; depth += 1) {
    const next: string[] = []
    for (const folder of level) {
      if (performance.now() > end) return found
      if (seen.has(folder)) continue
      seen.add(folder)
      const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
      for (const entry of entries) {
        if (!entry.isDirectory() || skipped.has(entry.name)) continue
        const inner = join(folder, entry.name)
        if (entry.name === dropped.name) await keepFitting(inner)
        else if (!entry.name.startsWith('.')) next.push(inner)
      }
    }
    level = next
  }
  return found

  async function keepFitting(folder: string) {
    if (!found.includes(folder) && (await holds(folder, dropped))) found.push(folder)
  }
}

async function holds(folder: string, dropped: DroppedFolder): Promise<boolean> {
  for (const entry of dropped.entries) {
    const path = resolve(folder, entry.path)
    // What a window says about a folder may not lead out of it.
    if (path !== folder && !path.startsWith(folder.endsWith(sep) ? folder : folder + sep)) return false
    try {
      const found = await stat(path)
      if (entry.bytes !== null && found.size !== entry.bytes) return false
    } catch {
      return false
    }
  }
  return true
}
