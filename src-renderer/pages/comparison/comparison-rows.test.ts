import { describe, expect, it } from 'vitest'
import type { Comparison, ComparisonRow } from '../../../src-main/contract/comparison.ts'
import { comparisonCsv, countsOf, deltaWords, differsFromBaseline, linesOf, runLetter } from './comparison-rows.ts'

const rows: ComparisonRow[] = [
  { section: 'parameters', key: 'max_depth', values: ['10', '10'], state: 'equal' },
  { section: 'metrics', key: 'auc', values: ['0.78', null], state: 'missing' },
  { section: 'metrics', key: 'f1', values: ['0.5', '0.6'], state: 'different' },
]

describe('the rows of a comparison', () => {
  it('stand section by section, differences first, equal ones hidden', () => {
    expect(linesOf(rows, { equalHidden: true, filter: '' })).toEqual([
      { kind: 'section', section: 'metrics' },
      { kind: 'row', row: rows[2] },
      { kind: 'row', row: rows[1] },
    ])
    expect(linesOf(rows, { equalHidden: false, filter: '' })).toHaveLength(5)
  })

  it('are found by name or value, whatever the case', () => {
    expect(linesOf(rows, { equalHidden: false, filter: ' MAX_ ' })).toHaveLength(2)
    expect(linesOf(rows, { equalHidden: false, filter: '0.6' })).toHaveLength(2)
    expect(linesOf(rows, { equalHidden: false, filter: 'nothing' })).toEqual([])
  })

  it('are counted by state', () => {
    expect(countsOf(rows)).toEqual({ different: 1, missing: 1, equal: 1 })
  })

  it('mark what differs from the baseline; missing is not a difference', () => {
    const row: ComparisonRow = { section: 'metrics', key: 'f1', values: ['1', '2', null, '1'], state: 'different' }
    expect([0, 1, 2, 3].map((index) => differsFromBaseline(row, index, 0))).toEqual([false, true, false, false])
    expect([0, 1, 2, 3].map((index) => differsFromBaseline(row, index, 1))).toEqual([true, false, false, true])
  })

  it('mark no number that equals the baseline in another spelling or within the tolerance', () => {
    const row: ComparisonRow = { section: 'parameters', key: 'c', values: ['0.1', '0.10', '0.2', '0.4'], state: 'different', deltas: [0, 0, 0.1, 0.3] }
    const marked = (tolerance?: { absolute: number; relative: number }) => [0, 1, 2, 3].map((index) => differsFromBaseline(row, index, 0, tolerance))
    expect(marked()).toEqual([false, false, true, true])
    expect(marked({ absolute: 0.1, relative: 0 })).toEqual([false, false, false, true])
    expect(marked({ absolute: 0, relative: 0.75 })).toEqual([false, false, false, false])
  })

  it('show differences with their sign, none for the baseline and for what equals it', () => {
    const row: ComparisonRow = { section: 'metrics', key: 'f1', values: ['1', '0.5', '1', '2.25'], state: 'different', deltas: [0, -0.5, 0, 1.25] }
    expect([0, 1, 2, 3].map((index) => deltaWords(row, index, 0))).toEqual([null, '\u22120.5', null, '+1.25'])
  })

  it('are exported whole, with differences and what the tolerance did', () => {
    const run = (id: string) => ({ id, name: `run ${id}` }) as Comparison['runs'][number]
    const row: ComparisonRow = { section: 'metrics', key: 'f1', values: ['1', '2'], state: 'equal', withinTolerance: true, deltas: [-1, 0] }
    const csv = comparisonCsv({ runs: [run('a'), run('b')], baseline: 'b', rows: [row] } as unknown as Comparison)
    expect(csv).toBe('section,key,run a (a),run b (b),difference of run a (a),state\r\nmetrics,f1,1,2,-1,equal within tolerance\r\n')
  })

  it('name runs by letters', () => {
    expect([0, 9].map(runLetter)).toEqual(['A', 'J'])
  })
})
