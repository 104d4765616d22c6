import { setImmediate } from 'node:timers/promises'
import { ProblemError } from '../contract/problem.ts'
import type { Progress, ReportProgress } from '../contract/progress.ts'

/** How long the worker computes, in milliseconds, before it looks for a message that stops it. */
const atOnce = 5

export interface InTurnOptions {
  readonly signal: AbortSignal
  readonly onProgress: ReportProgress
}

/** Drives work that yields the share that is done, and lets messages in between; raises `stopped` once it is aborted. */
export async function inTurn<Result>(work: Generator<number, Result>, progressAt: (share: number) => Progress, { signal, onProgress }: InTurnOptions): Promise<Result> {
  let until = performance.now() + atOnce
  for (;;) {
    const step = work.next()
    if (step.done === true) return step.value
    if (performance.now() < until) continue
    onProgress(progressAt(step.value))
    await setImmediate()
    if (signal.aborted) {
      throw new ProblemError({ kind: 'stopped', path: null, message: 'The analysis was stopped.', action: 'Nothing was changed; start again when you like.' })
    }
    until = performance.now() + atOnce
  }
}

/** Drives work to its end that takes no time worth sharing. */
export function withoutPause<Result>(work: Generator<unknown, Result>): Result {
  for (;;) {
    const step = work.next()
    if (step.done === true) return step.value
  }
}
