import { randomUUID } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { writeProblem } from './write-problem.ts'

/**
 * Writes files into a new folder, whole or not at all: they are flushed beside the target under another name, which is
 * then renamed. Names are relative, with at most one folder in them.
 * @throws ProblemError `disk-full` or `write-refused`
 */
export async function writeFolder(target: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  const partial = join(dirname(target), `.${basename(target)}.${randomUUID()}.partial`)
  try {
    await mkdir(partial, { mode: 0o755 })
    for (const [name, bytes] of files) {
      await mkdir(dirname(join(partial, name)), { recursive: true })
      const file = await open(join(partial, name), 'wx', 0o644)
      try {
        await file.writeFile(bytes)
        await file.sync()
      } finally {
        await file.close()
      }
    }
    await rename(partial, target)
  } catch (error) {
    await rm(partial, { recursive: true, force: true }).catch(() => undefined)
    throw writeProblem(target, error)
  }
}
