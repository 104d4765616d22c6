import { expect, it } from 'vitest'
import { isHyperParameter } from './hyper-parameters.ts'

it.each([
  'learning_rate', 'n_estimators', 'C', 'model__max_depth', 'class_weight', 'min_samples_split', 'random_state',
  'max_cat_threshold', 'classifier__min_samples_leaf', 'scale_pos_weight', 'early_stopping_rounds',
])('%s says how a model was trained', (key) => {
  expect(isHyperParameter(key)).toBe(true)
})

it.each([
  'threshold', 'optimal_threshold', 'cost_fn', 'data_path', 'test_size_rows', 'train_data_shape', 'model_version',
  'model_type', 'n_features', 'n_jobs', 'verbosity', 'runDate', 'description', 'eval_metric',
])('%s does not', (key) => {
  expect(isHyperParameter(key)).toBe(false)
})
