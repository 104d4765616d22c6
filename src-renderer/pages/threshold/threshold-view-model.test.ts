import { describe, expect, it } from 'vitest'
import { thresholdRows } from './recorded-rows.ts'
import { curveFinding, curveInput, curveTable, intervalWords, rangeDigits } from './threshold-view-model.ts'
import { sureWith, tenRows } from './threshold-view.test-kit.ts'

const view = tenRows()
const rows = thresholdRows(view)
const selected = rows.find((row) => row.id === 'recorded 0.8') ?? null

describe('curveInput', () => {
  const input = curveInput(view, rows, selected, false)

  it('marks the recommended threshold first, then the compared one', () => {
    expect(input.marks.slice(0, 3).map(({ kind, name, note, second }) => ({ kind, name, note, second }))).toEqual([
      { kind: 'recommended', name: '0.4', note: 'recommended', second: 'least cost, 3' },
      { kind: 'recorded', name: '0.8', note: 'by the decisions', second: 'costs 6' },
      { kind: 'recorded', name: '0.6', note: 'recorded in the run, +1', second: null },
    ])
  })

  it('says how much more the compared threshold costs', () => {
    expect(input.compared).toBe('recorded 0.8')
    expect(input.regretWords).toBe('3 more')
    expect(curveInput(view, rows, null, false).regretWords).toBeNull()
  })

  it('keeps the two kinds of uncertainty apart', () => {
    expect(input.strips.map(({ shape, value }) => [shape, value])).toEqual([
      ['box', '0.4000–0.4000'],
      ['bar', '0.3000–0.6000'],
    ])
    const unknown = { ...view, recommendation: { ...view.recommendation, indistinguishable: null } }
    expect(curveInput(unknown, rows, null, false).strips).toHaveLength(1)
    const resampled = curveInput(view, rows, null, false, sureWith([0.3, 0.6])).strips
    expect(resampled.at(-1)).toMatchObject({ shape: 'whisker', from: 0.3, to: 0.6, value: '0.3000–0.6000' })
    expect(curveInput(view, rows, null, false, null).strips.at(-1)).toMatchObject({ shape: 'whisker', value: 'being computed' })
  })

  it('describes a point of the curve by its two mistakes', () => {
    expect(input.describe(6)).toBe('Threshold 0.6\nCosts 4, 1 more than the least\n1 defaults accepted\n1 good customers refused')
  })
})

describe('intervalWords', () => {
  it('writes the interval open where it is open', () => {
    expect(intervalWords(view)).toBe('Same counts in (0.3, 0.4].')
    const low = { ...view, reading: { ...view.reading, orientation: 'low' as const } }
    expect(intervalWords(low)).toBe('Same counts in [0.3, 0.4).')
  })

  it('says how many thresholds tie', () => {
    const { recommendation } = view
    const tied = { ...view, recommendation: { ...recommendation, optimum: { ...recommendation.optimum, tied: 3 } } }
    expect(intervalWords(tied)).toBe('3 thresholds cost the same; the highest is shown. Same counts in (0.3, 0.4].')
  })

  it('shows as many digits as tell the ends apart', () => {
    const { recommendation } = view
    const optimum = { ...recommendation.optimum, interval: [0.47596329, 0.47596361] as [number, number] }
    expect(intervalWords({ ...view, recommendation: { ...recommendation, optimum } })).toBe('Same counts in (0.4759633, 0.4759636].')
  })
})

it('states the finding for those who do not see the curve', () => {
  expect(curveFinding(view, selected)).toBe(
    'Cost of each threshold. The least cost, 3 units, is at 0.4. From 0.4000–0.4000 the cost is at most 1\u202f% higher. 0.8 costs 3 more.',
  )
})

it('gives the curve as a table that opens at the recommended threshold', () => {
  const table = curveTable(view, rows)
  expect(table.opensAt).toBe(3)
  expect(table.rows[3]).toEqual(['0.4', '0', '3', '3', '0', '0.4, Recommended'])
  expect(table.rows).toHaveLength(10)
})

it('gives wide scores fewer decimals', () => {
  expect([rangeDigits(0.1, 0.9), rangeDigits(-3, 3), rangeDigits(300, 850), rangeDigits(0, 1e6)]).toEqual([4, 2, 1, 0])
})
