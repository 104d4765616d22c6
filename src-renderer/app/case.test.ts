import { describe, expect, it } from 'vitest'
import { emptyCase, nextCase, shown, type CaseAction, type CaseState } from './case.ts'
import { stateWith, viewWith } from '../pages/review/review-view.test-kit.ts'
import { tenRows } from '../pages/threshold/threshold-view.test-kit.ts'
import { mentionOf, scanWith, tableWith } from './scan.test-kit.ts'

const scan = scanWith({
  predictions: [tableWith('scored.parquet', 100)],
  mentions: [mentionOf('config.yaml', 21, 'cost', 'cost_fn', '10'), mentionOf('config.yaml', 22, 'cost', 'cost_fp', '1')],
})

function after(...actions: CaseAction[]): CaseState {
  return actions.reduce(nextCase, emptyCase)
}

const opened: CaseAction[] = [
  { type: 'folder-opened', folder: '/case' },
  { type: 'scan-ready', scan, at: 1 },
]

describe('the case in front of the window', () => {
  it('opens a folder on the evidence and waits for its scan', () => {
    const state = after({ type: 'folder-opened', folder: '/case' })
    expect(state).toMatchObject({ folder: '/case', page: 'evidence', scan: { status: 'loading' } })
  })

  it('assumes reading and costs from the scan, unconfirmed', () => {
    const state = after(...opened)
    expect(state.reading).toMatchObject({ reading: { path: 'scored.parquet' }, confirmed: false })
    expect(state.costs).toMatchObject({ fn: '10', fp: '1', confirmed: false })
  })

  it('confirms what a person confirms or types', () => {
    expect(after(...opened, { type: 'reading-confirmed' }).reading?.confirmed).toBe(true)
    expect(after(...opened, { type: 'costs-confirmed' }).costs).toMatchObject({ source: 'config.yaml:21–22', confirmed: true })
    expect(after(...opened, { type: 'costs-typed', fn: '5', fp: '1' }).costs).toEqual({
      fn: '5',
      fp: '1',
      source: null,
      confirmed: true,
    })
  })

  it('moves costs and all that follows from them in one step, on the table of the view only', () => {
    const view = tenRows()
    const moved = { ...view, shortThreshold: '0.7', costs: { fn: '5', fp: '1' } }
    const choices = { key: 'of 5', answer: { status: 'none' } } as const
    const shownView: CaseAction[] = [...opened, { type: 'view-ready', view }]
    const state = after(...shownView, { type: 'costs-moved', fn: '5', fp: '1', moved, judgements: { choices } })
    expect(state.costs).toEqual({ fn: '5', fp: '1', source: null, confirmed: true })
    expect(state.view).toEqual({ status: 'ready', value: { ...view, ...moved } })
    expect(state.judgements.choices).toEqual(choices)
    const other = { ...moved, recommendation: { ...moved.recommendation, sha256: 'another' } }
    expect(after(...shownView, { type: 'costs-moved', fn: '5', fp: '1', moved: other, judgements: {} }).view).toEqual({ status: 'ready', value: view })
  })

  it('has no reading to confirm while none is chosen', () => {
    expect(after({ type: 'reading-confirmed' }).reading).toBeNull()
  })

  it('forgets the table of another reading', () => {
    const failed: CaseAction = {
      type: 'table-failed',
      problem: { kind: 'column-missing', path: 'scored.parquet', message: 'm', action: 'a' },
    }
    const reading = { path: 'b.csv', label: 'y', score: 's', positive: null, negative: null, orientation: 'low' as const }
    const state = after(...opened, failed, { type: 'reading-chosen', reading, confirmed: true })
    expect(state).toMatchObject({ reading: { reading, confirmed: true }, table: { status: 'none' }, view: { status: 'none' } })
  })

  it('forgets everything of the folder before', () => {
    const state = after(...opened, { type: 'runs-chosen', runs: ['a', 'b'] }, { type: 'folder-opened', folder: '/other' })
    expect(state).toEqual({ ...emptyCase, folder: '/other', page: 'evidence', scan: { status: 'loading', previous: null } })
    expect(after(...opened, { type: 'folder-closed' })).toEqual(emptyCase)
  })

  it('goes on showing the last value while the next one loads', () => {
    expect(shown({ status: 'loading', previous: 7 })).toBe(7)
    expect(shown({ status: 'failed', problem: { kind: 'usage', path: null, message: '', action: '' } })).toBeNull()
  })

  it('forgets a baseline that is not compared any more, and keeps the other options', () => {
    const options = { baseline: 'a', tolerance: { absolute: 0.1, relative: 0 } }
    const asked = [{ type: 'runs-chosen' as const, runs: ['a', 'b'] }, { type: 'comparison-asked' as const, options }]
    expect(after(...opened, ...asked, { type: 'runs-chosen', runs: ['c', 'a'] }).comparisonOptions).toEqual(options)
    expect(after(...opened, ...asked, { type: 'runs-chosen', runs: ['b', 'c'] }).comparisonOptions).toEqual({ tolerance: options.tolerance })
    expect(after(...opened, { type: 'runs-chosen', runs: ['b', 'c'] }, { type: 'comparison-asked', options }).comparisonOptions).toEqual({ tolerance: options.tolerance })
  })

  it('closes the derivation with the page that it belongs to', () => {
    const derivation = { title: 't', query: null, formula: 'f', rows: 'r', files: [], tieRule: null }
    const state = after(...opened, { type: 'derivation-opened', derivation }, { type: 'page-opened', page: 'comparison' })
    expect(state.derivation).toBeNull()
  })

  it('lets nobody act in another review until a person is chosen', () => {
    const review = viewWith(stateWith())
    const other = viewWith(stateWith({ reviewId: 'c1d4f6a0-5f57-4c6e-9a53-0a3f0a3b6f01' }))
    const acting = after({ type: 'review-shown', review }, { type: 'actor-chosen', person: 'P2' }, { type: 'review-shown', review: { ...review, today: '2026-11-25' } })
    expect(acting.actor).toBe('P2')
    expect(nextCase(acting, { type: 'review-shown', review: other }).actor).toBeNull()
  })
})
