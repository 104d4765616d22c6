import { describe, expect, it } from 'vitest'
import { comparisonStartSchema } from '../contract/comparison.ts'
import type { KeptComparison, RunSummary } from '../contract/comparison.ts'
import { comparisonStart } from './comparison-start.ts'

function runOf(id: string, startTime: number | null, lifecycle: RunSummary['lifecycle'] = 'active'): RunSummary {
  return {
    id, name: id, experiment: 'e', experimentId: '1', status: 'FINISHED', lifecycle, startTime, endTime: null, user: null,
    artifactUri: null, stores: ['mlflow.db'],
  }
}

const runs = [runOf('old', 1), runOf('new', 3), runOf('middle', 2), runOf('gone', 9, 'deleted')]
const ids = (recording: readonly string[], kept: KeptComparison | null = null, of = runs) => comparisonStart(of, recording, kept).runs.map(({ id }) => id)

describe('the runs that are compared until a person chooses', () => {
  it('are those that record a threshold, filled up with the latest', () => {
    expect(ids(['old', 'old'])).toEqual(['old', 'new'])
    expect(ids(['old', 'middle'])).toEqual(['old', 'middle'])
  })

  it('are the two latest where none records one; deleted runs are left out', () => {
    expect(ids(['gone'])).toEqual(['new', 'middle'])
  })

  it('are never more than fit side by side', () => {
    const many = Array.from({ length: 30 }, (_, index) => runOf(`run${index}`, index))
    expect(ids(many.map(({ id }) => id), null, many)).toHaveLength(10)
  })
})

describe('what was kept', () => {
  const kept: KeptComparison = {
    runs: ['gone', 'old'],
    options: { baseline: 'old', tolerance: { absolute: 0.1, relative: 0 }, ignore: { presets: ['times'], keys: ['seed'] } },
    differencesOnly: false,
  }

  it('is how the comparison begins, deleted runs too where a person chose them', () => {
    const start = comparisonStart(runs, ['new'], kept)
    expect(comparisonStartSchema.parse(start)).toEqual(start)
    expect(start).toMatchObject({ total: 4, chosen: true, options: kept.options, differencesOnly: false })
    expect(start.runs.map(({ id }) => id)).toEqual(['gone', 'old'])
  })

  it('gives way where its runs are no longer there, and with them the baseline; the other options stay', () => {
    const start = comparisonStart(runs.slice(1), ['new'], kept)
    expect(start.runs.map(({ id }) => id)).toEqual(['new', 'middle'])
    expect(start.chosen).toBe(false)
    expect(start.options).toEqual({ tolerance: { absolute: 0.1, relative: 0 }, ignore: { presets: ['times'], keys: ['seed'] } })
  })

  it('is differences only and no options where nothing was', () => {
    expect(comparisonStart(runs, [], null)).toMatchObject({ options: {}, differencesOnly: true, chosen: false })
  })
})
