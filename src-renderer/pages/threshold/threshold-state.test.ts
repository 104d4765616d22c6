import { describe, expect, it } from 'vitest'
import type { Choices } from '../../../src-main/contract/choices.ts'
import { emptyCase, type CaseState } from '../../app/case.ts'
import { railAnswerOfThreshold, waitingWords } from './threshold-state.ts'
import { tenRows } from './threshold-view.test-kit.ts'

const problem = { kind: 'one-class-only' as const, path: 'scores.csv', message: 'One class.', action: 'Choose another.' }
const candidate = { label: 'y', score: 'p', positives: 4, positive: '1', negative: '0', scoreRange: [0, 1] as [number, number], reason: '' }
const scanWith = (tables: number): CaseState['scan'] => ({
  status: 'ready',
  value: {
    stores: [],
    predictions: Array.from({ length: tables }, (_, index) => ({
      path: `scores-${index}.csv`,
      rows: 10,
      sha256: '00',
      columns: [],
      candidates: [candidate],
    })),
    decisions: [],
    models: [],
    mentions: [],
    thresholds: [],
    files: [],
    evidenceSha256: '00',
    fileCount: 0,
    problems: [],
  },
})
const view = tenRows()
const read: CaseState = {
  ...emptyCase,
  scan: scanWith(1),
  reading: { reading: view.reading, because: '', confirmed: true },
  table: { status: 'loading', previous: null },
  costs: { fn: '3', fp: '1', source: null, confirmed: true },
}

describe('the place of the answer while there is none', () => {
  it.each([
    ['reading the folder', { ...emptyCase, scan: { status: 'loading', previous: null } as const }, /folder is being read/],
    ['no table', { ...emptyCase, scan: scanWith(0) }, /none was found/],
    ['several tables', { ...emptyCase, scan: scanWith(2) }, /2 tables/],
    ['a table that fails', { ...read, table: { status: 'failed', problem } as const }, /could not be read/],
    ['no costs', { ...read, costs: { ...read.costs, fn: '' } }, /what the two mistakes cost/],
    ['reading the table', read, /predictions are being read/],
    ['a view that fails', { ...read, view: { status: 'failed', problem } as const }, /could not be computed/],
  ])('says what is missing: %s', (_, state, words) => {
    expect(waitingWords(state).rest).toMatch(words)
  })
})

describe('the rail', () => {
  it('shows the threshold, or why there is none', () => {
    expect(railAnswerOfThreshold({ ...read, view: { status: 'ready', value: view } })).toBe('0.4')
    expect(railAnswerOfThreshold({ ...read, view: { status: 'failed', problem } })).toBe('Could not be computed')
    expect(railAnswerOfThreshold({ ...emptyCase, scan: scanWith(2) })).toBe('No table is chosen')
    expect(railAnswerOfThreshold({ ...emptyCase, scan: scanWith(0) })).toBe('No table with scores')
    expect(railAnswerOfThreshold({ ...read, costs: { ...read.costs, fp: '' } })).toBe('Costs are not stated')
    expect(railAnswerOfThreshold(emptyCase)).toBeNull()
  })

  it('shows the threshold under all that the bank chose, as the page answers', () => {
    const limited: CaseState = { ...read, view: { status: 'ready', value: view }, choices: { ...read.choices, recall: '90' } }
    const answered = (recommended: { cut: { threshold: number | null }; digits: string } | null): CaseState => ({
      ...limited,
      // Only the threshold matters here.
      judgements: { ...limited.judgements, choices: { key: 'asked', answer: { status: 'ready', value: { recommended } as Choices } } },
    })
    expect(railAnswerOfThreshold(limited)).toBe('0.4 for the two costs alone')
    expect(railAnswerOfThreshold(answered({ cut: { threshold: 0.2503 }, digits: '0.25' }))).toBe('0.25')
    expect(railAnswerOfThreshold(answered({ cut: { threshold: view.recommendation.optimum.threshold }, digits: '0.4' }))).toBe('0.4')
    expect(railAnswerOfThreshold(answered({ cut: { threshold: null }, digits: 'none' }))).toBe('Refuse nobody')
    expect(railAnswerOfThreshold(answered(null))).toBe('The limits cannot be met')
  })
})
