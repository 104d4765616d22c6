import { realpath, stat } from 'node:fs/promises'
import type { ModelInspection } from '../contract/model.ts'
import { ProblemError } from '../contract/problem.ts'
import { fileProblem } from '../evidence/folder/folder-problem.ts'
import { hashFiles } from '../evidence/folder/hash-files.ts'
import { inspectModel } from '../evidence/models/inspect-model.ts'

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
    return await inspectModel(file)
  } catch (error) {
    if (error instanceof ProblemError) throw error
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      const missing = { kind: 'file-missing', path, message: 'There is no such file.', action: 'Check the path.' } as const
      throw new ProblemError(missing, { cause: error })
    }
    throw new ProblemError(fileProblem(path, error), { cause: error })
  }
}
