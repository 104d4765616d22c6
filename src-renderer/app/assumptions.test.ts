import { describe, expect, it } from 'vitest'
import type { RunSummary } from '../../src-main/contract/comparison.ts'
import type { RecordedThreshold } from '../../src-main/contract/scan.ts'
import { assumedCosts, assumedReading, assumedRuns } from './assumptions.ts'
import { hashOf, mentionOf, scanWith, tableWith } from './scan.test-kit.ts'

describe('the reading that is pre-selected', () => {
  it('is the only table with labels and scores, unconfirmed', () => {
    const chosen = assumedReading(scanWith({ predictions: [tableWith('other.csv', 500, 0), tableWith('scored.parquet', 100)] }))
    expect(chosen).toMatchObject({
      reading: { path: 'scored.parquet', label: 'defaulted', score: 'pd', positive: '1', orientation: 'high' },
      confirmed: false,
    })
  })

  it('is the longest of several, and says so', () => {
    const chosen = assumedReading(scanWith({ predictions: [tableWith('a.csv', 100), tableWith('b.csv', 200)] }))
    expect(chosen?.reading.path).toBe('b.csv')
    expect(chosen?.because).toContain('longest')
  })

  it('is left to the person where two are equally likely, or none is there', () => {
    expect(assumedReading(scanWith({ predictions: [tableWith('a.csv', 100), tableWith('b.csv', 100)] }))).toBeNull()
    expect(assumedReading(scanWith())).toBeNull()
  })

  it('is left to the person where nothing says which class is the positive one', () => {
    const table = tableWith('a.csv', 100)
    const open = table.candidates.map((candidate) => ({ ...candidate, positive: null, negative: null }))
    expect(assumedReading(scanWith({ predictions: [{ ...table, candidates: open }] }))).toBeNull()
  })
})

describe('the costs that are pre-filled', () => {
  it('come from the one place that states them, with its lines', () => {
    const mentions = [mentionOf('config.yaml', 21, 'cost', 'cost_fn', '10'), mentionOf('config.yaml', 22, 'cost', 'cost_fp', '1')]
    expect(assumedCosts(scanWith({ mentions }))).toEqual({ fn: '10', fp: '1', source: 'config.yaml:21–22', confirmed: false })
  })

  it('may come from two files', () => {
    const mentions = [mentionOf('a.yaml', 3, 'cost', 'cost_fn', '2.5'), mentionOf('b.md', 9, 'cost', 'cost_fp', '1')]
    expect(assumedCosts(scanWith({ mentions }))).toMatchObject({ fn: '2.5', source: 'a.yaml:3, b.md:9' })
  })

  it('stay empty where the folder contradicts itself or states only one', () => {
    const contradicting = [
      mentionOf('a.yaml', 1, 'cost', 'cost_fn', '10'),
      mentionOf('b.yaml', 1, 'cost', 'cost_fn', '5'),
      mentionOf('a.yaml', 2, 'cost', 'cost_fp', '1'),
    ]
    expect(assumedCosts(scanWith({ mentions: contradicting })).source).toBeNull()
    expect(assumedCosts(scanWith({ mentions: contradicting.slice(0, 1) })).fn).toBe('')
  })

  it('does not take fn from the middle of a word', () => {
    const mentions = [mentionOf('a.yaml', 1, 'cost', 'confncost', '10'), mentionOf('a.yaml', 2, 'cost', 'cost_fp', '1')]
    expect(assumedCosts(scanWith({ mentions })).fn).toBe('')
  })
})

function runOf(id: string, startTime: number | null, lifecycle: RunSummary['lifecycle'] = 'active'): RunSummary {
  return {
    id,
    name: id,
    experiment: 'e',
    experimentId: '1',
    status: 'FINISHED',
    lifecycle,
    startTime,
    endTime: null,
    user: null,
    artifactUri: null,
    stores: ['mlflow.db'],
  }
}

function recordedIn(id: string): RecordedThreshold {
  return {
    value: 0.338,
    source: `run ${id}`,
    origin: 'metric',
    path: 'mlflow.db',
    line: null,
    run: { id, name: id },
    printed: '0.338',
    interval: [0.3375, 0.3385],
    sha256: hashOf('c'),
  }
}

describe('the runs that are compared until a person chooses', () => {
  const runs = [runOf('old', 1), runOf('new', 3), runOf('middle', 2), runOf('gone', 9, 'deleted')]

  it('are those that record a threshold, filled up with the latest', () => {
    expect(assumedRuns(runs, scanWith({ thresholds: [recordedIn('old'), recordedIn('old')] }))).toEqual(['old', 'new'])
    expect(assumedRuns(runs, scanWith({ thresholds: [recordedIn('old'), recordedIn('middle')] }))).toEqual(['old', 'middle'])
  })

  it('are the two latest where none records one; deleted runs are left out', () => {
    expect(assumedRuns(runs, scanWith({ thresholds: [recordedIn('gone')] }))).toEqual(['new', 'middle'])
  })

  it('are never more than fit side by side', () => {
    const many = Array.from({ length: 30 }, (_, index) => runOf(`run${index}`, index))
    expect(assumedRuns(many, scanWith({ thresholds: many.map((run) => recordedIn(run.id)) }))).toHaveLength(10)
  })
})
