import { ORPCError } from '@orpc/client'
import { problemSchema, type Problem } from '../../src-main/contract/problem.ts'
import { ConnectionError } from './client.ts'

/** What to tell the user about anything that a call to the engine threw. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ORPCError && error.code === 'PROBLEM') {
    const problem = problemSchema.safeParse(error.data)
    if (problem.success) return problem.data
  }
  if (error instanceof ConnectionError) {
    return { kind: 'usage', path: null, message: error.message, action: error.action }
  }
  if (error instanceof ORPCError) {
    return {
      kind: 'usage',
      path: null,
      message:
        error.code === 'BAD_REQUEST'
          ? 'The engine did not accept what this page asked for.'
          : 'The engine failed in a way that it does not expect.',
      action: 'Try again. If it happens again, this is a defect: report it with what you did.',
    }
  }
  return {
    kind: 'usage',
    path: null,
    message: 'The engine did not answer.',
    action: 'Close this window and start Countersign again.',
  }
}
