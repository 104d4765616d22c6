import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Progress, ReportProgress } from '../contract/progress.ts'
import { streamProgress } from './progress-stream.ts'

const at = (stage: string, done: number): Progress => ({ stage, done, total: 10, unit: 'rows' })

async function collect<Result>(stream: AsyncGenerator<Progress, Result, void>) {
  const seen: Progress[] = []
  for (;;) {
    const event = await stream.next()
    if (event.done === true) return { seen, result: event.value }
    seen.push(event.value)
  }
}

/** Work that goes on until it is told to end, and what it says meanwhile. */
function longWork() {
  const { promise, resolve } = Promise.withResolvers<string>()
  const work: { say: ReportProgress; end: () => void } = { say: () => {}, end: () => resolve('result') }
  const stream = streamProgress({ stage: 'Reading', signal: undefined }, ({ onProgress }) => {
    work.say = onProgress
    return promise
  })
  const seen: (Progress | string)[] = []
  const followed = (async () => {
    for (;;) {
      const event = await stream.next()
      seen.push(event.value)
      if (event.done === true) return
    }
  })()
  return { work, seen, followed }
}

describe('how often a progress stream tells', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })
  const opening = { stage: 'Reading', done: 0, total: null, unit: 'steps' }

  it('says within 50 ms what the work is for, where the work itself has nothing to say yet', async () => {
    const { seen } = longWork()
    await vi.advanceTimersByTimeAsync(49)
    expect(seen).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(seen).toEqual([opening])
  })

  it('says every 50 ms that a silent step is under way, and every 50 ms the latest of one that tells often', async () => {
    const { work, seen } = longWork()
    await vi.advanceTimersByTimeAsync(150)
    expect(seen).toEqual([opening, opening, opening])
    work.say(at('hash', 1))
    await vi.advanceTimersByTimeAsync(0)
    expect(seen.slice(3)).toEqual([at('hash', 1)])
    for (let done = 2; done <= 9; done += 1) {
      work.say(at('hash', done))
      await vi.advanceTimersByTimeAsync(10)
    }
    expect(seen.slice(4)).toEqual([at('hash', 6)])
    await vi.advanceTimersByTimeAsync(120)
    expect(seen.slice(5)).toEqual([at('hash', 9), at('hash', 9), at('hash', 9)])
  })

  it('tells a new stage at once', async () => {
    const { work, seen } = longWork()
    await vi.advanceTimersByTimeAsync(60)
    work.say(at('hash', 1))
    await vi.advanceTimersByTimeAsync(0)
    work.say(at('read', 1))
    await vi.advanceTimersByTimeAsync(0)
    expect(seen).toEqual([opening, at('hash', 1), at('read', 1)])
  })

  it('has nothing to tell of quick work, and no timer goes on after the end', async () => {
    const { work, seen, followed } = longWork()
    work.say(at('hash', 1))
    await vi.advanceTimersByTimeAsync(20)
    work.end()
    await followed
    expect(seen).toEqual(['result'])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('tells nothing more once it is stopped, however long the work takes to end', async () => {
    const stop = new AbortController()
    const { promise, resolve } = Promise.withResolvers<string>()
    const stream = streamProgress({ stage: 'Reading', signal: stop.signal }, () => promise)
    const next = stream.next()
    stop.abort()
    await vi.advanceTimersByTimeAsync(500)
    resolve('late')
    expect(await next).toEqual({ done: true, value: 'late' })
  })
})

describe('progress stream', () => {
  it('shows every stage that lasts, and only the latest of what comes at once', async () => {
    const steps: (() => void)[] = []
    const stream = streamProgress({ stage: 'work', signal: undefined }, async ({ onProgress }) => {
      onProgress(at('hash', 1))
      onProgress(at('hash', 2))
      await new Promise<void>((resolve) => steps.push(resolve))
      onProgress(at('read', 1))
      await new Promise<void>((resolve) => steps.push(resolve))
    })
    expect((await stream.next()).value).toEqual(at('hash', 2))
    steps.shift()?.()
    expect((await stream.next()).value).toEqual(at('read', 1))
    steps.shift()?.()
    expect((await stream.next()).done).toBe(true)
  })

  it('throws what the work throws', async () => {
    const failure = new Error('broken')
    await expect(collect(streamProgress({ stage: 'work', signal: undefined }, () => Promise.reject(failure)))).rejects.toBe(failure)
  })

  it('passes an abort on, and ends when the work has ended', async () => {
    const stop = new AbortController()
    let ended = false
    const stream = streamProgress(
      { stage: 'work', signal: stop.signal },
      ({ signal }) =>
        new Promise<never>((_resolve, reject) =>
          signal.addEventListener('abort', () => {
            ended = true
            reject(new Error('stopped'))
          }),
        ),
    )
    const next = stream.next()
    stop.abort()
    await expect(next).rejects.toThrow('stopped')
    expect(ended).toBe(true)
  })

  it('begins work whose signal is aborted already with an aborted signal', async () => {
    const stream = streamProgress({ stage: 'work', signal: AbortSignal.abort() }, ({ signal }) => Promise.resolve(signal.aborted))
    expect((await collect(stream)).result).toBe(true)
  })

  it('stops the work when the reader leaves, and waits for its end', async () => {
    let ended = false
    const stream = streamProgress({ stage: 'work', signal: undefined }, async ({ signal, onProgress }) => {
      onProgress(at('hash', 1))
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
      await Promise.resolve()
      ended = true
    })
    await stream.next()
    await stream.return(undefined)
    expect(ended).toBe(true)
  })
})
