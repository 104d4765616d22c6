import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import type { RecentFolder } from '../contract/folders.ts'

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
    const next = last.then(async () => replace(file, edit(await read(file))))
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
  try {
    return fileSchema.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch {
    return []
  }
}

/** Writes beside the file and renames, so that a crash leaves the old list or the new one. */
async function replace(file: string, entries: Entries): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  const fresh = `${file}.${randomBytes(6).toString('hex')}.tmp`
  try {
    await writeFile(fresh, `${JSON.stringify(entries, null, 2)}\n`, { mode: 0o600, flush: true })
    await rename(fresh, file)
  } catch (error) {
    await rm(fresh, { force: true })
    throw error
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory()
  } catch {
    return false
  }
}
