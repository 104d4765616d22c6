import { describe, expect, it } from 'vitest'
import { exactCosts } from '../domain/threshold/exact-costs.ts'
import { inSpareTime } from './in-spare-time.ts'
import { practice } from './practice.ts'

describe('practice', () => {
  it('answers for costs that can be asked for, one at a time', () => {
    const answered: string[] = []
    let turns = 0
    for (const step of practice((costs) => answered.push(Object.values(exactCosts(costs)).join()))) {
      expect(step).toBeUndefined()
      turns += 1
      expect(answered).toHaveLength(turns)
    }
    expect(new Set(answered).size).toBe(turns)
    expect(turns).toBeGreaterThan(10)
  })

  it('ends where an answer fails, which is for whoever asks for it', () => {
    let tries = 0
    const work = practice(() => {
      tries += 1
      throw new Error('no such costs')
    })
    expect(work.next()).toEqual({ done: true, value: undefined })
    expect(tries).toBe(1)
  })
})

describe('work in spare time', () => {
  function* counting(to: number, done: number[]): Generator<number, string> {
    while (done.length < to) {
      done.push(done.length)
      yield done.length
    }
    return 'all'
  }

  it('is done to its end, or given up where nobody wants it any more', async () => {
    const done: number[] = []
    expect(await inSpareTime(counting(1000, done), new AbortController().signal, () => false)).toEqual({ result: 'all' })
    expect(done).toHaveLength(1000)
    const unwanted: number[] = []
    expect(await inSpareTime(counting(1000, unwanted), AbortSignal.abort(), () => false)).toBeNull()
    expect(unwanted).toEqual([])
  })

  it('waits in short turns while a question is answered, and goes on', async () => {
    let busy = 3
    const asked: boolean[] = []
    // Each step takes longer than a turn may, so that every turn looks for a question.
    function* slowly(): Generator<void, void> {
      for (let step = 0; step < 5; step += 1) {
        const until = performance.now() + 3
        while (performance.now() < until);
        yield
      }
    }
    const isBusy = () => {
      busy -= 1
      asked.push(busy >= 0)
      return busy >= 0
    }
    expect(await inSpareTime(slowly(), new AbortController().signal, isBusy)).toEqual({ result: undefined })
    expect(asked.slice(0, 4)).toEqual([true, true, true, false])
  })
})
