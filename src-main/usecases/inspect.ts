import { realpath, stat } from 'node:fs/promises'
import type { ModelInspection } from '../contract/model.ts'
import { ProblemError } from '../contract/problem.ts'
import type { Problem } from '../contract/problem.ts'
import { containedPath } from '../evidence/folder/contained-path.ts'
import { fileProblem } from '../evidence/folder/folder-problem.ts'
import { hashFiles } from '../evidence/folder/hash-files.ts'
import { inspectModelApart } from '../evidence/models/inspect-apart.ts'

/**
 * Inspects the model file at `path` as bytes; nothing in it is run.
 *
 * @throws ProblemError `file-missing` or `file-unreadable`; `stopped`
 */
export async function inspectModelFile(path: string, options: { readonly signal?: AbortSignal } = {}): Promise<ModelInspection> {
  try {
    const absolute = await realpath(path)
    if ((await stat(absolute)).isDirectory()) {
      throw new ProblemError({ kind: 'file-unreadable', path, message: 'This is a folder, not a model file.', action: 'Name a model file.' })
    }
    const { files, problems } = await hashFiles([{ path, absolute, bytes: 0 }], options)
    const [file] = files
    const [problem] = problems
    if (problem !== undefined) throw new ProblemError(problem)
    if (file === undefined) throw new RangeError('A file was neither hashed nor refused.')
    return await inspectModelApart(file, options.signal)
  } catch (error) {
    if (error instanceof ProblemError) throw error
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      const missing = { kind: 'file-missing', path, message: 'There is no such file.', action: 'Check the path.' } as const
      throw new ProblemError(missing, { cause: error })
    }
    throw new ProblemError(fileProblem(path, error), { cause: error })
  }
}

/**
 * Inspects a model file of an evidence folder; `path` and the paths of its problems are relative to the folder.
 *
 * @throws ProblemError `usage` for a path that leads out of the folder; those of `inspectModelFile`
 */
export async function inspectModelIn(folder: string, path: string, options: { readonly signal?: AbortSignal } = {}): Promise<ModelInspection> {
  const absolute = await containedPath(folder, path)
  const here = (problem: Problem): Problem => (problem.path === absolute ? { ...problem, path } : problem)
  try {
    const model = await inspectModelFile(absolute, options)
    return { ...model, path, problems: model.problems.map(here) }
  } catch (error) {
    throw error instanceof ProblemError ? new ProblemError(here(error.problem), { cause: error }) : error
  }
}
