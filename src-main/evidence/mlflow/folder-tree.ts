import type { WalkedFile } from '../folder/walk-folder.ts'

/** A file of the evidence folder, as a walk or a scan lists it. */
export type FolderFile = Pick<WalkedFile, 'path' | 'absolute' | 'bytes'>

/** A directory of the evidence folder; one without files doesn't exist here. */
export interface Directory {
  /** Relative to the folder, with forward slashes; empty for the folder itself. */
  readonly path: string
  readonly files: ReadonlyMap<string, FolderFile>
  readonly directories: ReadonlyMap<string, Directory>
}

interface GrowingDirectory {
  readonly path: string
  readonly files: Map<string, FolderFile>
  readonly directories: Map<string, GrowingDirectory>
}

/** The files as a tree, for readers that know their layout by directories. */
export function folderTree(files: readonly FolderFile[]): Directory {
  const root: GrowingDirectory = { path: '', files: new Map(), directories: new Map() }
  for (const file of files) {
    const parts = file.path.split('/')
    const name = parts.pop() ?? ''
    let directory = root
    for (const part of parts) {
      let next = directory.directories.get(part)
      if (next === undefined) {
        next = { path: directory.path === '' ? part : `${directory.path}/${part}`, files: new Map(), directories: new Map() }
        directory.directories.set(part, next)
      }
      directory = next
    }
    directory.files.set(name, file)
  }
  return root
}

/** The directory at `path`, relative to `from`; null where there is none. */
export function directoryAt(from: Directory, path: string): Directory | null {
  let directory: Directory = from
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue
    const next = directory.directories.get(part)
    if (next === undefined) return null
    directory = next
  }
  return directory
}

/** Every file below the directory; `name` is its path relative to it. */
export function* filesBelow(directory: Directory, prefix = ''): Generator<{ name: string; file: FolderFile }> {
  for (const [name, file] of directory.files) yield { name: prefix + name, file }
  for (const [name, child] of directory.directories) yield* filesBelow(child, `${prefix}${name}/`)
}

/** The directory and every directory below it. */
export function* directoriesBelow(directory: Directory): Generator<Directory> {
  yield directory
  for (const child of directory.directories.values()) yield* directoriesBelow(child)
}
