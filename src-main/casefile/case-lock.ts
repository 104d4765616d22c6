import { randomBytes } from 'node:crypto'
import { link, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { ProblemError } from '../contract/problem.ts'

const patience = 5000
const pause = 25

/**
 * Runs `work` while no other process changes the file beside which `lock` lies. A lock left behind by a process of
 * this computer that no longer runs is taken over; one of another computer is not, since nobody here can tell.
 *
 * @throws ProblemError `write-refused` where another process keeps the lock; what `work` throws.
 */
export async function withCaseLock<Result>(lock: string, noun: string, work: () => Promise<Result>): Promise<Result> {
  const end = performance.now() + patience
  const own = `${process.pid}@${hostname()}\n`
  while (!(await take(lock, own))) {
    const content = await readFile(lock, 'utf8').catch(() => null)
    if (content === null) continue
    if (await isLeftBehind(lock, content)) await remove(lock, content)
    else if (performance.now() > end) throw keptLocked(lock, noun, content)
    else await wait(pause)
  }
  try {
    return await work()
  } finally {
    await rm(lock, { force: true })
    await sweep(lock).catch(() => undefined)
  }
}

/** Removes what processes that were killed while they took a lock left beside it. */
async function sweep(lock: string): Promise<void> {
  const folder = dirname(lock)
  const left = (await readdir(folder)).filter((name) => name.startsWith(`${basename(lock)}.`) && /^[0-9a-f]{12}$/.test(name.slice(basename(lock).length + 1)))
  for (const name of left) {
    const age = await stat(join(folder, name)).then(({ mtimeMs }) => Date.now() - mtimeMs, () => 0)
    if (age > patience) await rm(join(folder, name), { force: true })
  }
}

/** Makes the lock with its content at once, so that no process that is killed leaves an empty one; false where there is one. */
async function take(lock: string, content: string): Promise<boolean> {
  const prepared = `${lock}.${randomBytes(6).toString('hex')}`
  try {
    await writeFile(prepared, content, { flag: 'wx', mode: 0o600 })
    await link(prepared, lock)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    if (!withoutLinks.has(codeOf(error) ?? '')) throw error
  } finally {
    await rm(prepared, { force: true })
  }
  try {
    await writeFile(lock, content, { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
}

/** What a file system answers that has no hard links, as those of memory sticks. */
const withoutLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EINVAL'])

async function isLeftBehind(lock: string, content: string): Promise<boolean> {
  const [pid, host = hostname()] = content.trim().split('@')
  const owner = Number(pid)
  if (content.trim() === '') {
    // Written without a link: it is empty for a moment, and for ever where its process was killed in it.
    const age = await stat(lock).then(({ mtimeMs }) => Date.now() - mtimeMs, () => 0)
    return age > patience
  }
  return host === hostname() && Number.isSafeInteger(owner) && owner > 0 && !isRunning(owner)
}

function isRunning(owner: number): boolean {
  try {
    process.kill(owner, 0)
    return true
  } catch (error) {
    return codeOf(error) !== 'ESRCH'
  }
}

/** Removes a lock that was left behind, unless another process has taken it over meanwhile. */
async function remove(lock: string, content: string): Promise<void> {
  const aside = `${lock}.${randomBytes(6).toString('hex')}`
  try {
    await rename(lock, aside)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return
    throw error
  }
  try {
    if ((await readFile(aside, 'utf8')) !== content) await link(aside, lock).catch(() => undefined)
  } finally {
    await rm(aside, { force: true })
  }
}

function keptLocked(lock: string, noun: string, content: string): ProblemError {
  const [owner = '', host = ''] = content.trim().split('@')
  const which = host === '' || host === hostname() ? `process ${owner}` : `process ${owner} of the computer ${host}`
  return new ProblemError({
    kind: 'write-refused',
    path: lock,
    message: `Another Countersign (${which}) is writing to this ${noun}.`,
    action: 'Close the other one and try again; where none is open, delete this file.',
  })
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
}
