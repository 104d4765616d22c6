import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findDecisions } from '../decisions/find-decisions.ts'
import { describeTable, examineTable, isTableName } from './examine-table.ts'
import { realData, tableFolder } from './tables.test-kit.ts'

const folder = tableFolder()

/** A column of `count` rows by a formula, as CSV cells. */
const csv = (header: string, count: number, row: (index: number) => (string | number)[]) =>
  [header, ...Array.from({ length: count }, (_, index) => row(index).join(','))].join('\n')

describe('describeTable', () => {
  it('offers label and score with exact rows and positives', async () => {
    const file = folder.write('plain.csv', csv('id,age,outcome,score', 100, (i) => [i, 20 + (i % 50), i % 4 === 0 ? 1 : 0, (i % 97) / 97]))
    expect(await describeTable(file, { path: 'plain.csv' })).toMatchObject({
      path: 'plain.csv',
      rows: 100,
      columns: [{ name: 'id', type: 'BIGINT' }, { name: 'age' }, { name: 'outcome' }, { name: 'score', type: 'DOUBLE' }],
      candidates: [{ label: 'outcome', score: 'score', positives: 25, positive: '1', negative: '0', scoreRange: [0, 96 / 97] }],
    })
  })

  it('sees labels that only change after the rows of its sample', async () => {
    const file = await folder.parquet('sorted.parquet', 'select case when range < 30000 then 0 else 1 end as y_true, (range % 1000) / 1000 as prob from range(30007)')
    expect(await describeTable(file)).toMatchObject({ rows: 30_007, candidates: [{ label: 'y_true', score: 'prob', positives: 7 }] })
  })

  it('does not take a third label that comes late for two', async () => {
    const file = await folder.parquet('third.parquet', `select case when range = 29000 then 2 else range % 2 end as y_true, (range % 1000) / 1000 as prob from range(30000)`)
    expect(await describeTable(file)).toMatchObject({ candidates: [{ label: 'y_true', positive: null, labels: [{}, {}, {}] }] })
  })

  it('puts the pair first whose names agree, then what separates better', async () => {
    const file = folder.write('pairs.csv', csv('churn,dead,churn_score,other_score', 200, (i) => [i % 2, (i >> 1) % 2, ((i * 7) % 100) / 100 + (i % 2), ((i * 13) % 101) / 50]))
    expect((await describeTable(file))?.candidates[0]).toMatchObject({ label: 'churn', score: 'churn_score' })
  })

  it('leaves the positive class open where the labels do not say it', async () => {
    const file = folder.write('open.csv', csv('label,score', 30, (i) => [i % 3 === 0 ? 'blue' : 'red', i / 30]))
    expect((await describeTable(file))?.candidates).toMatchObject([{ positive: null, negative: null, positives: 10 }])
  })

  it.each([
    ['a summary of models', csv('model,roc_auc,threshold,label', 20, (i) => [`m${i}`, i / 20, i / 40, i % 2])],
    ['importances', csv('feature,importance', 20, (i) => [`f${i}`, i / 20])],
    ['features without score', csv('target,age,income', 50, (i) => [i % 2, 20 + i, 1000 * i])],
    ['a score without label', csv('id,score', 50, (i) => [i, i / 50])],
  ])('says no to %s', async (name, content) => {
    expect(await examineTable(folder.write(`${name}.csv`, content))).toEqual({ predictions: null, decisions: [] })
  })
})

describe('labels of three values or more', () => {
  it('are offered with all of them, and nothing is chosen', async () => {
    const rows = Array.from({ length: 60 }, (_, index) => `${['good', 'bad', 'open'][index % 3] ?? ''},0.${index + 10}`)
    const [candidate] = (await describeTable(folder.write('several.csv', `outcome,score\n${rows.join('\n')}\n`)))?.candidates ?? []
    expect(candidate).toMatchObject({
      label: 'outcome', score: 'score', positive: null, negative: null, auc: null, suggestedOrientation: null,
      labels: [{ label: 'bad', rows: 20 }, { label: 'good', rows: 20 }, { label: 'open', rows: 20 }],
      warnings: [expect.stringContaining('choose the positive and the negative one')],
    })
  })
})

describe('candidates', () => {
  it('show examples as they stand, both labels, and what the rows say of the direction', async () => {
    const file = folder.write('shown.csv', csv('churn;score', 200, (i) => [`${i % 4 === 0 ? 'yes' : 'no'};0,${String((i * 7) % 100).padStart(2, '0')}${i % 4 === 0 ? 9 : 1}`]))
    const [candidate] = (await describeTable(file))?.candidates ?? []
    expect(candidate).toMatchObject({
      examples: ['0,009', '0,071', '0,141', '0,211', '0,289'],
      labels: [{ label: 'no', rows: 150 }, { label: 'yes', rows: 50 }],
      positive: 'yes',
    })
  })

  // 40 rows, 10 positive with the 10 highest (lowest) of 40 scores: AUC 1 (0); three standard errors are 0.317.
  it.each([
    ['high', 1, (i: number) => (i >= 30 ? 'yes' : 'no'), 'separates the labels all but perfectly'],
    ['low', 0, (i: number) => (i < 10 ? 'yes' : 'no'), 'Low values of score go with yes (AUC 0.000 on 40 rows)'],
  ])('propose the direction %s and say so', async (orientation, auc, label, warning) => {
    const file = folder.write(`${orientation}.csv`, csv('churn,score', 40, (i) => [label(i), (i + 0.5) / 40]))
    const [candidate] = (await describeTable(file))?.candidates ?? []
    expect(candidate).toMatchObject({ suggestedOrientation: orientation, auc })
    expect(candidate?.warnings?.join(' ')).toContain(warning)
  })

  it('propose no direction where the class is open or the rows say nothing', async () => {
    const open = folder.write('undirected.csv', csv('label,score', 40, (i) => [i < 20 ? 'blue' : 'red', i / 40]))
    expect((await describeTable(open))?.candidates[0]).toMatchObject({ suggestedOrientation: null, auc: null, warnings: [expect.stringContaining('blue or red'), expect.any(String)] })
    const vague = folder.write('vague.csv', csv('label,score', 40, (i) => [i % 2, i / 40]))
    expect((await describeTable(vague))?.candidates[0]).toMatchObject({ suggestedOrientation: null, auc: 0.525, warnings: [expect.stringContaining('hardly orders')] })
  })

  it('warn of a feature that looks like a label, and rank it lower', async () => {
    const file = folder.write('feature.csv', csv('previous_default,actual,score', 100, (i) => [i % 2, i % 3 === 0 ? 1 : 0, ((i * 37) % 100) / 100]))
    const { candidates } = (await describeTable(file)) ?? { candidates: [] }
    expect(candidates.map(({ label }) => label)).toEqual(['actual', 'previous_default'])
    expect(candidates[1]?.warnings).toContain('previous_default may be a feature: actual is named like the label.')
  })

  it.each([
    ['percent', (i: number) => i, 'goes up to 99: perhaps percentages or points'],
    ['scorecard', (i: number) => 300 + 5 * i, 'goes from 300 to 795: no probabilities'],
    ['decided', (i: number) => i % 2, 'holds 0 and 1 only: a decision, not a score'],
  ])('warn of a score that is no share: %s', async (name, score, warning) => {
    const file = folder.write(`${name}.csv`, csv('label,score', 100, (i) => [i >= 60 ? 1 : 0, score(i)]))
    expect((await describeTable(file))?.candidates[0]?.warnings?.join(' ')).toContain(warning)
  })
})

describe('a file without a header', () => {
  it('is suspected where the names of the columns are numbers', async () => {
    const file = folder.write('bare.csv', csv('1,0.25', 100, (i) => [i % 4 === 0 ? 1 : 0, ((i * 37) % 100) / 100]))
    expect((await describeTable(file))?.candidates[0]?.warnings?.[0]).toContain('the file may have no header')
  })
})

describe('findDecisions', () => {
  it('finds decisions that are positive up to a cut', async () => {
    const file = folder.write('low.csv', csv('id,score,reject', 100, (i) => [i, 300 + i, i <= 39 ? 'yes' : 'no']))
    expect(await findDecisions(file)).toMatchObject([{ decision: 'reject', orientation: 'low', positives: 40, impliedThreshold: { above: 339, atMost: 340 }, contradictions: 0 }])
    const wrong = folder.write('low-wrong.csv', csv('id,score,decision', 200, (i) => [i, 300 + i, i <= 39 || i === 150 ? 'yes' : 'no']))
    expect(await findDecisions(wrong)).toMatchObject([{ orientation: 'low', impliedThreshold: { above: 339, atMost: 340 }, contradictions: 1 }])
  })

  it('gives the half-open interval of thresholds, and no prediction table', async () => {
    const file = folder.write('decided.csv', csv('id,target,prediction', 100, (i) => [i, i / 100 + 0.005, i >= 40 ? 1 : 0]))
    expect(await examineTable(file, { path: 'decided.csv' })).toMatchObject({
      predictions: null,
      decisions: [
        { path: 'decided.csv', rows: 100, positives: 60, score: 'target', decision: 'prediction', impliedThreshold: { above: 0.395, atMost: 0.405 }, contradictions: 0 },
      ],
    })
  })

  it('allows one contradicting row in a hundred, not more', async () => {
    const table = (wrong: number) => csv('score,decision', 100, (i) => [i / 100, (i >= 50) !== (i < wrong) ? 'yes' : 'no'])
    expect(await findDecisions(folder.write('one-wrong.csv', table(1)))).toMatchObject([{ contradictions: 1, positives: 51, impliedThreshold: { above: 0.49, atMost: 0.5 } }])
    expect(await findDecisions(folder.write('two-wrong.csv', table(2)))).toEqual([])
  })

  it('leaves a label alone that a score separates without fault', async () => {
    const file = folder.write('perfect.csv', csv('churn,score', 100, (i) => [i >= 50 ? 1 : 0, i / 100]))
    expect(await examineTable(file)).toMatchObject({ predictions: { candidates: [{ label: 'churn', positives: 50 }] }, decisions: [] })
  })

  it('reads labels, scores and decisions of one table', async () => {
    const file = folder.write('all.csv', csv('y_true,score,y_pred', 100, (i) => [i % 3 === 0 ? 1 : 0, i / 100, i >= 30 ? 1 : 0]))
    expect(await examineTable(file)).toMatchObject({
      predictions: { candidates: [{ label: 'y_true', score: 'score', positives: 34 }] },
      decisions: [{ decision: 'y_pred', impliedThreshold: { above: 0.29, atMost: 0.3 } }],
    })
  })
})

it('tables are known by the end of their name', () => {
  expect(['a.parquet', 'A.CSV', 'b.tsv.gz', 'c.jsonl'].every(isTableName)).toBe(true)
  expect(['a.json', 'csv', 'model.pkl', 'a.csv.bak'].some(isTableName)).toBe(false)
})

describe.skipIf(!existsSync(realData))('real tables (skipped where ../shared/data is absent)', () => {
  // Rows and positives as counted by awk, or as the README of the data states them; cuts are the highest no and lowest yes by awk.
  it.each([
    ['scoring-enhanced/results/static_model_predictions.parquet', 307_511, 'TARGET', 'PROBABILITY', 24_825],
    ['loan-3models-predictions/results/lgbm_test_preds.csv', 34_974, 'y_true', 'y_prob', 7_592],
    ['aml-oof-predictions/oof_predictions.csv', 51_017, 'true_label', 'oof_prob', 1_640],
    ['churn-predictions/reports/test_predictions.csv', 1_409, 'y_true', 'churn_probability', 374],
    ['dcurves-binary/df_binary.csv', 750, 'cancer', 'cancerpredmarker', 105],
    ['aequitas-groups/src/aequitas_webapp/sample_data/adult_rf_binary.csv', 9_769, 'label_value', 'score', 2_352],
  ])('%s is a prediction table', async (path, rows, label, score, positives) => {
    const { predictions, decisions } = await examineTable(join(realData, path))
    expect(predictions).toMatchObject({ rows })
    expect(predictions?.candidates[0]).toMatchObject({ label, score, positives, suggestedOrientation: path.startsWith('aequitas') ? 'low' : 'high' })
    expect(decisions).toEqual([])
  })

  it('a score that is only a decision is offered with that warning', async () => {
    const { predictions } = await examineTable(join(realData, 'aequitas-groups/src/aequitas_webapp/sample_data/adult_rf_binary.csv'))
    expect(predictions?.candidates[0]?.warnings?.[0]).toBe('score holds 0 and 1 only: a decision, not a score. No other threshold can be tried on it.')
    expect(predictions?.candidates[0]?.examples).toEqual(['1.0', '0.0'])
    // By awk: of the positives 784 have 1.0 and 1,568 have 0.0, of the negatives 6,711 and 706.
    expect(predictions?.candidates[0]?.auc).toBeCloseTo((784 * 706 + (784 * 6711 + 1568 * 706) / 2) / (2352 * 7417), 12)
  })

  it('four models in one table: four scores, four decisions', async () => {
    const { predictions, decisions } = await examineTable(join(realData, 'credit-4models-predictions/reports/test_predictions.csv'))
    const models = ['catboost', 'logistic_regression', 'random_forest', 'xgboost']
    const first = predictions?.candidates.slice(0, 4) ?? []
    expect(first.map(({ score }) => score).toSorted()).toEqual(models.map((model) => `${model}_default_probability`))
    for (const candidate of first) {
      expect(candidate).toMatchObject({ label: 'actual_status', positive: 'default', negative: 'non_default', positives: 1_418 })
    }
    expect(decisions.map(({ score, decision }) => [score, decision]).toSorted()).toEqual(
      models.map((model) => [`${model}_default_probability`, `${model}_prediction`]),
    )
  })

  it.each([
    ['scoring-enhanced/results/submission.csv', 'TARGET', 'PREDICTION', 48_744, 22_173, 0.33826157532995615, 0.33827299664429217],
    ['scoring-enhanced/results/end_user_test_predictions.csv', 'probability', 'prediction', 10, 3, 0.42423824186316145, 0.9184344473213342],
  ])('%s is a decision table', async (path, score, decision, rows, positives, above, atMost) => {
    const { predictions, decisions } = await examineTable(join(realData, path))
    expect(predictions).toBeNull()
    expect(decisions).toMatchObject([{ score, decision, rows, positives, impliedThreshold: { above, atMost }, contradictions: 0 }])
  })

  it.each([
    'scoring-enhanced/results/precomputed_metrics.parquet',
    'scoring-enhanced/results/feature_importance.csv',
    'scoring-enhanced/results/all_runs_analysis.csv',
    'scoring-enhanced/results/cv_experiment_summary_fbeta.csv',
    'churn-predictions/reports/confusion_matrix.csv',
    'home-credit-filestore/resultats/results_dummy_classifier.csv',
    'credit-4models-predictions/reports/model_comparison.csv',
  ])('%s is neither', async (path) => {
    expect(await examineTable(join(realData, path))).toEqual({ predictions: null, decisions: [] })
  })
})
