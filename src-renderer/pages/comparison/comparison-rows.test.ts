import { describe, expect, it } from 'vitest'
import type { ComparisonRow } from '../../../src-main/contract/comparison.ts'
import { countsOf, differsFromBaseline, linesOf, runLetter } from './comparison-rows.ts'

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
    expect([0, 1, 2, 3].map((index) => differsFromBaseline(row, index))).toEqual([false, true, false, false])
  })

  it('name runs by letters', () => {
    expect([0, 9].map(runLetter)).toEqual(['A', 'J'])
  })
})
