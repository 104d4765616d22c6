import { basename, dirname, join } from 'node:path'
import { ProblemError } from '../../contract/problem.ts'
import { containedPath } from '../folder/contained-path.ts'

/**
 * The absolute path of a table inside an evidence folder: of a file or a folder, or of a pattern, which names no file
 * itself; the folder that it starts from must lie inside all the same. Throws the ProblemErrors of `containedPath`.
 */
export async function evidencePath(folder: string, path: string): Promise<string> {
  try {
    return await containedPath(folder, path)
  } catch (error) {
    const missing = error instanceof ProblemError && error.problem.kind === 'file-missing'
    if (!missing || !/[*?[]/.test(path)) throw error
    const parent = dirname(path)
    return join(parent === '.' ? await containedPath(folder, '.') : await evidencePath(folder, parent), basename(path))
  }
}
