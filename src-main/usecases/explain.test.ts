import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Mention, Scan } from '../contract/scan.ts'
import { explainTable } from '../domain/forensics/explain-table.ts'
import { prepareCuts } from '../domain/threshold/cut-table.ts'
import { explainRecorded } from './explain.ts'
import type { ExplainParts } from './explain.ts'

/*
 * Ten rows, best at 2 : 1 at 0.6 (cost 1): scores .9+ .8+ .7- .6+ .5- .4- .3- .2- .1- .05-.
 */
const cuts = prepareCuts(
  { positives: Float64Array.from([0.6, 0.8, 0.9]), negatives: Float64Array.from([0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.7]) },
  'high',
)
const reading = { path: 'scores.csv', label: 'y', score: 'p', positive: '1', negative: '0', orientation: 'high' } as const

const mention = (path: string, line: number, kind: Mention['kind'], name: string, printed: string): Mention => ({
  path, line, kind, name, value: Number(printed), printed, text: `${name}: ${printed}`, sha256: 'a',
})
const scanWith = (mentions: Mention[], files: string[] = []): Scan => ({
  stores: [], predictions: [], decisions: [], models: [], mentions, thresholds: [],
  files: files.map((path) => ({ path, bytes: 100, sha256: 'a' })), evidenceSha256: '0', fileCount: files.length, problems: [],
})
const analysis: ExplainParts['analysis'] = {
  explain: (_folder, asked, question) =>
    Promise.resolve(explainTable({ ...question, cuts, reading: asked, rowCount: 10, sha256: 'hash', query: 'SELECT' })),
  recommend: () => Promise.reject(new Error('not asked for')),
}

describe('explaining a recorded threshold', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'countersign-test-explain-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const write = (path: string, text: string) => {
    mkdirSync(join(folder, path, '..'), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const explain = (recorded: string, scan: Scan | null, costs: { fn: string; fp: string } | null = null) =>
    explainRecorded({ folder, reading, recorded: { printed: recorded, implied: null }, costs, against: [], claim: null }, scan, { analysis })

  it('takes the costs that the folder states once each, and says so', async () => {
    const scan = scanWith([mention('config.yaml', 3, 'cost', 'cost_fn', '2'), mention('config.yaml', 4, 'cost', 'cost_fp', '1')])
    const result = await explain('0.6', scan)
    expect(result.costs).toEqual({ fn: '2', fp: '1' })
    expect(result.assumed).toEqual([
      'cost_fn 2, assumed from config.yaml:3, unconfirmed',
      'cost_fp 1, assumed from config.yaml:4, unconfirmed',
    ])
    expect([result.optimum?.threshold, result.optimum?.cost, result.regret]).toEqual([0.6, 1, 0])
  })

  it('takes what a run was given as corroboration, not what it measured', async () => {
    // F1 is best at 0.6: 3 of 4 flagged are positive and none is missed, 6/7; the next best is 0.8 with 4/5.
    const stated = (name: string, origin: 'parameter' | 'metric') => ({
      kind: 'objective' as const, name, value: 1, printed: '1', origin, source: `run r, ${origin} ${name}`, path: 'mlruns', run: { id: 'r', name: 'r' }, sha256: 'a',
    })
    const scan = { ...scanWith([]), runMentions: [stated('f_beta', 'parameter'), stated('fbeta', 'metric')] }
    const [first] = (await explain('0.6', scan)).explanations.filter(({ kind }) => kind === 'f-beta')
    expect(first).toMatchObject({ verdict: 'reproduces', corroboration: [{ path: 'mlruns', line: null, text: 'run r, parameter f_beta 1' }] })
  })

  it('leaves costs open where the folder states several, and answers the rest', async () => {
    const scan = scanWith([mention('a.yaml', 1, 'cost', 'cost_fn', '2'), mention('b.yaml', 1, 'cost', 'cost_fn', '5'), mention('a.yaml', 2, 'cost', 'cost_fp', '1')])
    const result = await explain('0.6', scan)
    expect([result.costs, result.optimum, result.regret, result.breakEven, result.assumed]).toEqual([null, null, null, null, []])
    expect(result.explanations.filter(({ kind }) => kind === 'grid-step').every(({ verdict }) => verdict === 'cannot-tell')).toBe(true)
    expect(result.explanations.find(({ kind }) => kind === 'cost-ratio')?.verdict).toBe('reproduces')
  })

  it('goes without a folder', async () => {
    const result = await explain('0.6', null, { fn: '2', fp: '1' })
    expect(result.explanations.every(({ corroboration }) => corroboration.length === 0)).toBe(true)
  })

  it('reads what notes, results and lists of runs say', async () => {
    write('note.md', '# Threshold\n| threshold | FN | FP |\n|---|---|---|\n| 0.7 | 1 | 1 |\nFound on a coarser grid (0.05 steps).\n')
    write('results.csv', 'model,cv_threshold,cv_tp,test_threshold,test_tp\nA,0.7,40,0.7,2\n')
    write('runs.csv', 'experiment,run_name\nyouden_search,first\n')
    const scan = scanWith([mention('note.md', 4, 'threshold', 'threshold', '0.7')], ['results.csv', 'runs.csv'])
    const result = await explain('0.7', scan, { fn: '2', fp: '1' })
    const other = result.explanations.find(({ kind }) => kind === 'other-data')
    // At 0.7 this table has TP 2: the test's count, not the 40 of the cross-validation.
    expect(other?.verdict).toBe('cannot-tell')
    expect(other?.because).toContain('true positives 40 (here 2)')
    expect(result.explanations.find(({ id }) => id === 'grid-step 0.05')?.corroboration).toContainEqual({
      path: 'note.md', line: 5, text: 'Found on a coarser grid (0.05 steps).',
    })
    expect(result.explanations.find(({ kind }) => kind === 'youden')?.corroboration).toContainEqual({ path: 'runs.csv', line: 2, text: 'experiment youden_search' })
    expect(result.actions.some(({ verb, path }) => verb === 'correct' && path === 'note.md')).toBe(true)
  })

  it('reads the object of a JSON file that states the value', async () => {
    write('summary.json', JSON.stringify({ model: 'A', test: { threshold: 0.6, tp: 3, recall: 1 }, other: { threshold: 0.2, tp: 9 } }))
    const result = await explain('0.6', scanWith([mention('summary.json', 1, 'threshold', 'threshold', '0.6')]), { fn: '2', fp: '1' })
    expect(result.explanations.find(({ kind }) => kind === 'other-data')?.verdict).toBe('refuted')
  })

  it('refuses a recorded value that is no number', async () => {
    await expect(explain('about half', null)).rejects.toThrow('"about half" is not a decimal number.')
  })
})
