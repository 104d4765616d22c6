import { describe, expect, it } from 'vitest'
import { emptyCase, type CaseState } from '../../app/case.ts'
import { tenRows } from '../threshold/threshold-view.test-kit.ts'
import {
  destination,
  destinationProblem,
  exportWaitsFor,
  proposedFileName,
  railAnswerOfReport,
  reportParts,
  reportRequest,
  unconfirmed,
} from './report-state.ts'

const view = tenRows()
const scan = {
  stores: [],
  predictions: [],
  decisions: [],
  models: [],
  mentions: [],
  thresholds: [],
  files: [],
  evidenceSha256: '00',
  fileCount: 1,
  problems: [],
}
const ready: CaseState = {
  ...emptyCase,
  folder: '/evidence/case',
  scan: { status: 'ready', value: scan },
  reading: { reading: view.reading, because: 'The only table.', confirmed: false },
  costs: { fn: '3', fp: '1', source: 'config.yaml:21–22', confirmed: false },
  view: { status: 'ready', value: view },
  chosenRuns: ['a'],
}

describe('what the export waits for', () => {
  it('is said one thing at a time', () => {
    expect(exportWaitsFor(emptyCase)).toMatch(/folder/)
    expect(exportWaitsFor({ ...ready, reading: null })).toMatch(/table/)
    expect(exportWaitsFor({ ...ready, costs: { ...ready.costs, fn: '' } })).toMatch(/costs/)
    expect(exportWaitsFor({ ...ready, view: { status: 'none' } })).toMatch(/computed/)
    expect(exportWaitsFor(ready)).toBeNull()
    expect(exportWaitsFor({ ...ready, reading: null }, 'review')).toBeNull()
    expect(exportWaitsFor(emptyCase, 'review')).toMatch(/folder/)
  })
})

describe('the request', () => {
  it('asks for the table, the costs and the runs on screen', () => {
    expect(reportRequest(ready, '/out/r.pdf')).toEqual({
      folder: '/evidence/case',
      out: '/out/r.pdf',
      reading: view.reading,
      costs: { fn: '3', fp: '1' },
      runs: ['a'],
      comparison: {},
      assumed: unconfirmed(ready),
    })
    const comparisonOptions = { baseline: 'a', tolerance: { absolute: 0.001, relative: 0 } }
    expect(reportRequest({ ...ready, comparisonOptions }, '/out/r.pdf')?.comparison).toEqual(comparisonOptions)
    expect(reportRequest({ ...ready, reading: null }, '/out/r.pdf')).toBeNull()
  })
})

describe('what nobody confirmed', () => {
  it('is listed until it is confirmed', () => {
    expect(unconfirmed(ready)).toEqual([
      'prediction table scores.csv, label y, score p, assumed as the likeliest of the folder, unconfirmed',
      'positive class 1, assumed from scores.csv, unconfirmed',
      'orientation high, assumed: the folder does not state it, unconfirmed',
      'cost_fn 3 and cost_fp 1, assumed from config.yaml:21–22, unconfirmed',
    ])
    expect(railAnswerOfReport(ready)).toBe('Draft, 4 assumptions unconfirmed')
    const confirmed = { ...ready, reading: { reading: view.reading, because: '', confirmed: true }, costs: { ...ready.costs, confirmed: true } }
    expect(unconfirmed(confirmed)).toEqual([])
    expect(railAnswerOfReport(confirmed)).toBe('Draft, everything confirmed')
  })
})

describe('where the report goes', () => {
  it('has a name that says what it is', () => {
    expect(proposedFileName('/data/scoring enhanced/')).toBe('countersign-scoring-enhanced-draft.pdf')
    expect(proposedFileName('C:\\cases\\loan')).toBe('countersign-loan-draft.pdf')
    expect(proposedFileName('/data/loan', 'review')).toBe('countersign-loan-review.pdf')
  })

  it('keeps the separator of the system and adds a missing extension', () => {
    expect(destination('/home/a', 'r')).toBe('/home/a/r.pdf')
    expect(destination('/', 'r.pdf')).toBe('/r.pdf')
    expect(destination('C:\\Users\\a', 'r.PDF')).toBe('C:\\Users\\a\\r.PDF')
  })

  it('is refused where it can only fail', () => {
    expect(destinationProblem('/evidence/case', '/home/a', 'r.pdf')).toBeNull()
    expect(destinationProblem('/evidence/case', '/evidence/case-2', 'r.pdf')).toBeNull()
    expect(destinationProblem('/evidence/case', '/evidence/case/results', 'r.pdf')).toMatch(/evidence/)
    expect(destinationProblem('/evidence/case', '/evidence/case', 'r.pdf')).toMatch(/evidence/)
    expect(destinationProblem(null, '/home/a', ' .pdf')).toMatch(/name/)
    expect(destinationProblem(null, '/home/a', 'a/b.pdf')).toMatch(/file name/)
    expect(destinationProblem(null, ' ', 'r.pdf')).toMatch(/folder/)
  })
})

it('names the parts of the report with what stands in them', () => {
  const parts = new Map(reportParts(ready).map(({ title, content }) => [title, content]))
  expect(parts.get('Decision')).toBe('Threshold 0.4, cost 3 at 3\u202f:\u202f1')
  expect(parts.get('Recorded thresholds')).toBe('None was found')
})
