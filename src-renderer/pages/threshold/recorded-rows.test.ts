import { describe, expect, it } from 'vitest'
import { costDigits, differenceWords, firstSelected, sourceWords, thresholdRows } from './recorded-rows.ts'
import { recorded, tenRows } from './threshold-view.test-kit.ts'

describe('thresholdRows', () => {
  const rows = thresholdRows(tenRows())

  it('starts with the recommended threshold and goes on by cost', () => {
    expect(rows.map((row) => [row.kind, row.digits, row.cut.cost])).toEqual([
      ['recommended', '0.4', 3],
      ['recorded', '0.6', 4],
      ['reference', '0.25', 4],
      ['recorded', '0.8', 6],
      ['reference', '0.5', 6],
      ['reference', 'all', 6],
      ['reference', 'none', 12],
    ])
  })

  it('groups equal recorded values, counts their sources and names the run first', () => {
    expect(rows[1]).toMatchObject({ from: 'Run best', place: ' +1 more', sources: ['run best', 'config.yaml:23 threshold'] })
  })

  it('gives the rows of the same numbers again, and others for other numbers', () => {
    const view = tenRows()
    const before = thresholdRows(view)
    expect(thresholdRows({ ...view })).toBe(before)
    expect(thresholdRows({ ...view, recorded: [] })).not.toEqual(before)
  })

  it('marks a difference that chance explains', () => {
    expect(rows.map((row) => differenceWords(row, 0))).toEqual(['–', '≈ +1', '+1', '+3', '+3', '+3', '+9'])
  })
})

describe('sourceWords', () => {
  it('says where a threshold is recorded', () => {
    expect(sourceWords(recorded({ value: 1, path: 'a/b/config.yaml' }))).toBe('config.yaml')
    expect(sourceWords(recorded({ value: 1, origin: 'decisions', path: 'results/submission.csv' }))).toBe('Decisions, submission.csv')
    expect(sourceWords(recorded({ value: 1, origin: 'tag', run: { id: 'abc', name: '' } }))).toBe('Run abc')
  })
})

describe('firstSelected', () => {
  const rows = thresholdRows(tenRows())

  it('takes the likeliest recorded threshold that is in the list', () => {
    expect(firstSelected(rows, [recorded({ value: 0.99 }), recorded({ value: 0.8 })])).toBe('recorded 0.8')
  })

  it('takes the default of libraries where nothing is recorded', () => {
    const none = thresholdRows({ ...tenRows(), recorded: [] })
    expect(none.find((row) => row.id === firstSelected(none, []))?.kind).toBe('reference')
  })
})

it('shows cents only where a cost has them', () => {
  expect(costDigits([151406, 3])).toBe(0)
  expect(costDigits([1.5, 3])).toBe(1)
  expect(costDigits([1241.25, 3])).toBe(2)
  expect(costDigits([])).toBe(0)
})
