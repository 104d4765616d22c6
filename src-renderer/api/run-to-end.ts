import type { Progress } from '../../src-main/contract/progress.ts'

/** Progress events, then the result. */
interface ProgressStream<Result> {
  next: () => Promise<IteratorResult<Progress, Result>>
}

/**
 * Follows work that reports progress, and gives its result.
 * @throws whatever the work throws.
 */
export async function runToEnd<Result>(
  stream: ProgressStream<Result>,
  onProgress: (progress: Progress) => void,
): Promise<Result> {
  for (;;) {
    const step = await stream.next()
    if (step.done === true) return step.value
    onProgress(step.value)
  }
}
