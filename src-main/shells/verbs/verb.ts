import { ProblemError } from '../../contract/problem.ts'
import type { ReportProgress } from '../../contract/progress.ts'

export interface VerbOptions {
  readonly signal: AbortSignal
  readonly onProgress: ReportProgress
}

/** What a verb has to say: the same thing as one JSON document and as text for a person. */
export interface VerbAnswer {
  readonly json: unknown
  readonly text: string
  /** Whether a verification or a policy gate failed, which is exit code 1; false where left out. */
  readonly failed?: boolean
}

/** One use case of the command line. */
export interface Verb {
  /** What follows `countersign`, for the help. */
  readonly usage: string
  readonly summary: string
  /** Throws ProblemError for bad usage and unreadable input. */
  run(args: readonly string[], options: VerbOptions): Promise<VerbAnswer>
}

/** A problem of how the command was written. */
export function usageError(message: string, action: string): ProblemError {
  return new ProblemError({ kind: 'usage', path: null, message, action })
}

/** Lets a problem of the whole folder, which the use case had no reason to name, name it in the one line that is printed. */
export async function namingFolder<Result>(folder: string, work: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problem.path !== null || error.problem.kind === 'stopped') throw error
    throw new ProblemError({ ...error.problem, path: folder }, { cause: error })
  }
}
