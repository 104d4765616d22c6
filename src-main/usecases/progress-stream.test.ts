import { describe, expect, it } from 'vitest'
import type { Progress } from '../contract/progress.ts'
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

describe('progress stream', () => {
  it('yields progress and returns the result', async () => {
    const stream = streamProgress(undefined, async ({ onProgress }) => {
      onProgress(at('hash', 1))
      await Promise.resolve()
      return 'result'
    })
    const { seen, result } = await collect(stream)
    expect(result).toBe('result')
    expect(seen.length).toBeLessThanOrEqual(1)
  })

  it('shows every stage that lasts, and only the latest of what comes at once', async () => {
    const steps: (() => void)[] = []
    const stream = streamProgress(undefined, async ({ onProgress }) => {
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
    await expect(collect(streamProgress(undefined, () => Promise.reject(failure)))).rejects.toBe(failure)
  })

  it('passes an abort on, and ends when the work has ended', async () => {
    const stop = new AbortController()
    let ended = false
    const stream = streamProgress(
      stop.signal,
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
    const stream = streamProgress(AbortSignal.abort(), ({ signal }) => Promise.resolve(signal.aborted))
    expect((await collect(stream)).result).toBe(true)
  })

  it('stops the work when the reader leaves, and waits for its end', async () => {
    let ended = false
    const stream = streamProgress(undefined, async ({ signal, onProgress }) => {
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
