import { expect, it } from 'vitest'
import type { RunSummary } from '../../src-main/contract/comparison.ts'
import { keptComparisonOf } from './use-kept-comparison.ts'

const run = (id: string): RunSummary => ({
  id, name: id, experiment: 'e', experimentId: '1', status: 'FINISHED', lifecycle: 'active', startTime: 1, endTime: null, user: null,
  artifactUri: null, stores: ['mlflow.db'],
})
const chosen = { chosenRuns: ['a', 'b'], comparisonOptions: { baseline: 'b' }, differencesOnly: false }

it('runs that nobody chose are not kept, the options are', () => {
  const runs = [run('a'), run('b')]
  expect(keptComparisonOf(chosen, { runs, chosen: false })).toEqual({ runs: [], options: { baseline: 'b' }, differencesOnly: false })
  expect(keptComparisonOf(chosen, { runs, chosen: true }).runs).toEqual(['a', 'b'])
  expect(keptComparisonOf(chosen, { runs: [run('b'), run('a')], chosen: false }).runs).toEqual(['a', 'b'])
})
