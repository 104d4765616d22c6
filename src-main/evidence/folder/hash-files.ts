import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import type { Problem } from '../../contract/problem.ts'
import type { ReportProgress } from '../../contract/progress.ts'
import type { ScannedFile } from '../../contract/scan.ts'
import { fileProblem, throwIfStopped } from './folder-problem.ts'
import type { WalkedFile } from './walk-folder.ts'

const chunkBytes = 1 << 20
const headBytes = 256
const workers = 4

/** A file as it was hashed: `bytes` counts what was read, `head` holds its first 256 bytes. */
export interface HashedFile extends ScannedFile {
  readonly absolute: string
  readonly head: Buffer
}

export interface HashedFiles {
  /** In the order of the input. */
  readonly files: readonly HashedFile[]
  readonly problems: readonly Problem[]
}

/**
 * Streams every file through SHA-256, four at a time, whatever its size. A file that can't be read becomes a problem and
 * the others go on.
 *
 * @throws ProblemError `stopped`.
 */
export async function hashFiles(
  walked: readonly WalkedFile[],
  options: { signal?: AbortSignal; onProgress?: ReportProgress } = {},
): Promise<HashedFiles> {
  const hashed: (HashedFile | null)[] = new Array<HashedFile | null>(walked.length).fill(null)
  const problems: Problem[] = []
  let next = 0
  let done = 0
  const report = (): void => options.onProgress?.({ stage: 'Hashing', done, total: walked.length, unit: 'files' })
  const work = async (): Promise<void> => {
    const buffer = Buffer.allocUnsafe(chunkBytes)
    for (let index = next++; index < walked.length; index = next++) {
      const file = walked[index]
      if (file === undefined) return
      try {
        hashed[index] = await hashFile(file, buffer, options.signal)
      } catch (error) {
        throwIfStopped(options.signal)
        problems.push(fileProblem(file.path, error))
      }
      done += 1
      report()
    }
  }
  throwIfStopped(options.signal)
  report()
  // Settled, so that no file is still open when a hashing that was stopped has ended.
  const ended = await Promise.allSettled(Array.from({ length: Math.min(workers, walked.length) }, work))
  for (const outcome of ended) if (outcome.status === 'rejected') throw outcome.reason
  return { files: hashed.filter((file) => file !== null), problems }
}

async function hashFile(file: WalkedFile, buffer: Buffer, signal: AbortSignal | undefined): Promise<HashedFile> {
  // The walk has resolved links; one that took the file's place since then must not be followed.
  const handle = await open(file.absolute, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0))
  try {
    const hash = createHash('sha256')
    let bytes = 0
    let head = Buffer.alloc(0)
    for (;;) {
      throwIfStopped(signal)
      const { bytesRead } = await handle.read(buffer, 0, chunkBytes, null)
      if (bytesRead === 0) break
      if (bytes === 0) head = Buffer.from(buffer.subarray(0, Math.min(headBytes, bytesRead)))
      hash.update(buffer.subarray(0, bytesRead))
      bytes += bytesRead
    }
    return { path: file.path, absolute: file.absolute, bytes, sha256: hash.digest('hex'), head }
  } finally {
    await handle.close()
  }
}
