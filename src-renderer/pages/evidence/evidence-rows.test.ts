import { describe, expect, it } from 'vitest'
import { emptyCase, type CaseState } from '../../app/case.ts'
import { hashOf, mentionOf, scanWith, tableWith } from '../../app/scan.test-kit.ts'
import { evidenceAnswer, problemsOf } from './evidence-answer.ts'
import { evidenceRows } from './evidence-rows.ts'
import { fileListCsv } from './file-list.ts'

const problem = { kind: 'artifact-missing' as const, path: 'mlflow.db', message: 'No artifacts.', action: 'Copy them.' }
const store = {
  kind: 'sqlite' as const,
  path: 'mlflow.db',
  schemaRevision: '0584bdc529eb',
  experiments: { active: 1, deleted: 0 },
  runs: { active: 2, deleted: 1 },
  registeredModels: 1,
  sha256: hashOf('d'),
  problems: [problem],
}
const decisions = {
  path: 'decided.csv',
  rows: 20,
  positives: 5,
  sha256: hashOf('e'),
  score: 'pd',
  decision: 'refused',
  impliedThreshold: { above: 0.4, atMost: 0.5 },
  contradictions: 1,
}
const model = { path: '=model.pkl', format: 'pickle', className: 'Pipeline', features: 12, sha256: hashOf('f'), problems: [] }
const scan = scanWith({
  stores: [store],
  predictions: [tableWith('scored.parquet', 100), tableWith('decided.csv', 20, 0)],
  decisions: [decisions],
  models: [model],
  mentions: [mentionOf('config.yaml', 21, 'cost', 'cost_fn', '10'), mentionOf('config.yaml', 22, 'cost', 'cost_fp', '1')],
  files: [
    { path: 'scored.parquet', bytes: 2000, sha256: hashOf('a') },
    { path: 'readme.md', bytes: 30, sha256: hashOf('0') },
  ],
  problems: [problem],
  fileCount: 6,
})
const state: CaseState = {
  ...emptyCase,
  reading: {
    reading: { path: 'scored.parquet', label: 'defaulted', score: 'pd', positive: '1', negative: '0', orientation: 'high' },
    because: '',
    confirmed: false,
  },
  costs: { fn: '10', fp: '1', source: 'config.yaml:21–22', confirmed: false },
}

describe('the list of evidence', () => {
  const rows = evidenceRows(scan, state)

  it('has one row a file, grouped by kind, used ones first', () => {
    expect(rows.map((row) => [row.group, row.path, row.used])).toEqual([
      ['stores', 'mlflow.db', true],
      ['tables', 'scored.parquet', true],
      ['tables', 'decided.csv', false],
      ['models', '=model.pkl', false],
      ['mentions', 'config.yaml', true],
    ])
  })

  it('says what was read', () => {
    expect(rows.map((row) => row.read)).toEqual([
      '1 experiment, 2 runs, 1 deleted, 1 registered model',
      '100 rows, 10 positive (10.00\u202f%)',
      '20 rows, 5 flagged; cut (0.4, 0.5]; 1 row contradicts it',
      'Pipeline, 12 features; read as bytes, never run',
      '',
    ])
  })

  it('words decisions of a low-is-positive score as positive up to a cut', () => {
    const low = scanWith({ decisions: [{ ...decisions, orientation: 'low', contradictions: 0 }] })
    expect(evidenceRows(low, state)[0]?.read).toBe('20 rows, 5 flagged; positive up to a cut in [0.4, 0.5)')
  })

  it('names the decision column in each row of a table with several', () => {
    const several = scanWith({ decisions: [{ ...decisions, contradictions: 0 }, { ...decisions, decision: 'review', positives: 9, contradictions: 0 }] })
    expect(evidenceRows(several, state).map(({ read }) => read)).toEqual([
      'refused: 20 rows, 5 flagged; cut (0.4, 0.5]',
      'review: 20 rows, 9 flagged; cut (0.4, 0.5]',
    ])
  })

  it('says that a positive class is open rather than counting one', () => {
    const table = tableWith('a.csv', 100)
    const open = table.candidates.map((candidate) => ({ ...candidate, positive: null, negative: null }))
    expect(evidenceRows(scanWith({ predictions: [{ ...table, candidates: open }] }), state)[0]?.read).toBe('100 rows; the positive class has to be chosen')
  })

  it('exports every file once, disarmed for a spreadsheet', () => {
    const lines = fileListCsv(scan, rows).trimEnd().split('\r\n')
    expect(lines).toHaveLength(1 + 5 + 1)
    expect(lines).toContain(`scored.parquet,"labels, scores","100 rows, 10 positive (10.00\u202f%)",2000,${hashOf('a')},used`)
    expect(lines).toContain(`readme.md,other,hashed only,30,${hashOf('0')},not used`)
    expect(lines.some((line) => line.startsWith("'=model.pkl"))).toBe(true)
  })
})

describe('the answer to "What evidence is there?"', () => {
  it('counts a problem once', () => {
    expect(problemsOf(scan)).toEqual([problem])
  })

  it('is made from the counts', () => {
    expect(evidenceAnswer(scan, false)).toEqual({
      decisive: 'Enough to recommend a threshold, not enough to prove the model.',
      rest: 'One tracking store, one table with labels and scores, one decision table, one model file, and one file that mentions a threshold, a cost or an objective. One problem is open.',
    })
    expect(evidenceAnswer(scan, true).decisive).toContain('the same model')
  })

  it('says what is not enough', () => {
    expect(evidenceAnswer(scanWith({ predictions: [tableWith('a.csv', 10)] }), false).decisive).toContain('no runs to compare')
    expect(evidenceAnswer(scanWith({ stores: [store] }), false).decisive).toContain('not enough to recommend')
    expect(evidenceAnswer(scanWith(), false)).toEqual({
      decisive: 'Not enough to recommend a threshold or to compare runs.',
      rest: 'Nothing that Countersign reads is in this folder. No problems were found.',
    })
  })
})
