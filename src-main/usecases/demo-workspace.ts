import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ProblemError } from '../contract/problem.ts'
import type { WorkOptions } from './progress-stream.ts'

export type WriteDemo = (out: string, options: WorkOptions) => Promise<void>

/** The demo workspace of an application, written when it is first needed. */
export interface DemoWorkspace {
  readonly folder: string
  /** Writes the workspace where it is missing or comes from another version. Calls at one time share the work. */
  ensure(options: WorkOptions): Promise<void>
}

/**
 * The workspace lies in `dataFolder`; which version wrote it stands beside it, since the workspace itself holds
 * evidence only. It is written under another name and renamed, so that a half of it is never opened.
 */
export function createDemoWorkspace(dataFolder: string, version: string, write: WriteDemo): DemoWorkspace {
  const folder = join(dataFolder, 'demo')
  const partial = join(dataFolder, 'demo.partial')
  const stamp = join(dataFolder, 'demo-version.txt')
  let running: Promise<void> | null = null

  const isCurrent = async () => {
    try {
      return (await readFile(stamp, 'utf8')) === version && (await stat(folder)).isDirectory()
    } catch {
      return false
    }
  }
  const renew = async (options: WorkOptions) => {
    if (await isCurrent()) return
    try {
      await mkdir(dataFolder, { recursive: true, mode: 0o700 })
      await rm(stamp, { force: true })
      await rm(partial, { recursive: true, force: true })
      await write(partial, options)
      await rm(folder, { recursive: true, force: true })
      await rename(partial, folder)
      await writeFile(stamp, version)
    } catch (error) {
      await rm(partial, { recursive: true, force: true }).catch(() => {})
      if (error instanceof ProblemError || options.signal.aborted) throw error
      throw new ProblemError(
        {
          kind: 'write-refused',
          path: folder,
          message: `The demo workspace can't be written (${error instanceof Error ? error.message : 'unknown cause'}).`,
          action: 'Free some space, or choose another data folder with COUNTERSIGN_DATA.',
        },
        { cause: error },
      )
    }
  }
  return {
    folder,
    async ensure(options) {
      // A second window waits for the first one's work, and does it itself where that was stopped.
      while (running !== null) await running.catch(() => {})
      options.signal.throwIfAborted()
      running = renew(options).finally(() => (running = null))
      await running
    },
  }
}
