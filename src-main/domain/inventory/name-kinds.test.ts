import { describe, expect, it } from 'vitest'
import { noOwnNames } from '../../contract/own-names.ts'
import { isDisowned, kindOfKey, kindOfName, namesThreshold } from './name-kinds.ts'

it.each([
  'threshold', 'optimal_threshold', 'best_threshold', 'decision_threshold', 'bestThreshold', 'Optimal Threshold', 'cutoff',
  'cut-off', 'test/optimal_threshold', 'threshold_fbeta', 'seuil_optimal', 'best_thr', 'threshold2',
])('%s names a decision threshold', (key) => {
  expect(namesThreshold(key)).toBe(true)
})

it.each([
  'max_cat_threshold', 'variance_threshold', 'precision_at_threshold', 'cost_at_best_threshold', 'threshold_method',
  'Multicollinearity Threshold', 'Outliers Threshold', 'n_thresholds', 'early_stopping_threshold', 'auc', 'missing_threshold',
])('%s does not', (key) => {
  expect(namesThreshold(key)).toBe(false)
})

describe('kindOfKey', () => {
  it.each([
    ['optimal_threshold', 'threshold'], ['f_beta', 'objective'], ['cost_fn', 'cost'], ['fn_fp_ratio', 'cost'],
    // What was reached with a beta or a cost says nothing of which was asked for.
    ['f_beta_score', null], ['mean_cost_fn', null], ['max_cat_threshold', null], ['learning_rate', null],
  ])('%s states %s', (key, kind) => {
    expect(kindOfKey(key)).toBe(kind)
  })
})

describe('own names', () => {
  const own = { ...noOwnNames, threshold: ['grenzwert', 'Score Grenze'], cost: ['verlust_fn'], objective: ['f_gewicht'], notThreshold: ['psi_limit', 'alarm threshold'] }

  it.each([
    ['grenzwert', 'threshold'], ['optimalGrenzwert', 'threshold'], ['GRENZWERT-final', 'threshold'], ['score_grenze', 'threshold'],
    ['verlust_fn', 'cost'], ['f_gewicht', 'objective'], ['alarm_threshold', null],
    ['grenzwerte', null], ['grenze', null], ['verlust', null],
  ])('%s states %s, in files and in runs', (name, kind) => {
    expect(kindOfName(name, own)).toBe(kind)
    expect(kindOfKey(name, own)).toBe(kind)
  })

  it('leave the known names as they are, and disown by whole words only', () => {
    expect(kindOfName('threshold', own)).toBe('threshold')
    expect(isDisowned('max_psi_limit', own)).toBe(true)
    expect(isDisowned('psi_limits', own)).toBe(false)
  })
})
