import { randomUUID } from 'node:crypto'
import { open, rename, rm, type FileHandle } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { writeProblem } from './write-problem.ts'

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
