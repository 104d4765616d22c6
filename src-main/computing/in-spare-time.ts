import { setTimeout, setImmediate } from 'node:timers/promises'

/** How long is worked, in milliseconds, before a question is let in: it should hardly notice. */
const atOnce = 2
const pause = 20

/** Does work in short turns while nothing is asked, until it is done, or until `signal` ends it; then null. */
export async function inSpareTime<Result>(work: Generator<unknown, Result>, signal: AbortSignal, isBusy: () => boolean): Promise<{ readonly result: Result } | null> {
  while (!signal.aborted) {
    const until = performance.now() + atOnce
    do {
      const step = work.next()
      if (step.done === true) return { result: step.value }
    } while (performance.now() < until)
    if (isBusy()) await setTimeout(pause)
    else await setImmediate()
  }
  return null
}
