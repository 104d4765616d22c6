import { describe, expect, it } from 'vitest'
import { featuresInName, modelFamily, statesFamily, statesFeatures } from './model-family.ts'

describe('the kind of model that a text names', () => {
  it.each([
    ['LightGBM', 'LightGBM'],
    ['lightgbm.sklearn.LGBMClassifier', 'LightGBM'],
    ['production_lightgbm_189features', 'LightGBM'],
    ['light_gbm', 'LightGBM'],
    ['xgboost.sklearn.XGBClassifier', 'XGBoost'],
    ['XGBoost', 'XGBoost'],
    ['xgb_training_run', 'XGBoost'],
    ['CatBoostClassifier', 'CatBoost'],
    ['AdaBoostClassifier', 'AdaBoost'],
    ['sklearn.linear_model._logistic.LogisticRegression', 'logistic regression'],
    ['lr', 'logistic regression'],
    ['RandomForestClassifier', 'random forest'],
    ['HistGradientBoostingClassifier', 'histogram gradient boosting'],
    ['GradientBoostingClassifier', 'gradient boosting'],
    ['gbm', 'gradient boosting'],
    ['DecisionTreeClassifier', 'decision tree'],
    ['SVC', 'support vector machine'],
    ['GaussianNB', 'naive Bayes'],
    ['MLPClassifier', 'neural network'],
  ])('%s: %s', (text, family) => {
    expect(modelFamily(text)).toBe(family)
  })

  it.each(['credit_scoring_model', 'lightgbm_vs_xgboost', '', 'final_model_application', 'FraudDetectionModel'])(
    '%s: none',
    (text) => {
      expect(modelFamily(text)).toBeNull()
    },
  )
})

describe('the number of features', () => {
  it('is read from the name of a run', () => {
    expect(featuresInName('production_lightgbm_189features')).toBe('189')
    expect(featuresInName('lgbm-24 vars')).toBe('24')
    expect(featuresInName('features_189')).toBeNull()
    expect(featuresInName('0.5features')).toBeNull()
  })

  it('is stated by keys that name it, not by hyper-parameters about features', () => {
    for (const key of ['n_features', 'num_features', 'n_features_in_', 'feature_count', 'number_of_features']) {
      expect(statesFeatures(key)).toBe(true)
    }
    for (const key of ['max_features', 'feature_fraction', 'new_features', 'features']) expect(statesFeatures(key)).toBe(false)
  })
})

it('tells keys that name the kind of model', () => {
  for (const key of ['model_type', 'Model', 'estimator_name', 'algorithm']) expect(statesFamily(key)).toBe(true)
  for (const key of ['model_version', 'model_stage', 'boosting_type']) expect(statesFamily(key)).toBe(false)
})
