import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { startTurn } from './judgement-turn.ts'
import type { Judged } from './judgements.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A turn of a question about a number, with what it said and the means to answer it. */
function asking(last: number | null = null) {
  const put: Judged<number>[] = []
  const { promise, resolve, reject } = Promise.withResolvers<number | null>()
  const controllers: AbortController[] = []
  const replace = startTurn<number>({
    asked: 'q',
    title: 'Counting',
    pause: 300,
    previous: () => last,
    put: (judged) => put.push(judged),
    work: (controller) => {
      controllers.push(controller)
      return promise
    },
  })
  return { put, resolve, reject, controllers, replace }
}

describe('asking a question in turn', () => {
  it('asks nothing when it is replaced before typing pauses', () => {
    const { put, replace, controllers } = asking()
    vi.advanceTimersByTime(299)
    replace()
    vi.advanceTimersByTime(1000)
    expect([put, controllers]).toEqual([[], []])
  })

  it('keeps the last value on screen until the answer is there', async () => {
    const { put, resolve } = asking(7)
    vi.advanceTimersByTime(300)
    expect(put).toEqual([{ key: 'q', answer: { status: 'loading', previous: 7 } }])
    resolve(8)
    await vi.advanceTimersByTimeAsync(0)
    expect(put.at(-1)).toEqual({ key: 'q', answer: { status: 'ready', value: 8 } })
  })

  it('ends the work of a turn that is replaced, and drops its answer', async () => {
    const { put, resolve, replace, controllers } = asking()
    vi.advanceTimersByTime(300)
    replace()
    expect(controllers[0]?.signal.aborted).toBe(true)
    resolve(8)
    await vi.advanceTimersByTimeAsync(0)
    expect(put).toHaveLength(1)
  })

  it('says that a person stopped it, and what failed', async () => {
    const stopped = asking()
    vi.advanceTimersByTime(300)
    stopped.resolve(null)
    await vi.advanceTimersByTimeAsync(0)
    expect(stopped.put.at(-1)).toMatchObject({ answer: { status: 'failed', problem: { kind: 'stopped', message: 'Counting was stopped.' } } })
    const failed = asking()
    vi.advanceTimersByTime(300)
    failed.reject(new Error('out of memory'))
    await vi.advanceTimersByTimeAsync(0)
    expect(failed.put.at(-1)).toMatchObject({ answer: { status: 'failed' } })
    failed.replace()
    expect(failed.controllers[0]?.signal.aborted).toBe(false)
  })
})
