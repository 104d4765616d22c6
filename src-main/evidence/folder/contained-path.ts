import { realpath } from 'node:fs/promises'
import path from 'node:path'
import { ProblemError } from '../../contract/problem.ts'
import { fileProblem } from './folder-problem.ts'

/** Whether the canonical path `inner` is `outer` itself or lies below it. Both must be absolute. */
export function isInside(outer: string, inner: string): boolean {
  const relative = path.relative(outer, inner)
  return relative === '' || (relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative))
}

/**
 * The canonical absolute path of an existing file of the evidence folder.
 *
 * Refuses absolute paths, `..`, NUL bytes and symbolic links that lead out of the folder; Windows separators and
 * drive letters are refused on every system, since a path may come from a store written on another one.
 *
 * @throws ProblemError `usage` for a path that leaves the folder, `file-missing` or `file-unreadable` otherwise.
 */
export async function containedPath(folder: string, relative: string): Promise<string> {
  const refused = (why: string): ProblemError =>
    new ProblemError({
      kind: 'usage',
      path: relative.replaceAll('\u0000', ''),
      message: `The path ${why}.`,
      action: 'Name a file inside the folder, relative to it.',
    })
  if (relative.includes('\u0000')) throw refused('contains a NUL character')
  if (path.posix.isAbsolute(relative) || path.win32.isAbsolute(relative) || /^[a-z]:/i.test(relative)) {
    throw refused('is absolute')
  }
  const parts = relative.split(path.sep === '\\' ? /[/\\]/ : '/')
  if (parts.includes('..')) throw refused('contains ".."')
  let root: string
  let target: string
  try {
    root = await realpath(folder)
    target = await realpath(path.join(root, ...parts))
  } catch (error) {
    throw new ProblemError(fileProblem(relative, error), { cause: error })
  }
  if (!isInside(root, target)) throw refused('leads out of the folder through a symbolic link')
  return target
}
