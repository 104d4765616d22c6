import { realpath, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { ProblemError } from '../contract/problem.ts'
import { isInside } from '../evidence/folder/contained-path.ts'

/**
 * The canonical path of a file to write, `what` it is in one word.
 *
 * @throws ProblemError `inside-evidence` where it lies in the evidence folder; `folder-missing` or `write-refused`
 *   where a folder is missing or one has that name.
 */
export async function targetOutside(out: string, folder: string, what: string): Promise<string> {
  const problem = (kind: 'inside-evidence' | 'write-refused' | 'folder-missing', path: string, message: string, action: string) =>
    new ProblemError({ kind, path, message, action })
  const root = await realpath(folder).catch(() => null)
  if (root === null) throw problem('folder-missing', folder, 'The evidence folder does not exist.', 'Choose another folder.')
  const parent = await realpath(dirname(resolve(out))).catch(() => null)
  if (parent === null) throw problem('write-refused', out, 'The folder to write to does not exist.', 'Create it, or choose another folder.')
  const target = join(parent, basename(out))
  if (isInside(root, target)) {
    throw problem('inside-evidence', out, `The ${what} would be written into the evidence folder.`, 'Choose a folder outside it: evidence is never changed.')
  }
  const existing = await stat(target).catch(() => null)
  if (existing?.isDirectory() === true) throw problem('write-refused', out, 'There is a folder of that name.', 'Choose another file name.')
  return target
}
