import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Comparison } from '../contract/comparison.ts'
import { comparisonSchema } from '../contract/comparison.ts'
import { writeDatabase, writeDirectories, writeText } from '../evidence/mlflow/store.test-kit.ts'
import type { StoreSpec } from '../evidence/mlflow/store.test-kit.ts'
import { compareRuns, listRuns } from './compare.ts'

const data = path.resolve('..', 'shared', 'data')

/** The rows of a section as "key: value | value, state". */
function section(comparison: Comparison, name: Comparison['rows'][number]['section']): string[] {
  return comparison.rows
    .filter((row) => row.section === name)
    .map((row) => `${row.key}: ${row.values.map((value) => value ?? '-').join(' | ')}, ${row.state}`)
}

const a = 'a'.repeat(32)
const b = 'b'.repeat(32)

/** Two records of one model: the second kept almost nothing. */
const spec: StoreSpec = {
  experiments: [
    { id: '4', name: 'delivery' },
    { id: '6', name: 'production' },
  ],
  runs: [
    {
      id: a,
      name: 'final_model',
      experimentId: '4',
      startTime: 1_764_582_000_000,
      params: { learning_rate: '0.0188', C: '0.10', model_type: 'LightGBM' },
      metrics: [
        { key: 'optimal_threshold', value: 0.338 },
        { key: 'auc', value: 0.1 + 0.2 },
        { key: 'loss', value: NaN },
      ],
      tags: { 'mlflow.user': 'analyst', 'mlflow.source.git.commit': 'c0ffee', n_features: '189' },
      datasets: [{ name: 'loans', digest: '0f0f', context: 'train' }],
    },
    {
      id: b,
      name: 'production_lightgbm_189features',
      experimentId: '6',
      startTime: 1_765_187_100_000,
      params: { C: '0.1' },
      metrics: [
        { key: 'auc', value: 0.3 },
        { key: 'loss', value: NaN },
      ],
    },
  ],
}

describe.each([
  ['a database of MLflow 2', (folder: string) => writeDatabase(folder, spec, 2)],
  ['a database of MLflow 3', (folder: string) => writeDatabase(folder, spec, 3)],
  ['a file store', (folder: string) => writeDirectories(folder, spec)],
])('runs of %s', (_, write) => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'compare-test-'))
    await write(folder)
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('stand side by side: equal, different or missing', async () => {
    const comparison = await compareRuns(folder, ['aaaa', b])
    expect(comparisonSchema.parse(comparison)).toEqual(comparison)
    expect(section(comparison, 'identity').slice(0, 5)).toEqual([
      'Run: final_model | production_lightgbm_189features, different',
      `Run id: ${a} | ${b}, different`,
      'Experiment: 4 delivery | 6 production, different',
      'Status: FINISHED | FINISHED, equal',
      'Started: 2025-12-01 09:40:00 UTC | 2025-12-08 09:45:00 UTC, different',
    ])
    expect(section(comparison, 'metrics')).toEqual([
      'auc: 0.30000000000000004 | 0.3, different',
      'loss: nan | nan, equal',
      'optimal_threshold: 0.338 | -, missing',
    ])
    expect(section(comparison, 'parameters')).toEqual([
      'C: 0.10 | 0.1, equal',
      'learning_rate: 0.0188 | -, missing',
      'model_type: LightGBM | -, missing',
    ])
    expect(section(comparison, 'tags')).toEqual(['n_features: 189 | -, missing'])
    expect(section(comparison, 'system-tags')).toEqual(['mlflow.source.git.commit: c0ffee | -, missing'])
    expect(section(comparison, 'datasets')).toEqual(['train: loans: 0f0f | -, missing'])
    expect(section(comparison, 'models')).toEqual([
      'Kind of model: LightGBM | LightGBM, equal',
      'Number of features: 189 | 189, equal',
    ])
    const missing = (experiment: string, id: string) =>
      `missing: file:///C:/Users/analyst/project/mlruns/${experiment}/${id}/artifacts (nothing in this folder is it)`
    expect(section(comparison, 'artifacts')).toEqual([
      'Run folder: not found | not found, equal',
      'Model file: - | -, missing',
      // Locations that differ in their own ids only are equal.
      `Artifact location: ${missing('4', a)} | ${missing('6', b)}, equal`,
    ])
    expect(comparison.ignored).toEqual(['Ended', 'mlflow.user'])
    expect(comparison.verdict).toMatchObject({ kind: 'consistent', level: 'metadata' })
    expect(comparison.verdict.evidence[4]?.claim).toBe('Supports same. Both state LightGBM, 189 features and C 0.10.')
    expect(comparison.problems).toEqual([])
    expect(comparison.derivation.files).toHaveLength(1)
  })

  it('hold the same model where they kept the same bytes', async () => {
    for (const [experiment, run] of [['4', a], ['6', b]] as const) {
      const artifacts = path.join(folder, 'mlruns', experiment, run, 'artifacts', 'model')
      await writeText(path.join(artifacts, 'model.pkl'), 'the same bytes')
      await writeText(path.join(artifacts, 'scaler.txt'), run)
      await writeText(path.join(artifacts, 'MLmodel'), 'flavors:\n  lightgbm:\n    data: model.pkl\n    model_class: lightgbm.sklearn.LGBMClassifier\n')
    }
    const comparison = await compareRuns(folder, [a, b])
    expect(comparison.verdict).toMatchObject({ kind: 'same', level: 'model-bytes' })
    // printf 'the same bytes' | sha256sum
    const sha256 = '7d95d9eeb9c191ad25da1c2014f6985c9a3094bf5065029ea0a79767f0522ce6'
    expect(section(comparison, 'artifacts')[1]).toBe(`Model file: model/model.pkl (SHA-256 ${sha256}) | model/model.pkl (SHA-256 ${sha256}), equal`)
  })

  it('are named where an id fits none or too few are asked for', async () => {
    await expect(compareRuns(folder, [a, 'c'])).rejects.toMatchObject({ problem: { kind: 'run-missing' } })
    await expect(compareRuns(folder, [a, a])).rejects.toMatchObject({ problem: { kind: 'usage' } })
  })
})

it('a run that two stores tell differently is compared by the database, and the difference is told', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'compare-test-'))
  try {
    await writeDatabase(folder, spec, 3)
    await writeDirectories(folder, spec)
    await writeText(path.join(folder, 'mlruns', '4', a, 'metrics', 'optimal_threshold'), '0 0.48 0\n')
    const comparison = await compareRuns(folder, [a, b])
    expect(section(comparison, 'metrics')[2]).toBe('optimal_threshold: 0.338 | -, missing')
    expect(comparison.problems).toMatchObject([
      {
        path: 'mlruns',
        message: 'The stores tell run final_model differently: metric optimal_threshold is 0.338 in mlflow.db, 0.48 in mlruns.',
      },
    ])
  } finally {
    await rm(folder, { recursive: true })
  }
})

// Expected values from `sqlite3 mlruns.db` (17 digits), `cat` and `sha256sum`.
describe.skipIf(!existsSync(data))('public runs (skipped where ../shared/data is absent)', () => {
  it('of churn-2x-datasets', async () => {
    const comparison = await compareRuns(path.join(data, 'churn-2x-datasets'), ['1a37ec9d', '2e79c3c8'])
    expect(section(comparison, 'metrics')).toEqual(
      expect.arrayContaining([
        'cv_mean_roc_auc: 0.8472605255420816 | 0.8472742579438155, different',
        'test_recall: 0.7994652406417112 | 0.7994652406417112, equal',
        'test_roc_auc: 0.8436177633108579 | 0.8436487638533674, different',
      ]),
    )
    expect(section(comparison, 'metrics')).toHaveLength(14)
    expect(section(comparison, 'parameters')).toHaveLength(18)
    expect(section(comparison, 'parameters').every((row) => row.endsWith(', equal'))).toBe(true)
    expect(section(comparison, 'datasets')[0]).toBe('eval: dataset: 4f9045f3 | b5a34b35, different')
    expect(section(comparison, 'artifacts').slice(0, 2)).toEqual(['Run folder: 4 files, elsewhere | 5 files, elsewhere, different', 'Model file: - | -, missing'])
    expect(comparison.verdict.kind).toBe('consistent')
  })

  it('of churn-2x-datasets that trained different kinds of model', async () => {
    const { verdict } = await compareRuns(path.join(data, 'churn-2x-datasets'), ['1a37ec9d', '2f5af451'])
    expect(verdict.kind).toBe('different')
    expect(verdict.explanation).toContain('kind of model is logistic regression in lr_training_run and XGBoost in xgb_training_run')
  })

  it('of home-credit-filestore', async () => {
    const comparison = await compareRuns(path.join(data, 'home-credit-filestore'), [
      '15836e6af241437fbdd964a7df15238c',
      '200ade7ed5884a0f95727322c76311db',
    ])
    expect(section(comparison, 'metrics')).toEqual([
      'AUC: 0.7594304318505818 | 0.737317151036034, different',
      'Accuracy: 0.7542949803495198 | 0.7115591729684666, different',
      'Score_métier: 3240.2 | 3370.8, different',
    ])
    expect(section(comparison, 'parameters')).toEqual([
      'colsample_bytree: 0.604771569275118 | 0.6175218212601564, different',
      'learning_rate: 0.027735332763298617 | 0.002781658115081716, different',
      'max_depth: 4 | 7, different',
      'n_estimators: 299 | 162, different',
      'num_leaves: 47 | 30, different',
      'subsample: 0.6712682308079673 | 0.9458428531054173, different',
    ])
    expect(section(comparison, 'artifacts')).toContain(
      'lightgbm_model/requirements.txt: SHA-256 70d40ed16cb8fd98bc9063a528b4d6f36650ae57fd979dddbd4d7a48f987429d | SHA-256 70d40ed16cb8fd98bc9063a528b4d6f36650ae57fd979dddbd4d7a48f987429d, equal',
    )
    expect(comparison.verdict).toMatchObject({ kind: 'different', level: 'metadata' })
    expect(await listRuns(path.join(data, 'home-credit-filestore'))).toHaveLength(52)
  })
})
