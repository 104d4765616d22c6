import { expect, it } from 'vitest'
import { namesThreshold } from './recorded-in-runs.ts'

it.each([
  'threshold', 'optimal_threshold', 'best_threshold', 'decision_threshold', 'bestThreshold', 'Optimal Threshold', 'cutoff',
  'cut-off', 'test/optimal_threshold', 'threshold_fbeta', 'seuil_optimal', 'best_thr',
])('%s names a decision threshold', (key) => {
  expect(namesThreshold(key)).toBe(true)
})

it.each([
  'max_cat_threshold', 'variance_threshold', 'precision_at_threshold', 'cost_at_best_threshold', 'threshold_method',
  'Multicollinearity Threshold', 'Outliers Threshold', 'n_thresholds', 'early_stopping_threshold', 'auc', 'missing_threshold',
])('%s does not', (key) => {
  expect(namesThreshold(key)).toBe(false)
})
