import type { Progress } from '../../src-main/contract/progress.ts'

/**
 * Follows work that reports progress, and gives its result.
 * @throws whatever the work throws; the stream is closed in any case.
 */
export async function runToEnd<Result>(
  stream: AsyncIterator<Progress, Result>,
  onProgress: (progress: Progress) => void,
): Promise<Result> {
  for (;;) {
    const step = await stream.next()
    if (step.done === true) return step.value
    onProgress(step.value)
  }
}
