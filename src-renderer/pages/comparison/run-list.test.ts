import { describe, expect, it } from 'vitest'
import type { RunSummary } from '../../../src-main/contract/comparison.ts'
import { fittingRuns, lifecycleWords, listRuns, runName, sortedRuns } from './run-list.ts'

const run = (id: string, name: string, startTime: number | null, user: string | null = null): RunSummary => ({
  id, name, experiment: 'churn', experimentId: '1', status: 'FINISHED', lifecycle: 'active', startTime, endTime: null, user, artifactUri: null, stores: ['mlflow.db'],
})
const listed = listRuns([run('a1', 'fold 10', 5), run('b2', 'fold 9', null), run('c3', 'final', 7, 'Ana')])
const ids = (runs: readonly { run: RunSummary }[]) => runs.map((entry) => entry.run.id).join(' ')

describe('the runs to choose from', () => {
  it('fit where every word is somewhere in them, whatever the case', () => {
    expect(ids(fittingRuns(listed, ' FOLD churn '))).toBe('a1 b2')
    expect(ids(fittingRuns(listed, 'ana'))).toBe('c3')
    expect(ids(fittingRuns(listed, 'mlflow.db'))).toBe('a1 b2 c3')
    expect(fittingRuns(listed, 'fold ana')).toEqual([])
    expect(fittingRuns(listed, '  ')).toBe(listed)
  })

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

  it('are sorted with numbers as numbers, equal ones newest first', () => {
    const none = new Set<string>()
    expect(ids(sortedRuns(listed, { by: 'name', descending: false }, none))).toBe('c3 b2 a1')
    expect(ids(sortedRuns(listed, { by: 'name', descending: true }, none))).toBe('a1 b2 c3')
    expect(ids(sortedRuns(listed, { by: 'start', descending: true }, none))).toBe('c3 a1 b2')
    expect(ids(sortedRuns(listed, { by: 'experiment', descending: true }, none))).toBe('c3 a1 b2')
    expect(ids(sortedRuns(listed, { by: 'records', descending: true }, new Set(['b2'])))).toBe('b2 c3 a1')
  })
})
