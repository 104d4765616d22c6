import type { Progress, ReportProgress } from '../contract/progress.ts'

/** A window hears of work that runs this often, in milliseconds: no more of one stage, and no less of any. */
const interval = 50

export interface WorkOptions {
  readonly signal: AbortSignal
  readonly onProgress: ReportProgress
}

export interface StreamedWork {
  /** What the work is for; said of it until it names a stage of its own. */
  readonly stage: string
  readonly signal: AbortSignal | undefined
}

/**
 * Runs `work` and yields how far it is, then returns its result. Work of less than 50 ms goes without an event. From
 * then on an event comes every 50 ms, and at once where a new stage begins: the latest of what the work reported or,
 * where it reported nothing since, what was said last, for a step that counts nothing, or that computes without a
 * pause, is under way as well. Aborting `signal` or leaving the iteration aborts the work's own signal, ends the events
 * and waits until the work has ended.
 */
export async function* streamProgress<Result>(
  { stage, signal }: StreamedWork,
  work: (options: WorkOptions) => Promise<Result>,
): AsyncGenerator<Progress, Result, void> {
  const stop = new AbortController()
  let wake = () => {}
  const abort = () => {
    stop.abort(signal?.reason)
    wake()
  }
  if (signal?.aborted === true) abort()
  signal?.addEventListener('abort', abort, { once: true })

  let latest: Progress = { stage, done: 0, total: null, unit: 'steps' }
  let said: string | null = null
  const isNews = () => said !== null && latest.stage !== said
  const onProgress: ReportProgress = (progress) => {
    latest = progress
    if (isNews()) wake()
  }
  let ended = false
  let due = performance.now() + interval
  const result = work({ signal: stop.signal, onProgress }).finally(() => {
    ended = true
    wake()
  })
  // The failure is thrown by the await below; without this a failure between two yields would count as unhandled.
  result.catch(() => {})

  try {
    for (;;) {
      if (!isNews()) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, Math.max(0, due - performance.now()))
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
          if (ended || stop.signal.aborted) wake()
        })
      }
      if (ended || stop.signal.aborted) return await result
      said = latest.stage
      due = performance.now() + interval
      yield latest
    }
  } finally {
    signal?.removeEventListener('abort', abort)
    if (!ended) {
      stop.abort()
      await result.catch(() => {})
    }
  }
}
