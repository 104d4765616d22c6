import { stat } from 'node:fs/promises'
import { z } from 'zod'
import type { RecentFolder } from '../contract/folders.ts'
import { readKept, replaceKept } from './kept-json.ts'

const remembered = 12

const fileSchema = z.array(z.object({ path: z.string().min(1), openedAt: z.number() }))
type Entries = z.infer<typeof fileSchema>

/** The folders opened last, newest first, kept in one JSON file. */
export interface RecentFolders {
  list(): Promise<RecentFolder[]>
  add(path: string, openedAt: number): Promise<void>
  forget(path: string): Promise<void>
}

/** A missing or damaged `file` counts as an empty list; it is replaced at the next change. */
export function createRecentFolders(file: string): RecentFolders {
  let last: Promise<void> = Promise.resolve()

  /** Changes follow one another, so that none is lost. */
  const change = (edit: (entries: Entries) => Entries): Promise<void> => {
    const next = last.then(async () => replaceKept(file, edit(await read(file))))
    last = next.catch(() => {})
    return next
  }
  return {
    async list() {
      await last
      const entries = await read(file)
      return Promise.all(entries.map(async (entry) => ({ ...entry, exists: await isFolder(entry.path) })))
    },
    add: (path, openedAt) =>
      change((entries) => [{ path, openedAt }, ...entries.filter((entry) => entry.path !== path)].slice(0, remembered)),
    forget: (path) => change((entries) => entries.filter((entry) => entry.path !== path)),
  }
}

async function read(file: string): Promise<Entries> {
  return (await readKept(file, fileSchema)) ?? []
}

/** Whether there is a folder at the path, as far as this user can see. */
export async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory()
  } catch {
    return false
  }
}
