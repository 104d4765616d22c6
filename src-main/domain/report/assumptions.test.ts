import { describe, expect, it } from 'vitest'
import { ProblemError } from '../../contract/problem.ts'
import type { Scan } from '../../contract/scan.ts'
import { resolveAssumptions, type GivenOptions } from './assumptions.ts'
import { exampleScan } from './report-input.test-kit.ts'

const nothing: GivenOptions = {
  predictions: null, label: null, score: null, positive: null, negative: null, orientation: null, costFn: null, costFp: null,
}

function problemOf(scan: Scan, given: GivenOptions) {
  try {
    resolveAssumptions(scan, given)
  } catch (error) {
    if (error instanceof ProblemError) return error.problem
    throw error
  }
  throw new Error('nothing was refused')
}

describe('resolveAssumptions', () => {
  it('takes what the folder states exactly once, and says from where', () => {
    const resolved = resolveAssumptions(exampleScan(), nothing)
    expect(resolved.reading).toEqual({
      path: 'results/predictions.parquet', label: 'TARGET', score: 'PROBABILITY', positive: '1', negative: '0', orientation: 'high',
    })
    expect(resolved.costs).toEqual({ fn: '10', fp: '1' })
    expect(resolved.assumed).toEqual([
      'prediction table results/predictions.parquet, assumed as the only one of the folder, unconfirmed',
      'label TARGET and score PROBABILITY, assumed from results/predictions.parquet, unconfirmed',
      'positive class 1, assumed from results/predictions.parquet, unconfirmed',
      'orientation high, assumed: the folder does not state it, unconfirmed',
      'cost_fn 10, assumed from config.yaml:21, unconfirmed',
      'cost_fp 1, assumed from config.yaml:22, unconfirmed',
    ])
  })

  it('assumes nothing where everything is given', () => {
    const given: GivenOptions = {
      predictions: 'other.csv', label: 'y', score: 'p', positive: null, negative: null, orientation: 'low', costFn: '5', costFp: '2.5',
    }
    expect(resolveAssumptions(exampleScan(), given)).toEqual({
      reading: { path: 'other.csv', label: 'y', score: 'p', positive: null, negative: null, orientation: 'low' },
      costs: { fn: '5', fp: '2.5' },
      assumed: [],
    })
  })

  it('refuses to choose between tables, and lists them', () => {
    const scan = exampleScan()
    const [table] = scan.predictions
    if (table === undefined) throw new Error('the example has a table')
    const problem = problemOf({ ...scan, predictions: [table, { ...table, path: 'other.parquet' }] }, nothing)
    expect(problem.kind).toBe('not-stated')
    expect(problem.action).toContain('results/predictions.parquet, other.parquet')
  })

  it('refuses to choose between costs, and lists where they are stated', () => {
    const scan = exampleScan()
    const [cost] = scan.mentions
    if (cost === undefined) throw new Error('the example mentions a cost')
    const problem = problemOf({ ...scan, mentions: [...scan.mentions, { ...cost, path: 'note.md', line: 4, value: 12, printed: '12' }] }, nothing)
    expect(problem).toMatchObject({ kind: 'not-stated', action: expect.stringContaining('10 (config.yaml:21), 12 (note.md:4)') as string })
  })

  it('takes the same cost that is stated twice', () => {
    const scan = exampleScan()
    const [cost] = scan.mentions
    if (cost === undefined) throw new Error('the example mentions a cost')
    expect(resolveAssumptions({ ...scan, mentions: [...scan.mentions, { ...cost, path: 'note.md', line: 4 }] }, nothing).costs.fn).toBe('10')
  })

  it('refuses where no cost is stated, and where the positive class is not', () => {
    expect(problemOf({ ...exampleScan(), mentions: [] }, nothing).message).toBe('The folder states no cost of a false negative.')
    const scan = exampleScan()
    const tables = scan.predictions.map((table) => ({
      ...table, candidates: table.candidates.map((candidate) => ({ ...candidate, positive: null, negative: null })),
    }))
    expect(problemOf({ ...scan, predictions: tables }, nothing)).toMatchObject({ kind: 'not-stated', action: 'Give --positive V.' })
  })

  it('refuses a folder without a table', () => {
    expect(problemOf({ ...exampleScan(), predictions: [] }, nothing).kind).toBe('not-stated')
  })
})
