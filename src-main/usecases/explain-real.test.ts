import { existsSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAnalysis } from '../computing/analysis.ts'
import type { Analysis } from '../computing/analysis.ts'
import type { Costs } from '../contract/recommendation.ts'
import type { ExplanationResult } from '../contract/explanation.ts'
import { explainRecorded } from './explain.ts'
import { scanFolder } from './scan.ts'

const data = path.resolve('..', 'shared', 'data')

/** What stands in a folder's files was read by hand; optima were recomputed with a plain loop over the rows in Python. */
describe.skipIf(!existsSync(data))('explaining recorded thresholds of real folders (skipped where ../shared/data is absent)', { timeout: 60_000 }, () => {
  let analysis: Analysis
  beforeAll(() => {
    analysis = createAnalysis()
  })
  afterAll(() => analysis.close())

  const explain = async (name: string, table: string, [label, score, positive, negative]: readonly string[], printed: string, costs: Costs | null = null) => {
    const folder = path.join(data, name)
    const reading = { path: table, label: label ?? '', score: score ?? '', positive: positive ?? null, negative: negative ?? null, orientation: 'high' } as const
    const request = { folder, reading, recorded: { printed, implied: null }, costs, against: [], claim: null }
    return explainRecorded(request, await scanFolder(folder), { analysis })
  }
  const first = ({ explanations }: ExplanationResult) => explanations[0]
  const places = (result: ExplanationResult) => first(result)?.corroboration.map((place) => (place.line === null ? place.path : `${place.path}:${place.line}`))

  it('0.338 is F-beta with beta 3.2, by the configuration and the decisions, and no grid at 10 : 1', async () => {
    const result = await explain('scoring-enhanced', 'results/static_model_predictions.parquet', ['TARGET', 'PROBABILITY', '1', '0'], '0.338', { fn: '10', fp: '1' })
    expect(first(result)).toMatchObject({ kind: 'f-beta', verdict: 'reproduces', threshold: 0.3382645774093179 })
    expect(first(result)?.parameters['beta']).toBe(3.2)
    expect(places(result)).toEqual(expect.arrayContaining(['config.yaml:23', 'results/submission.csv']))
    const steps = result.explanations.filter(({ kind }) => kind === 'grid-step')
    expect(steps.map(({ verdict }) => verdict)).toEqual(Array.from({ length: 7 }, () => 'refuted'))
    expect(steps.find(({ id }) => id === 'grid-step 0.001')?.threshold).toBe(0.476)
    expect([result.optimum?.cost, result.atRecorded.cost, result.regret]).toEqual([151_406, 162_771, 11_365])
    expect(result.breakEven).toBeCloseTo(47_705 / 3_634, 12)
  })

  it('0.24 of a fraud model is F1, whose logged value this table gives', async () => {
    const result = await explain('aml-oof-predictions', 'oof_predictions.csv', ['true_label', 'oof_prob', '1', '0'], '0.24')
    // On the grid of 0.01 F1 is 0.3011049… at 0.24; cv_report_lgb.json logs 0.3011.
    expect(first(result)).toMatchObject({ kind: 'f-beta', verdict: 'reproduces' })
    expect(first(result)?.parameters['beta']).toBe(1)
    expect(first(result)?.variants).toContainEqual(expect.objectContaining({ candidates: 'grid of 0.01', threshold: 0.24, reproduces: true }))
    expect(places(result)).toEqual(['cv_report_lgb.json:57'])
  })

  it('0.29 of a credit model was searched for on other rows, and the answer says that this may be', async () => {
    // training_summary.json logs 20 numbers of a cross-validation beside it, 5 · 890 + 2752 = 7202 among them, and those of this table.
    const result = await explain('credit-4models-predictions', 'reports/test_predictions.csv', ['actual_status', 'random_forest_default_probability', 'default', 'non_default'], '0.29', { fn: '5', fp: '1' })
    expect(result.explanations.find(({ kind }) => kind === 'other-data')?.verdict).toBe('cannot-tell')
    expect(result.answer.caveat).toContain('may have run on other rows')
    expect(result.answer.decisive).toContain('uncorroborated')
  })

  it('0.4 of a churn model is too coarse to tell: many explanations reproduce it and none is corroborated', async () => {
    const result = await explain('churn-predictions', 'reports/test_predictions.csv', ['y_true', 'churn_probability', '1', '0'], '0.4')
    expect(result.explanations.flatMap(({ corroboration }) => corroboration)).toEqual([])
    expect(result.multipleTesting.reproduce).toBeGreaterThan(5)
    expect(result.multipleTesting.expectedByChance).toBeGreaterThan(5)
    expect(result.answer.decisive).toContain('uncorroborated')
  })
})
