import { randomUUID } from 'node:crypto'
import { open, rename, rm, type FileHandle } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { ProblemError } from '../contract/problem.ts'

type OpenFile = (path: string, flags: string, mode: number) => Promise<FileHandle>

/**
 * Writes a file whole or not at all: into a file beside it, flushed to the disk, then renamed over it. Where anything
 * fails the target is as it was and the file beside it is gone.
 * @param openFile only tests give another way to open files than the file system's
 * @throws ProblemError `disk-full` or `write-refused`
 */
export async function writeReport(target: string, bytes: Uint8Array, openFile: OpenFile = open): Promise<void> {
  const partial = join(dirname(target), `.${basename(target)}.${randomUUID()}.partial`)
  try {
    const file = await openFile(partial, 'wx', 0o644)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(partial, target)
  } catch (error) {
    await rm(partial, { force: true }).catch(() => undefined)
    throw writeProblem(target, error)
  }
  await flushFolder(dirname(target))
}

/** Makes the rename durable where the system allows a folder to be opened; Windows does not. */
async function flushFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  } catch {
    return
  }
}

const refusals: Readonly<Record<string, readonly [message: string, action: string]>> = {
  ENOENT: ['The folder to write to does not exist.', 'Create it, or choose another folder.'],
  ENOTDIR: ['The folder to write to is not a folder.', 'Choose another folder.'],
  EISDIR: ['There is a folder of that name.', 'Choose another file name.'],
  EROFS: ['The disk can only be read.', 'Choose a folder on another disk.'],
  ENAMETOOLONG: ['The file name is too long.', 'Choose a shorter one.'],
  EBUSY: ['Another program uses the file.', 'Close it there, or choose another file name.'],
}

/** The problem that an error of the file system stands for; any other error stays what it is. */
function writeProblem(target: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
  if (code === null) return error
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new ProblemError(
      { kind: 'disk-full', path: target, message: 'The disk is full; nothing was written.', action: 'Free some space, or choose another disk.' },
      { cause: error },
    )
  }
  const [message, action] = refusals[code] ?? ['Writing was refused.', 'Choose a folder that you may write to.']
  return new ProblemError({ kind: 'write-refused', path: target, message, action }, { cause: error })
}
