import { ProblemError } from '../../contract/problem.ts'
import type { Problem } from '../../contract/problem.ts'

function errorCode(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error'
  return 'code' in error && typeof error.code === 'string' ? error.code : (error.message.split('\n')[0] ?? '').slice(0, 200)
}

/** What a failed read of one file means to the user; `file` as it should be named to them. */
export function fileProblem(file: string, error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem
  const code = errorCode(error)
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return {
        kind: 'file-missing',
        path: file,
        message: 'The file is no longer there.',
        action: 'Restore it and scan again, or go on without it.',
      }
    case 'EACCES':
    case 'EPERM':
      return {
        kind: 'file-unreadable',
        path: file,
        message: 'You have no permission to read it.',
        action: 'Ask its owner for read permission and scan again, or go on without it.',
      }
    default:
      return {
        kind: 'file-unreadable',
        path: file,
        message: `It could not be read (${code}).`,
        action: 'Check the disk or the network drive and scan again, or go on without it.',
      }
  }
}

/** What a failure to open the evidence folder itself means to the user. */
export function folderProblem(folder: string, error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem
  const code = errorCode(error)
  if (code === 'ENOENT') {
    return {
      kind: 'folder-missing',
      path: folder,
      message: 'There is no such folder.',
      action: 'Check the path, or connect the drive that holds it.',
    }
  }
  return {
    kind: 'folder-unreadable',
    path: folder,
    message:
      code === 'EACCES' || code === 'EPERM'
        ? 'You have no permission to read this folder.'
        : `The folder could not be read (${code}).`,
    action: 'Ask its owner for read permission, or choose another folder.',
  }
}

/** Ends the work with a `stopped` problem once the user has asked to stop. */
export function throwIfStopped(signal: AbortSignal | undefined): void {
  if (signal?.aborted !== true) return
  throw new ProblemError({
    kind: 'stopped',
    path: null,
    message: 'The scan was stopped.',
    action: 'Scan the folder again when you are ready.',
  })
}
