import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { MovedCosts } from '../../../src-main/contract/moved-costs.ts'
import { patience, startMove } from './move-turn.ts'

// Only its identity matters here.
const answer = { choices: null } as MovedCosts

function turn() {
  const log: string[] = []
  const question = Promise.withResolvers<MovedCosts | null>()
  let signal: AbortSignal | null = null
  const replace = startMove({
    ask: (asked) => {
      signal = asked
      return question.promise
    },
    moved: (found) => log.push(found === answer ? 'moved' : 'something else'),
    follow: () => log.push('follow'),
  })
  return { log, question, replace, isAborted: () => signal?.aborted }
}

describe('costs that are typed', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('show nothing until their answer is there, then all of it', async () => {
    const { log, question } = turn()
    await vi.advanceTimersByTimeAsync(patience - 1)
    expect(log).toEqual([])
    question.resolve(answer)
    await vi.advanceTimersByTimeAsync(patience)
    expect(log).toEqual(['moved'])
  })

  it('are typed at once, and followed, where the answer has to be read', async () => {
    const { log, question } = turn()
    question.resolve(null)
    await vi.advanceTimersByTimeAsync(patience)
    expect(log).toEqual(['follow'])
  })

  it('are followed where the question fails, so that the problem is told', async () => {
    const { log, question } = turn()
    question.reject(new Error('no'))
    await vi.advanceTimersByTimeAsync(patience)
    expect(log).toEqual(['follow'])
  })

  it('are followed where the answer takes long; a late one changes nothing', async () => {
    const { log, question, isAborted } = turn()
    await vi.advanceTimersByTimeAsync(patience)
    expect(log).toEqual(['follow'])
    expect(isAborted()).toBe(true)
    question.resolve(answer)
    await vi.advanceTimersByTimeAsync(patience)
    expect(log).toEqual(['follow'])
  })

  it('are replaced by the next ones, and then change nothing', async () => {
    const { log, question, replace, isAborted } = turn()
    replace()
    expect(isAborted()).toBe(true)
    question.resolve(answer)
    await vi.advanceTimersByTimeAsync(patience)
    expect(log).toEqual([])
  })
})
