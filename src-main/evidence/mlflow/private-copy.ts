import { createHash } from 'node:crypto'
import { constants, createReadStream, rmSync } from 'node:fs'
import { lstat, mkdir, mkdtemp, open, readdir, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { ProblemError } from '../../contract/problem.ts'
import { throwIfStopped } from '../folder/folder-problem.ts'

/** A consistent copy of a database and of what SQLite needs beside it. */
export interface PrivateCopy {
  /** The absolute path of the copied database. */
  readonly database: string
  /** SHA-256 of the original database, the same before and after copying. */
  readonly sha256: string
  /** Which of `-wal` and `-journal` stood beside the original. */
  readonly companions: readonly ('-wal' | '-journal')[]
}

const companionSuffixes = ['-wal', '-journal'] as const
const attempts = 3
const chunkBytes = 1 << 20
const oneDay = 24 * 60 * 60 * 1000

/** The one folder that private copies are written to: of this user, mode 0700, below the system's temporary folder. */
export function privateFolder(): string {
  const user = os.userInfo()
  return path.join(os.tmpdir(), `countersign-private-${user.uid >= 0 ? user.uid : user.username}`)
}

/**
 * Copies the database at the absolute path `original` together with its write-ahead log or rollback journal, hands the
 * copy to `use` and deletes it afterwards, whatever happens. The shared-memory file is not copied: SQLite builds it anew.
 * The originals are hashed before and after; where they changed meanwhile, they are copied again, up to three times.
 *
 * @throws ProblemError `store-unreadable` where another program keeps writing to it, `disk-full`, `stopped`, or what `use` throws.
 */
export async function withPrivateCopy<Result>(
  original: string,
  shownPath: string,
  use: (copy: PrivateCopy) => Promise<Result> | Result,
  signal?: AbortSignal,
): Promise<Result> {
  return withPrivateFolder(shownPath, async (folder) => {
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const copy = await copyOnce(original, path.join(folder, `${attempt}.db`), signal)
      if (copy !== null) return await use(copy)
    }
    throw new ProblemError({
      kind: 'store-unreadable',
      path: shownPath,
      message: `The database changed during each of ${attempts} attempts to copy it.`,
      action: 'Stop the program that writes to it and try again.',
    })
  })
}

/** A copy that stays until it is closed. */
export interface OpenPrivateCopy extends PrivateCopy {
  readonly close: () => Promise<void>
}

/** Like `withPrivateCopy`, for a reader that comes back to the copy: it must close it. */
export async function openPrivateCopy(original: string, shownPath: string, signal?: AbortSignal): Promise<OpenPrivateCopy> {
  const closed = Promise.withResolvers<undefined>()
  const opened = Promise.withResolvers<PrivateCopy>()
  const whole = withPrivateCopy(original, shownPath, async (copy) => {
    opened.resolve(copy)
    await closed.promise
  }, signal)
  whole.catch(opened.reject)
  return {
    ...(await opened.promise),
    close() {
      closed.resolve(undefined)
      return whole
    },
  }
}

/**
 * Lends `use` the absolute path of a new private folder and deletes it afterwards, whatever happens.
 *
 * @throws ProblemError `disk-full` naming `shownPath` where there is no room, or what `use` throws.
 */
export async function withPrivateFolder<Result>(shownPath: string, use: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await ownFolder()
  try {
    return await use(folder)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') {
      throw new ProblemError(
        {
          kind: 'disk-full',
          path: shownPath,
          message: `There is no room in ${privateFolder()} for the copy that is needed to read it.`,
          action: 'Free some space there and try again.',
        },
        { cause: error },
      )
    }
    throw error
  } finally {
    await rm(folder, { recursive: true, force: true })
    ownFolders.delete(folder)
  }
}

/** Deletes what crashed sessions left in the private folder. */
export async function sweepPrivateCopies(): Promise<void> {
  const parent = privateFolder()
  let names: string[]
  try {
    names = await readdir(parent)
  } catch {
    return
  }
  for (const name of names) {
    const owner = Number(/^(\d+)-/.exec(name)?.[1])
    const folder = path.join(parent, name)
    // The operating system reuses process numbers, so a copy of a "running" process is stale after a day.
    if (isRunning(owner) && !(await isOlderThan(folder, oneDay))) continue
    await rm(folder, { recursive: true, force: true }).catch(() => undefined)
  }
}

/** The SHA-256 of a file in hexadecimal digits; null where it isn't there. */
export async function fileSha256(file: string, signal?: AbortSignal): Promise<string | null> {
  const hash = createHash('sha256')
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: chunkBytes })) {
      throwIfStopped(signal)
      hash.update(chunk as Buffer)
    }
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
  return hash.digest('hex')
}

/** What was copied is hashed as it passes, so that the originals are read twice only: to copy and to check. */
async function copyOnce(original: string, database: string, signal: AbortSignal | undefined): Promise<PrivateCopy | null> {
  await Promise.all(['', ...companionSuffixes].map((suffix) => rm(database + suffix, { force: true })))
  const sha256 = await copyWritable(original, database, signal)
  if (sha256 === null) return null
  const companions: ('-wal' | '-journal')[] = []
  const copied: (string | null)[] = [sha256]
  for (const suffix of companionSuffixes) {
    const hash = await copyWritable(original + suffix, database + suffix, signal)
    copied.push(hash)
    if (hash !== null) companions.push(suffix)
  }
  const after = [await fileSha256(original, signal), ...(await Promise.all(companionSuffixes.map((suffix) => fileSha256(original + suffix, signal))))]
  return copied.every((hash, index) => hash === after[index]) ? { database, sha256, companions } : null
}

/**
 * Copies a file and gives the SHA-256 of what was copied; null where it isn't there. Evidence may be write-protected;
 * its copy must not be, or SQLite could not roll back a journal.
 */
async function copyWritable(from: string, to: string, signal: AbortSignal | undefined): Promise<string | null> {
  const hash = createHash('sha256')
  let source
  try {
    source = await open(from, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0))
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
  try {
    const target = await open(to, 'wx', 0o600)
    try {
      let [buffer, other] = [Buffer.allocUnsafe(chunkBytes), Buffer.allocUnsafe(chunkBytes)]
      let { bytesRead } = await source.read(buffer, 0, chunkBytes, null)
      while (bytesRead > 0) {
        throwIfStopped(signal)
        const chunk = buffer.subarray(0, bytesRead)
        const pending = [target.writeFile(chunk), source.read(other, 0, chunkBytes, null)] as const
        // Meanwhile the system writes and reads.
        hash.update(chunk)
        // Settled together, so that nothing is under way when the files are closed.
        const [written, read] = await Promise.allSettled(pending)
        if (written.status === 'rejected') throw written.reason
        if (read.status === 'rejected') throw read.reason
        bytesRead = read.value.bytesRead
        ;[buffer, other] = [other, buffer]
      }
      return hash.digest('hex')
    } finally {
      await target.close()
    }
  } finally {
    await source.close()
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}

const ownFolders = new Set<string>()
let prepared: Promise<string> | null = null

async function ownFolder(): Promise<string> {
  prepared ??= prepareParent().catch((error: unknown) => {
    prepared = null
    throw error
  })
  const parent = await prepared
  await mkdir(parent, { recursive: true, mode: 0o700 })
  const folder = await mkdtemp(path.join(parent, `${process.pid}-`))
  ownFolders.add(folder)
  return folder
}

function removeOwnFolders(): void {
  for (const folder of ownFolders) rmSync(folder, { recursive: true, force: true })
}

async function prepareParent(): Promise<string> {
  process.off('exit', removeOwnFolders).on('exit', removeOwnFolders)
  const parent = privateFolder()
  await mkdir(parent, { recursive: true, mode: 0o700 })
  const entry = await lstat(parent)
  const foreign = process.platform !== 'win32' && (entry.uid !== os.userInfo().uid || (entry.mode & 0o077) !== 0)
  if (!entry.isDirectory() || foreign) {
    throw new ProblemError({
      kind: 'store-unreadable',
      path: null,
      message: `${parent} is not a private folder of this user, so no copy of a database is written there.`,
      action: 'Delete it, or have it deleted, and try again.',
    })
  }
  await sweepPrivateCopies()
  return parent
}

function isRunning(processId: number): boolean {
  if (!Number.isSafeInteger(processId) || processId <= 0) return false
  try {
    process.kill(processId, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

async function isOlderThan(folder: string, milliseconds: number): Promise<boolean> {
  try {
    return Date.now() - (await lstat(folder)).mtimeMs > milliseconds
  } catch {
    return false
  }
}
