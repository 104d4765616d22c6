import { mkdir, open, readFile, truncate, writeFile } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'
import { ProblemError } from '../contract/problem.ts'
import { entryLine, formatVersion, noHash, sealEntry } from './case-entry.ts'
import type { CaseEntry } from './case-entry.ts'
import { withCaseLock } from './case-lock.ts'
import { readCase } from './read-case.ts'
import type { ReadCase } from './read-case.ts'

/** What is added to a case. */
export interface NewEntry {
  readonly kind: string
  /** Plain data; it is kept as canonical JSON. */
  readonly payload: unknown
}

/** An append-only file of entries, each chained to the one before by its hash. Nothing in it is edited or deleted. */
export interface CaseFile {
  readonly path: string
  /** Every entry, oldest first; none where the file doesn't exist yet. A torn last line is not among them. */
  readonly entries: () => Promise<readonly CaseEntry[]>
  /**
   * Adds an entry and flushes it to the disk before it resolves; gives all entries. `unless` is asked under the lock:
   * where it holds for the entries that are there, nothing is added.
   */
  readonly append: (entry: NewEntry, unless?: (entries: readonly CaseEntry[]) => boolean) => Promise<readonly CaseEntry[]>
}

export interface CaseFileOptions {
  readonly path: string
  /** The evidence folder that the case is about; written into the first entry. */
  readonly folder: string
  readonly actor: { readonly name: string }
  /** Milliseconds since 1970 UTC. */
  readonly now?: () => number
}

/**
 * A case file that is written when the first entry is added. A last line whose writing was cut off is moved to a
 * file beside it, named after the number that it would have had, before the next entry is added.
 *
 * Its functions throw ProblemError `file-corrupt`, `usage` (a newer format), `disk-full` or `write-refused`.
 */
export function caseFile({ path, folder, actor, now = Date.now }: CaseFileOptions): CaseFile {
  const read = async (): Promise<ReadCase> => readCase(path, await existingBytes(path))

  const append = async (entry: NewEntry, unless: (entries: readonly CaseEntry[]) => boolean): Promise<readonly CaseEntry[]> => {
    const { entries, wholeBytes, torn } = await read()
    if (unless(entries)) return entries
    if (torn.length > 0) {
      await setAside(`${path}.torn-${entries.length + 1}`, torn)
      await truncate(path, wholeBytes)
    }
    const file = await open(path, 'a', 0o600)
    try {
      const added: CaseEntry[] = []
      const add = ({ kind, payload }: NewEntry) => {
        const before = added.at(-1) ?? entries.at(-1)
        added.push(sealEntry({ seq: (before?.seq ?? 0) + 1, at: now(), actor: { ...actor }, kind, payload, previous: before?.hash ?? noHash }))
      }
      if (entries.length === 0) add({ kind: 'case-opened', payload: { format: 'countersign-case', version: formatVersion, folder } })
      add(entry)
      await file.appendFile(added.map(entryLine).join(''))
      await file.sync()
      if (entries.length === 0) await flushFolder(dirname(path))
      return [...entries, ...added]
    } finally {
      await file.close()
    }
  }
  return {
    path,
    entries: async () => (await read()).entries,
    append: async (entry, unless = () => false) => {
      try {
        await mkdir(dirname(path), { recursive: true, mode: 0o700 })
        return await withCaseLock(`${path}.lock`, () => append(entry, unless))
      } catch (error) {
        throw writeProblem(path, error)
      }
    },
  }
}

async function existingBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return new Uint8Array()
    throw new ProblemError(
      { kind: 'file-unreadable', path, message: 'The case file can not be read.', action: 'Give your account access to it, and try again.' },
      { cause: error },
    )
  }
}

/** Keeps the bytes; where an earlier line of that number was set aside already, under the next free name. */
async function setAside(path: string, bytes: Uint8Array): Promise<void> {
  for (let copy = 1; ; copy += 1) {
    try {
      await writeFile(copy === 1 ? path : `${path}.${copy}`, bytes, { flag: 'wx', mode: 0o600, flush: true })
      return
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error
    }
  }
}

/** Makes a new file's name durable where the system allows a folder to be opened; Windows does not. */
async function flushFolder(folder: string): Promise<void> {
  const handle: FileHandle | null = await open(folder, 'r').catch(() => null)
  await handle?.sync().catch(() => undefined)
  await handle?.close()
}

function writeProblem(path: string, error: unknown): unknown {
  if (error instanceof ProblemError) return error
  const code = codeOf(error)
  if (code === null) return error
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new ProblemError(
      { kind: 'disk-full', path, message: 'The disk is full; what you did was not kept.', action: 'Free some space and do it again.' },
      { cause: error },
    )
  }
  return new ProblemError(
    { kind: 'write-refused', path, message: `The case file can not be written (${code}).`, action: 'Free the file, or choose another data folder with COUNTERSIGN_DATA.' },
    { cause: error },
  )
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
}
