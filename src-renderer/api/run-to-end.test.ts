import { describe, expect, it } from 'vitest'
import type { Progress } from '../../src-main/contract/progress.ts'
import { runToEnd } from './run-to-end.ts'

const half: Progress = { stage: 'Reading', done: 1, total: 2, unit: 'rows' }

describe('work that reports progress', () => {
  it('tells every step and gives the result', async () => {
    async function* work(): AsyncGenerator<Progress, string> {
      await Promise.resolve()
      yield half
      yield { ...half, done: 2 }
      return 'read'
    }
    const told: number[] = []
    expect(await runToEnd(work(), (progress) => told.push(progress.done))).toBe('read')
    expect(told).toEqual([1, 2])
  })

  it('fails as the work fails', async () => {
    async function* work(): AsyncGenerator<Progress, string> {
      await Promise.resolve()
      yield half
      throw new Error('torn')
    }
    await expect(runToEnd(work(), () => undefined)).rejects.toThrow('torn')
  })
})
