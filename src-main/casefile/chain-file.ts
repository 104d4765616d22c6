import { open, readFile, truncate, writeFile } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'
import { ProblemError } from '../contract/problem.ts'
import { entryLine, noHash, sealEntry } from './case-entry.ts'
import type { CaseEntry } from './case-entry.ts'
import type { ChainForm } from './chain-form.ts'
import { withCaseLock } from './case-lock.ts'
import { readChain } from './read-chain.ts'
import type { ReadChain } from './read-chain.ts'

/** What is added to a chain. */
export interface NewEntry {
  readonly kind: string
  /** Plain data; it is kept as canonical JSON. */
  readonly payload: unknown
  readonly actor: CaseEntry['actor']
  /** Milliseconds since 1970 UTC. */
  readonly at: number
}

/** What is about to be added, under the lock. */
export interface Addition {
  /** What the file holds. */
  readonly read: ReadChain
  /** Adds an entry and gives it with its place and its hash, over which the next may be. */
  readonly add: (entry: NewEntry) => CaseEntry
}

/** An append-only file of entries, each chained to the one before by its hash. Nothing in it is edited or deleted. */
export interface ChainFile {
  readonly path: string
  /** What the file holds; no entries where it doesn't exist. */
  readonly read: () => Promise<ReadChain>
  /**
   * Adds what `work` adds and flushes it to the disk before it resolves; gives all entries. No other process writes
   * meanwhile. Where `work` throws or adds nothing, nothing is written.
   */
  readonly append: (work: (addition: Addition) => void | Promise<void>) => Promise<readonly CaseEntry[]>
}

/**
 * A file of entries. A last line whose writing was cut off is moved to a file beside it, named after the number that
 * it would have had, before the next entry is added.
 *
 * Its functions throw ProblemError `file-corrupt`, `usage` (a newer format), `file-unreadable`, `disk-full` or
 * `write-refused`; after the last two the file holds what it held before.
 */
export function chainFile(form: ChainForm, path: string): ChainFile {
  const read = async (): Promise<ReadChain> => readChain(form, path, await existingBytes(form, path))

  const append = async (work: (addition: Addition) => void | Promise<void>): Promise<readonly CaseEntry[]> => {
    const before = await read()
    const { entries } = before
    const added: CaseEntry[] = []
    await work({
      read: before,
      add: ({ kind, payload, actor, at }) => {
        const last = added.at(-1) ?? entries.at(-1)
        const entry = sealEntry({ seq: (last?.seq ?? 0) + 1, at, actor, kind, payload, previous: last?.hash ?? noHash })
        added.push(entry)
        return entry
      },
    })
    if (added.length === 0) return entries
    if (before.torn.length > 0) {
      await setAside(`${path}.torn-${entries.length + 1}`, before.torn)
      await truncate(path, before.wholeBytes)
    }
    await write(path, before, added.map(entryLine).join(''))
    return [...entries, ...added]
  }
  return {
    path,
    read,
    append: async (work) => {
      try {
        return await withCaseLock(`${path}.lock`, form.noun, () => append(work))
      } catch (error) {
        throw writeProblem(form, path, error)
      }
    },
  }
}

async function write(path: string, { entries, wholeBytes, unended }: ReadChain, text: string): Promise<void> {
  const file = await open(path, 'a', 0o600)
  try {
    if ((await file.stat()).size !== wholeBytes) throw Object.assign(new Error('The file was changed meanwhile.'), { code: 'EAGAIN' })
    try {
      await file.appendFile(unended ? `\n${text}` : text)
      await file.sync()
    } catch (error) {
      // What was half written goes; where even that fails, the next reading sets it aside.
      await file.truncate(wholeBytes).catch(() => undefined)
      throw error
    }
    if (entries.length === 0) await flushFolder(dirname(path))
  } finally {
    await file.close()
  }
}

async function existingBytes(form: ChainForm, path: string): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return new Uint8Array()
    throw new ProblemError(
      { kind: 'file-unreadable', path, message: `The ${form.noun} can not be read.`, action: 'Give your account access to it, and try again.' },
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

function writeProblem(form: ChainForm, path: string, error: unknown): unknown {
  if (error instanceof ProblemError) return error
  const code = codeOf(error)
  if (code === null) return error
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') {
    return new ProblemError(
      { kind: 'disk-full', path, message: 'The disk is full; what you did was not kept.', action: 'Free some space and do it again.' },
      { cause: error },
    )
  }
  if (code === 'EAGAIN') {
    return new ProblemError(
      { kind: 'write-refused', path, message: `The ${form.noun} was changed by another program meanwhile; what you did was not kept.`, action: 'Look at it again, and do it again.' },
      { cause: error },
    )
  }
  return new ProblemError(
    {
      kind: 'write-refused',
      path,
      message: `The ${form.noun} can not be written (${code}).`,
      action: form.opening === 'case-opened' ? 'Free the file, or choose another data folder with COUNTERSIGN_DATA.' : 'Free the file, or give your account access to its folder.',
    },
    { cause: error },
  )
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
}
