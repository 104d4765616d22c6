import type { Progress, ReportProgress } from '../contract/progress.ts'

/** A window needs no more than this many milliseconds between two events of one stage. */
const interval = 50

export interface WorkOptions {
  readonly signal: AbortSignal
  readonly onProgress: ReportProgress
}

/**
 * Runs `work` and yields how far it is, at most every 50 ms for one stage, then returns its result. Aborting
 * `signal` or leaving the iteration aborts the work's own signal and waits until the work has ended.
 */
export async function* streamProgress<Result>(
  signal: AbortSignal | undefined,
  work: (options: WorkOptions) => Promise<Result>,
): AsyncGenerator<Progress, Result, void> {
  const stop = new AbortController()
  const abort = () => stop.abort(signal?.reason)
  if (signal?.aborted === true) abort()
  signal?.addEventListener('abort', abort, { once: true })

  let latest: Progress | null = null
  let wake = () => {}
  const onProgress: ReportProgress = (progress) => {
    latest = progress
    wake()
  }
  const take = () => {
    const taken = latest
    latest = null
    return taken
  }
  let ended = false
  const result = work({ signal: stop.signal, onProgress }).finally(() => {
    ended = true
    wake()
  })
  // The failure is thrown by the await below; without this a failure between two yields would count as unhandled.
  result.catch(() => {})

  let stage: string | null = null
  let sent = -Infinity
  try {
    while (!ended) {
      const next = take()
      if (next === null) {
        await new Promise<void>((resolve) => (wake = resolve))
        continue
      }
      const wait = next.stage === stage ? sent + interval - performance.now() : 0
      if (wait > 0) {
        latest ??= next
        await Promise.race([result.catch(() => {}), new Promise((resolve) => setTimeout(resolve, wait))])
        sent = -Infinity
        continue
      }
      stage = next.stage
      sent = performance.now()
      yield next
    }
    return await result
  } finally {
    signal?.removeEventListener('abort', abort)
    if (!ended) {
      stop.abort()
      await result.catch(() => {})
    }
  }
}
