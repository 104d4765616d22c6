import { createHash } from 'node:crypto'
import { createReadStream, rmSync } from 'node:fs'
import { chmod, copyFile, constants, lstat, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { ProblemError } from '../../contract/problem.ts'

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
 * @throws ProblemError `store-unreadable` where another program keeps writing to it, `disk-full`, or what `use` throws.
 */
export async function withPrivateCopy<Result>(
  original: string,
  shownPath: string,
  use: (copy: PrivateCopy) => Promise<Result> | Result,
): Promise<Result> {
  const folder = await ownFolder()
  try {
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const copy = await copyOnce(original, path.join(folder, `${attempt}.db`))
      if (copy !== null) return await use(copy)
    }
    throw new ProblemError({
      kind: 'store-unreadable',
      path: shownPath,
      message: `The database changed during each of ${attempts} attempts to copy it.`,
      action: 'Stop the program that writes to it and try again.',
    })
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
export async function fileSha256(file: string): Promise<string | null> {
  const hash = createHash('sha256')
  try {
    for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
  return hash.digest('hex')
}

async function copyOnce(original: string, database: string): Promise<PrivateCopy | null> {
  const before = await hashes(original)
  const [sha256] = before
  if (sha256 === undefined || sha256 === null) return null
  const companions: ('-wal' | '-journal')[] = []
  try {
    await copyWritable(original, database)
    for (const [index, suffix] of companionSuffixes.entries()) {
      if (before[index + 1] === null) continue
      await copyWritable(original + suffix, database + suffix)
      companions.push(suffix)
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
  const after = await hashes(original)
  const unchanged = before.every((hash, index) => hash === after[index])
  return unchanged ? { database, sha256, companions } : null
}

/** Evidence may be write-protected; its copy must not be, or SQLite could not roll back a journal. */
async function copyWritable(from: string, to: string): Promise<void> {
  await copyFile(from, to, constants.COPYFILE_EXCL)
  await chmod(to, 0o600)
}

async function hashes(original: string): Promise<(string | null)[]> {
  return [await fileSha256(original), ...(await Promise.all(companionSuffixes.map((suffix) => fileSha256(original + suffix))))]
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
