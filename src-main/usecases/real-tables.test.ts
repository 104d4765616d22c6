import { existsSync, readdirSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { fingerprintTable } from '../evidence/fingerprint/fingerprint-table.ts'
import { readFolder } from '../evidence/folder/read-folder.ts'
import { isTableName } from '../evidence/predictions/examine-table.ts'
import { readPredictionTable } from '../evidence/predictions/read-prediction-table.ts'
import { scanFolder } from './scan.ts'

const data = path.resolve('..', 'shared', 'data')

interface Expected {
  /** path: rows, label, score, positive class, its rows, of the first candidate. */
  readonly predictions?: Readonly<Record<string, readonly [number, string, string, string, number]>>
  /** path: [rows, score, decision, rows decided positive] */
  readonly decisions?: readonly (readonly [string, number, string, string, number])[]
}

/** Of every folder of the data that holds tables of rows, by its README and by counting with Python's csv module; of the others nothing is expected. */
const expectations: Readonly<Record<string, Expected>> = {
  'aequitas-groups': { predictions: { 'src/aequitas_webapp/sample_data/adult_rf_binary.csv': [9_769, 'label_value', 'score', '1', 2_352] } },
  'aml-oof-predictions': { predictions: { 'oof_predictions.csv': [51_017, 'true_label', 'oof_prob', '1', 1_640] } },
  'churn-predictions': { predictions: { 'reports/test_predictions.csv': [1_409, 'y_true', 'churn_probability', '1', 374] } },
  'credit-4models-predictions': {
    predictions: { 'reports/test_predictions.csv': [6_482, 'actual_status', 'random_forest_default_probability', 'default', 1_418] },
    decisions: [
      ['reports/test_predictions.csv', 6_482, 'logistic_regression_default_probability', 'logistic_regression_prediction', 2_076],
      ['reports/test_predictions.csv', 6_482, 'random_forest_default_probability', 'random_forest_prediction', 1_894],
      ['reports/test_predictions.csv', 6_482, 'xgboost_default_probability', 'xgboost_prediction', 1_939],
      ['reports/test_predictions.csv', 6_482, 'catboost_default_probability', 'catboost_prediction', 1_906],
    ],
  },
  'dcurves-binary': { predictions: { 'df_binary.csv': [750, 'cancer', 'cancerpredmarker', 'true', 105] } },
  'loan-3models-predictions': {
    predictions: {
      'results/lgbm_test_preds.csv': [34_974, 'y_true', 'y_prob', '1', 7_592],
      'results/nn_best_test_preds.csv': [34_974, 'y_true', 'y_prob', '1', 7_592],
    },
  },
  'scoring-backup': { decisions: [['results/interpretation/local_examples_analysis.csv', 5, 'Probability', 'Prediction', 3]] },
  'scoring-enhanced': {
    predictions: { 'results/static_model_predictions.parquet': [307_511, 'TARGET', 'PROBABILITY', '1', 24_825] },
    decisions: [
      ['results/end_user_test_predictions.csv', 10, 'probability', 'prediction', 3],
      ['results/interpretation/local_examples_analysis.csv', 5, 'Probability', 'Prediction', 3],
      ['results/submission.csv', 48_744, 'TARGET', 'PREDICTION', 22_173],
    ],
  },
}

/** Size and times of every entry of a folder, whatever its kind. */
async function stateOf(folder: string): Promise<string[]> {
  const names = (await readdir(folder, { recursive: true })).toSorted()
  return Promise.all(
    names.map(async (name) => {
      const { size, mtimeNs, ctimeNs, mode } = await stat(path.join(folder, name), { bigint: true })
      return [name, size, mtimeNs, ctimeNs, mode].join(' ')
    }),
  )
}

const folders = existsSync(data) ? readdirSync(data, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name) : []

describe.skipIf(folders.length === 0)('every folder of real data (skipped where ../shared/data is absent)', () => {
  it.each(folders)('%s: its tables are found, and it is left as it was', { timeout: 120_000 }, async (name) => {
    const folder = path.join(data, name)
    const before = [await stateOf(folder), (await readFolder(folder)).evidenceSha256]

    const scan = await scanFolder(folder)
    const { predictions = {}, decisions = [] } = expectations[name] ?? {}
    expect(
      Object.fromEntries(
        scan.predictions.map((table) => {
          const [first] = table.candidates
          return [table.path, [table.rows, first?.label, first?.score, first?.positive, first?.positives]]
        }),
      ),
    ).toEqual(predictions)
    expect(scan.decisions.map((found) => [found.path, found.rows, found.score, found.decision, found.positives])).toEqual(decisions)
    for (const table of scan.predictions) {
      for (const { label, score, positive, negative, positives } of table.candidates) {
        const reading = { path: table.path, label, score, positive, negative, orientation: 'high' } as const
        const read = await readPredictionTable(path.join(folder, table.path), reading, {})
        expect(read.rows.positives.length, `${label}, ${score}`).toBe(positives)
        expect(read.rowCount).toBe(table.rows)
      }
    }
    for (const file of scan.files.filter((each) => isTableName(each.path) && each.bytes > 0)) {
      expect((await fingerprintTable(path.join(folder, file.path))).sha256).toBe(file.sha256)
    }

    expect([await stateOf(folder), (await readFolder(folder)).evidenceSha256]).toEqual(before)
  })
})
