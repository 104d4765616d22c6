import type { DroppedFolder } from '../../../src-main/contract/folders.ts'

/** The engine finds a folder by its name and by what lies in it; more entries than this don't help. */
const mostEntries = 200

function readSome(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve, reject) => reader.readEntries(resolve, reject))
}

function sizeOf(entry: FileSystemFileEntry): Promise<number> {
  return new Promise((resolve, reject) => entry.file((file) => resolve(file.size), reject))
}

function isDirectory(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile
}

/**
 * What the window may know of a dropped folder: its name, and the paths and sizes of up to 200 entries, nearest first.
 * The path of the folder itself is kept from a window. Null where no folder was dropped.
 */
export async function readDrop(items: DataTransferItemList): Promise<DroppedFolder | null> {
  const root = [...items].map((item) => item.webkitGetAsEntry()).find((entry) => entry?.isDirectory === true)
  if (root === undefined || root === null || !isDirectory(root)) return null
  const entries: DroppedFolder['entries'] = []
  const open: { folder: FileSystemDirectoryEntry; path: string }[] = [{ folder: root, path: '' }]
  for (let next = open.shift(); next !== undefined && entries.length < mostEntries; next = open.shift()) {
    const reader = next.folder.createReader()
    for (let some = await readSome(reader); some.length > 0; some = await readSome(reader)) {
      for (const entry of some) {
        if (entries.length >= mostEntries) break
        const path = `${next.path}${entry.name}`
        if (isDirectory(entry)) {
          entries.push({ path, bytes: null })
          open.push({ folder: entry, path: `${path}/` })
        } else if (isFile(entry)) {
          entries.push({ path, bytes: await sizeOf(entry) })
        }
      }
    }
  }
  return { name: root.name, entries }
}
