import { describe, expect, it } from 'vitest'
import { defaultIgnoreList } from '../../contract/comparison.ts'
import { canonicalValue } from './canonical-value.ts'
import { withoutIgnored } from './ignore-list.ts'
import { judgeRows } from './judge-rows.ts'
import { noTolerance } from './numeric-difference.ts'
import type { StatedRow } from './stated-row.ts'
import { unfoldRows } from './unfold-rows.ts'

function row(section: StatedRow['section'], key: string, ...texts: (string | null)[]): StatedRow {
  return { section, key, values: texts.map((text) => (text === null ? null : { text, canonical: canonicalValue(text) })) }
}
const exact = { baseline: 0, tolerance: noTolerance }

describe('judging rows', () => {
  it('0.10 equals 0.1; missing is neither equal nor different', () => {
    const rows = judgeRows([row('parameters', 'C', '0.10', '0.1'), row('parameters', 'C', '1', null), row('parameters', 'C', '1', null, '2')], exact)
    expect(rows.map(({ state }) => state)).toEqual(['equal', 'missing', 'missing'])
  })

  it('deltas are taken from the baseline, of numbers only', () => {
    const [metric, text, id] = judgeRows(
      [row('metrics', 'auc', '0.7', '0.8', null, 'nan'), row('parameters', 'solver', 'lbfgs', 'saga'), row('identity', 'Run id', '12', '13')],
      { baseline: 1, tolerance: noTolerance },
    )
    expect(metric?.deltas).toEqual([-0.1, 0, null, null])
    expect(text).not.toHaveProperty('deltas')
    expect(id).not.toHaveProperty('deltas')
  })

  it('a tolerance makes equal what it covers and says so; what is missing stays missing', () => {
    const tolerance = { absolute: 0.01, relative: 0 }
    const rows = judgeRows([row('metrics', 'auc', '0.8', '0.805'), row('metrics', 'f1', '0.8', '0.9'), row('metrics', 'ks', '0.8', null)], { baseline: 0, tolerance })
    expect(rows.map(({ state, withinTolerance }) => [state, withinTolerance])).toEqual([['equal', true], ['different', undefined], ['missing', undefined]])
  })
})

describe('unfolding', () => {
  it('makes a row of each key of a dictionary, compared as numbers where they are', () => {
    const rows = unfoldRows([row('parameters', 'model', "{'C': 0.10, 'penalty': 'l2'}", '{"C": 0.1, "tol": {"abs": 1}}')])
    expect(judgeRows(rows, exact).map(({ key, values, state }) => [key, values, state])).toEqual([
      ['model.C', ['0.10', '0.1'], 'equal'],
      ['model.penalty', ['l2', null], 'missing'],
      ['model.tol.abs', [null, '1'], 'missing'],
    ])
  })

  it('leaves a row whole where a run has no dictionary there, and all sections but parameters and tags', () => {
    const whole = [row('parameters', 'model', '{"C": 1}', 'auto'), row('artifacts', 'x', '{"C": 1}', '{"C": 1}'), row('tags', 't', null, null)]
    expect(unfoldRows(whole).slice(0, 2)).toEqual(whole.slice(0, 2))
  })
})

describe('the ignore list', () => {
  const rows = [
    row('identity', 'Ended'), row('identity', 'Run id'), row('system-tags', 'mlflow.user'), row('system-tags', 'mlflow.source.git.commit'),
    row('parameters', 'output_dir'), row('parameters', 'Run_ID'), row('metrics', 'fit_time'), row('parameters', 'max_depth'),
  ]
  const left = (presets: (typeof defaultIgnoreList)['presets'], keys: string[] = []) => withoutIgnored(rows, { presets, keys }).ignored

  it('leaves out bookkeeping where nothing is said', () => {
    expect(withoutIgnored(rows, defaultIgnoreList).ignored).toEqual(['Ended', 'mlflow.user'])
  })

  it.each([
    ['times', ['Ended', 'fit_time']],
    ['system-tags', ['mlflow.user']],
    ['paths', ['output_dir']],
    ['random-ids', ['Run_ID']],
  ] as const)('%s', (preset, expected) => {
    expect(left([preset])).toEqual(expected)
  })

  it('takes keys of the user, with * for any text', () => {
    expect(left([], ['max_*', '*.git.*', 'm*h'])).toEqual(['max_depth', 'mlflow.source.git.commit'])
    expect(withoutIgnored(rows, { presets: [], keys: ['*'] }).shown).toEqual([])
    expect(left([], ['depth', 'max_depthx*'])).toEqual([])
  })
})
