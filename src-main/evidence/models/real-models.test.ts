import { existsSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ModelInspection } from '../../contract/model.ts'
import { readFolder } from '../folder/read-folder.ts'
import { inspectModel, looksLikeModel } from './inspect-model.ts'

const data = path.resolve('..', 'shared', 'data')

async function inspected(folder: string, name: string): Promise<ModelInspection> {
  const { files } = await readFolder(path.join(data, folder))
  const file = files.find((candidate) => candidate.path === name)
  if (file === undefined) throw new Error(`${name} is missing.`)
  return inspectModel(file)
}

/** Parameters that are null, and those that aren't. */
function stated({ parameters }: ModelInspection): { nulls: number; rest: Record<string, unknown> } {
  const entries = Object.entries(parameters)
  return { nulls: entries.filter(([, value]) => value === null).length, rest: Object.fromEntries(entries.filter(([, value]) => value !== null)) }
}

// What each file holds is stated in the README of the data, or was read from the file by Python's pickletools, grep and jq.
describe.skipIf(!existsSync(data))('inspectModel on real models (skipped where ../shared/data is absent)', () => {
  it.each<[string, string, Partial<ModelInspection>]>([
    [
      'home-credit-filestore', 'api/lightgbm_model_f.joblib',
      { format: 'joblib', formatVersion: 'protocol 4', className: 'LGBMClassifier', module: 'lightgbm.sklearn', library: 'lightgbm', libraryVersion: null, features: 624, trees: 299, objective: 'binary', classes: [0, 1], classWeighting: [] },
    ],
    ['german-credit-models', 'models/xgboost.pkl', { format: 'pickle', className: 'XGBClassifier', library: 'xgboost', features: 26, trees: 100, objective: 'binary:logistic', classes: [0, 1] }],
    ['german-credit-models', 'models/logistic_regression.pkl', { className: 'Pipeline', library: 'sklearn', libraryVersion: '1.3.0', features: 26 }],
    ['german-credit-models', 'models/decision_tree.pkl', { className: 'DecisionTreeClassifier', libraryVersion: '1.3.0', features: 26, trees: 1 }],
    ['churn-lightgbm-text', 'models/lgbm_model.txt', { format: 'lightgbm-text', formatVersion: 'v4', className: 'Booster', library: 'lightgbm', features: 12, trees: 100, objective: 'binary sigmoid:1', classWeighting: [] }],
    ['churn-lightgbm-text', 'models/preprocessor.pkl', { className: 'ColumnTransformer', formatVersion: 'protocol 5', libraryVersion: '1.5.1' }],
    [
      'loan-risk-3.x', 'deploy/artifacts/xgb_model.json',
      { format: 'xgboost-json', library: 'xgboost', libraryVersion: '3.2.0', features: 60, trees: 500, objective: 'binary:logistic', classWeighting: [{ name: 'scale_pos_weight', value: 11.4758816 }] },
    ],
    ['fraud-sqlite-2.10', 'mlruns/1/a3e0e64d6b0e4bb8a7dfeaa90cc31bdf/artifacts/model/model.xgb', { format: 'xgboost-binary', libraryVersion: '2.0', features: 29, trees: 300, objective: 'binary:logistic' }],
    ['model-gzip', 'models/model.pkl.gz', { format: 'pickle+gzip', className: 'GridSearchCV', libraryVersion: '1.8.0', features: 7 }],
    ['model-python2', 'final_project/my_classifier.pkl', { format: 'pickle', formatVersion: 'protocol 0', className: 'AdaBoostClassifier', libraryVersion: '0.18.1', features: 8, classes: [0, 1] }],
    ['hyperopt-1x', 'mlruns/1/3a2a28f0832d4c2e861b6c46e69d9e6e/artifacts/model/model.pkl', { className: 'MLPClassifier', formatVersion: 'protocol 5', libraryVersion: '0.24.1', features: 4, classes: [0, 1, 2] }],
    ['product-3.x', 'dsmodelpickl+preprocessor/ann_dnn_model.pkl', { className: 'Sequential', library: 'keras', libraryVersion: '3.10.0', features: 21 }],
    ['pycaret-filestore', 'lgbm.pkl', { format: 'joblib', className: 'Pipeline', libraryVersion: '0.23.2', features: 15 }],
    ['scoring-enhanced', 'data/processed/scaler.joblib', { className: 'StandardScaler', features: 189 }],
    ['model-lfs-pointer', 'models/model_compressed.joblib', { format: 'git-lfs-pointer', className: null, features: null }],
    ['credit-champion-filestore', 'mlruns/0/models/m-42310cd4f4d24ff6b22177b9a3365f82/artifacts/model.pkl', { className: 'GradientBoostingClassifier', trees: 300, features: 10 }],
  ])('%s/%s', async (folder, name, expected) => {
    expect(await inspected(folder, name)).toMatchObject(expected)
  })

  it('reads hyper-parameters, and tells the library defaults', async () => {
    const lightgbm = await inspected('home-credit-filestore', 'api/lightgbm_model_f.joblib')
    expect(lightgbm.parameters).toMatchObject({ num_leaves: 47, max_depth: 4, learning_rate: 0.027735332763298617, n_estimators: 299, class_weight: null })
    // 40 parameters, of which pickletools shows 34 as None.
    expect(stated(await inspected('german-credit-models', 'models/xgboost.pkl'))).toEqual({
      nulls: 34,
      rest: { n_estimators: 100, objective: 'binary:logistic', missing: 'NaN', random_state: 42, enable_categorical: false, eval_metric: 'logloss' },
    })
    expect((await inspected('loan-risk-3.x', 'deploy/artifacts/xgb_model.json')).parameters).toMatchObject({ booster: 'gbtree', base_score: 0.5 })
    expect((await inspected('model-python2', 'final_project/my_classifier.pkl')).parameters).toMatchObject({ n_estimators: 50, algorithm: 'SAMME', base_estimator__kernel: 'rbf', base_estimator__C: 78 })
    expect((await inspected('model-gzip', 'models/model.pkl.gz')).parameters).toMatchObject({ scoring: 'neg_mean_absolute_error', estimator__feature_selection__k: 10 })
  })

  it('describes dictionaries: of parameters, and one that wraps a model with two thresholds', async () => {
    expect((await inspected('home-credit-filestore', 'resultats/best_params_rf.pkl'))).toMatchObject({
      className: null,
      parameters: { n_estimators: 50, max_depth: 5, min_samples_split: 10, min_samples_leaf: 4, max_features: 'log2' },
      problems: [{ kind: 'not-stated' }],
    })
    expect((await inspected('home-credit-filestore', 'resultats/best_params_lgbm.pkl')).parameters).toMatchObject({ num_leaves: 47, n_estimators: 299 })
    expect((await inspected('home-credit-filestore', 'resultats/best_params_dummy.pkl')).parameters).toEqual({ strategy: 'constant', constant_value: 0 })
    const wrapped = await inspected('churn-predictions', 'models/best_churn_model.joblib')
    expect(wrapped.entries).toHaveLength(7)
    expect(wrapped).toMatchObject({
      className: 'Pipeline',
      features: 20,
      trees: 250,
      thresholds: [{ name: 'thresholds.medium', value: 0.4 }, { name: 'thresholds.high', value: 0.7 }],
    })
  })

  it('lists the names of the features', async () => {
    const { featureNames } = await inspected('churn-lightgbm-text', 'models/lgbm_model.txt')
    expect([featureNames.length, featureNames[0]]).toEqual([12, 'cat__Geography_France'])
    expect((await inspected('loan-risk-3.x', 'deploy/artifacts/xgb_model.json')).featureNames.slice(0, 2)).toEqual(['logfunded_amnt', 'int_rate'])
    expect((await inspected('german-credit-models', 'models/logistic_regression.pkl')).featureNames.slice(0, 2)).toEqual(['Age', 'Job'])
  })

  it('reads every model of every folder to its end and finds nothing dangerous in any', async () => {
    const { files } = await readFolder(data)
    const seen: string[] = []
    for (const file of files.filter(looksLikeModel)) {
      const { problems } = await inspectModel(file)
      seen.push(...problems.filter((problem) => !['not-stated', 'artifact-missing'].includes(problem.kind)).map((problem) => `${file.path} ${problem.kind}`))
    }
    expect(seen).toEqual([])
  })
})
