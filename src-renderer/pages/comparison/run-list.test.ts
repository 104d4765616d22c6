import { describe, expect, it } from 'vitest'
import type { RunSummary } from '../../../src-main/contract/comparison.ts'
import { lifecycleWords, runName } from './run-list.ts'

const run = (id: string, name: string, startTime: number | null, user: string | null = null): RunSummary => ({
  id, name, experiment: 'churn', experimentId: '1', status: 'FINISHED', lifecycle: 'active', startTime, endTime: null, user, artifactUri: null, stores: ['mlflow.db'],
})

describe('the runs to choose from', () => {
  it('say what is deleted, and what their own record says', () => {
    expect(lifecycleWords(run('a', 'a', 1))).toEqual([])
    expect(lifecycleWords({ ...run('a', 'a', 1), lifecycle: 'deleted', statedLifecycle: 'active', experimentLifecycle: 'active' })).toEqual([
      'deleted',
      'its own record says active',
      'its experiment is active',
    ])
  })

  it('are called by their id where they have no name', () => {
    expect(runName(run('0123456789ab', ' ', 1))).toBe('run 01234567')
    expect(runName(run('a', 'x\u202ey', 1))).toBe('x⟨U+202E⟩y')
  })
})
