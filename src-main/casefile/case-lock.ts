import { open, readFile, rm } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { ProblemError } from '../contract/problem.ts'

const patience = 5000
const pause = 25

/**
 * Runs `work` while no other process changes the file beside which `lock` lies. A lock left behind by a process that
 * no longer runs is taken over.
 *
 * @throws ProblemError `write-refused` where another process keeps the lock; what `work` throws.
 */
export async function withCaseLock<Result>(lock: string, work: () => Promise<Result>): Promise<Result> {
  const end = performance.now() + patience
  for (;;) {
    try {
      const handle = await open(lock, 'wx', 0o600)
      await handle.writeFile(String(process.pid))
      await handle.close()
      break
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    }
    if (await isLeftBehind(lock)) await rm(lock, { force: true })
    else if (performance.now() > end) throw keptLocked(lock)
    else await wait(pause)
  }
  try {
    return await work()
  } finally {
    await rm(lock, { force: true })
  }
}

async function isLeftBehind(lock: string): Promise<boolean> {
  const text = await readFile(lock, 'utf8').catch(() => '')
  const owner = Number(text)
  // A lock that is being written is empty for a moment.
  if (!Number.isSafeInteger(owner) || owner <= 0) return false
  try {
    process.kill(owner, 0)
    return false
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH'
  }
}

function keptLocked(lock: string): ProblemError {
  return new ProblemError({
    kind: 'write-refused',
    path: lock,
    message: 'Another Countersign is writing to this case.',
    action: 'Close the other one and try again; where none is open, delete this file.',
  })
}
