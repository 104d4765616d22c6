import { ProblemError } from '../contract/problem.ts'

const refusals: Readonly<Record<string, readonly [message: string, action: string]>> = {
  ENOENT: ['The folder to write to does not exist.', 'Create it, or choose another folder.'],
  ENOTDIR: ['The folder to write to is not a folder.', 'Choose another folder.'],
  EISDIR: ['There is a folder of that name.', 'Choose another file name.'],
  EROFS: ['The disk can only be read.', 'Choose a folder on another disk.'],
  ENAMETOOLONG: ['The file name is too long.', 'Choose a shorter one.'],
  EBUSY: ['Another program uses the file.', 'Close it there, or choose another file name.'],
}

/** The problem that an error of the file system stands for; any other error stays what it is. */
export function writeProblem(target: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
  if (code === null) return error
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new ProblemError(
      { kind: 'disk-full', path: target, message: 'The disk is full; nothing was written.', action: 'Free some space, or choose another disk.' },
      { cause: error },
    )
  }
  const [message, action] = refusals[code] ?? ['Writing was refused.', 'Choose a folder that you may write to.']
  return new ProblemError({ kind: 'write-refused', path: target, message, action }, { cause: error })
}
