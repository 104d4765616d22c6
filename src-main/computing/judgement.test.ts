import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { choicesRequestSchema, choicesSchema } from '../contract/choices.ts'
import { groupsSchema, scoreQualitySchema } from '../contract/score-quality.ts'
import { heldOutSchema, uncertaintySchema } from '../contract/uncertainty.ts'
import type { Parting, UncertaintyRequest } from '../contract/uncertainty.ts'
import { noEvidence } from '../domain/forensics/inquiry.ts'
import { createAnalysis } from './analysis.ts'

const folder = mkdtempSync(join(tmpdir(), 'countersign-test-'))
const analysis = createAnalysis()
afterAll(async () => {
  await analysis.close()
  rmSync(folder, { recursive: true, force: true })
})

// 400 rows: 40 customers of ten, two splits, amounts in cents, a region.
const lines = Array.from({ length: 400 }, (_, k) => {
  const score = ((k * 61) % 97) / 100
  const label = (k * 31) % 97 < score * 60 ? 1 : 0
  return `${label},${score},${(k * 7) % 500}.50,c${k % 40},${k % 3 === 0 ? 'test' : 'train'},${k % 5 === 0 ? 'north' : 'south'}`
})
const path = 'scores.csv'
writeFileSync(join(folder, path), `y,p,exposure,customer,split,region\n${lines.join('\n')}\n`)

const reading = { path, label: 'y', score: 'p', positive: null, negative: null, orientation: 'high' } as const
const about = { folder, reading }
const costs = { fn: '10', fp: '1' }

describe('judging a threshold in the worker', () => {
  it('describes the columns that can serve', async () => {
    const columns = await analysis.judge('columns', about)
    expect(columns.map(({ name, uses }) => [name, uses])).toEqual([
      ['exposure', ['amount', 'segment', 'customer']],
      ['customer', ['part', 'segment']],
      ['split', ['part', 'segment']],
      ['region', ['part', 'segment']],
    ])
    expect(await analysis.judge('loadColumns', { ...about, columns: [{ name: 'exposure', use: 'amount' }] })).toEqual({ rows: 400 })
  })

  it('answers choices with an amount, in the form of the contract', async () => {
    const request = choicesRequestSchema.parse({
      ...about,
      payoffs: { fn: { perCase: '0', perAmount: '0.45' }, fp: { perCase: '12' } },
      statement: { currency: 'EUR', source: '', owner: '', date: '' },
      amount: 'exposure',
      constraints: [{ kind: 'approval-rate', atLeast: '0.5' }],
      review: { cost: '2' },
      thresholds: [0.5],
    })
    const found = await analysis.judge('choices', request)
    expect(choicesSchema.parse(found)).toEqual(found)
    expect(found.recommended?.constraintsMet).toEqual([true])
    expect(found.compared[0]?.regret).toBeGreaterThanOrEqual(0)
  })

  it('answers the segments alone as it does with everything else of the score', async () => {
    const question = { ...about, thresholds: [0.5, 0.3], segments: ['region'], minimumCell: 10 }
    await analysis.judge('loadColumns', { ...about, columns: [{ name: 'region', use: 'segment' }] })
    const found = await analysis.judge('groups', question)
    expect(groupsSchema.parse(found)).toEqual(found)
    expect(found).toMatchObject({ threshold: 0.5, elsewhere: [0.3] })
    // Counted from the lines of the table as they are written.
    const north = lines.map((line) => line.split(',')).filter((fields) => fields[5] === 'north')
    const shown = found.segments[0]?.groups.find(({ group }) => group === 'north')?.shown
    expect(shown).toMatchObject({ rows: north.length, approval: { count: north.filter(([, score]) => Number(score) < 0.5).length, of: north.length } })
    const whole = await analysis.judge('quality', { ...question, costs, reference: null, stated: [], seed: 1 })
    expect({ segments: whole.segments, impactNote: whole.impactNote }).toEqual({ segments: found.segments, impactNote: found.impactNote })
  })

  it('answers quality with segments and a reference', async () => {
    const found = await analysis.judge('quality', {
      ...about, costs, thresholds: [0.5, 0.3], segments: ['region'], reference: reading, minimumCell: 10, seed: 1, stated: [],
    })
    expect(scoreQualitySchema.parse(found)).toEqual(found)
    expect(found.segments[0]?.groups.map(({ group, shown }) => [group, shown?.rows])).toEqual([['south', 320], ['north', 80]])
    expect(found.stability?.psi).toBe(0)
  })

  it('answers uncertainty by customers, and stops', async () => {
    const question: UncertaintyRequest = { ...about, costs, payoffs: null, amount: null, prevalence: null, thresholds: [0.5], resampling: { kind: 'customers', column: 'customer' }, resamples: 300, seed: 2 }
    const found = await analysis.judge('uncertainty', question)
    expect(uncertaintySchema.parse(found)).toEqual(found)
    expect(found.units).toBe(40)
    const controller = new AbortController()
    const stopped = analysis.judge(
      'uncertainty',
      { ...question, resamples: 100_000 },
      { signal: controller.signal, onProgress: ({ stage }) => { if (stage === 'Resampling') controller.abort() } },
    )
    await expect(stopped).rejects.toMatchObject({ problem: { kind: 'stopped' } })
    // The worker let the message in and is free again.
    expect((await analysis.judge('uncertainty', { ...question, resampling: { kind: 'stratified' } })).units).toBe(400)
  })

  it('draws rows and customers with their amounts, with the best threshold of the choices', async () => {
    const payoffs = { fn: { perCase: '2', perAmount: '0.45' }, fp: { perCase: '12', perAmount: '0' }, tp: { perCase: '1', perAmount: '0' }, tn: { perCase: '0', perAmount: '-0.01' } }
    const chosen = { payoffs, amount: 'exposure', prevalence: '0.3', thresholds: [0.5] }
    const question: UncertaintyRequest = { ...about, ...chosen, costs, resampling: { kind: 'rows' }, resamples: 300, seed: 2 }
    const found = await analysis.judge('uncertainty', question)
    expect(uncertaintySchema.parse(found)).toEqual(found)
    expect(found).toMatchObject({ units: 400, amount: { column: 'exposure', without: 0 } })
    const statement = { currency: '', source: '', owner: '', date: '' }
    const { unconstrained } = await analysis.judge('choices', choicesRequestSchema.parse({ ...about, ...chosen, statement }))
    expect(found.costs[0]?.cut).toEqual(unconstrained.cut)
    const byCustomer = await analysis.judge('uncertainty', { ...question, resampling: { kind: 'customers', column: 'customer' } })
    expect(byCustomer).toMatchObject({ units: 40, costs: [{ cut: unconstrained.cut }, {}] })
    // Other units vary otherwise; the costs themselves are the same.
    expect(byCustomer.costs[1]?.cost.value).toBe(found.costs[1]?.cost.value)
    expect(byCustomer.costs[1]?.cost.high).not.toBe(found.costs[1]?.cost.high)
  })

  it('answers held-out costs, and refuses a column that is not there', async () => {
    const parting: Parting = { kind: 'parts', column: 'split', choose: ['train'], judge: ['test'] }
    const asked = { ...about, costs, payoffs: null, amount: null, prevalence: null, constraints: [] }
    const found = await analysis.judge('heldOut', { ...asked, parting })
    expect(heldOutSchema.parse(found)).toEqual(found)
    expect(found.parts[0]).toMatchObject({ chooseRows: 266, judgeRows: 134 })
    await expect(analysis.judge('heldOut', { ...asked, parting: { ...parting, column: 'fold' } })).rejects.toMatchObject({
      problem: { kind: 'column-missing', path },
    })
  })
})

const credit = resolve('..', 'shared', 'data', 'credit-4models-predictions')
it.skipIf(!existsSync(credit))('draws real loans with their amounts as full weights do (skipped where ../shared/data is absent)', async () => {
  const cell = (perAmount: string) => ({ perCase: '0', perAmount })
  const found = await analysis.judge('uncertainty', {
    folder: credit,
    reading: { path: 'reports/test_predictions.csv', label: 'actual_status', score: 'xgboost_default_probability', positive: 'default', negative: 'non_default', orientation: 'high' },
    costs, payoffs: { fn: cell('0.45'), fp: cell('0.05'), tp: cell('0'), tn: cell('0') }, amount: 'loan_amnt', prevalence: null, thresholds: [],
    resampling: { kind: 'rows' }, resamples: 5000, seed: 1,
  })
  // numpy 20,000 times: multinomial weights of the 6,482 rows, cumulated over the sorted scores.
  expect(found.threshold).toMatchObject({ optimum: 0.1002059, interval: [0.07332505, 0.15591486] })
  expect(found.leastCost.inSample).toBe(1_201_932.5)
  expect(Math.abs(found.leastCost.interval[0] - 1_073_632.5)).toBeLessThan(8000)
  expect(Math.abs(found.leastCost.interval[1] - 1_287_063.75)).toBeLessThan(8000)
  // Its mean is 36,357 ± 402; one of 5,000 errs by 803.
  expect(Math.abs(found.leastCost.optimism - 36_357)).toBeLessThan(4500)
})

describe('a table whose scores are not all listed', () => {
  const ranges = Array.from({ length: 20 }, (_, k) => `${k / 20},${(k + 0.8) / 20},100,${4 * k}`)
  const buckets = { ...reading, path: 'buckets.csv', label: 'p', score: 's', scoreTo: 't', weight: 'n' }
  writeFileSync(join(folder, buckets.path), `s,t,n,p\n${ranges.join('\n')}\n`)
  const asked = { folder, reading: buckets }

  it('is judged by its ranges, with what is not exact', async () => {
    const quality = await analysis.judge('quality', {
      ...asked, costs, thresholds: [0.5], segments: [], reference: null, minimumCell: 10, seed: 1, stated: [],
    })
    // By hand: a row of range k scores at least k/20 and at most 0.04 more, so that the mean is 0.475 to 0.515.
    const mean = quality.bounds?.find(({ of }) => of === 'meanPredicted')
    expect(mean?.low).toBeCloseTo(0.475, 12)
    expect(mean?.high).toBeCloseTo(0.515, 12)
    expect(quality.bounds?.map(({ of }) => of)).toEqual(['auc', 'gini', 'meanPredicted', 'brier', 'calibration'])
  })

  it('is explained with the word that ranges may differ from its rows', async () => {
    const recorded = { printed: '0.5', implied: null }
    const { answer } = await analysis.explain(folder, buckets, { recorded, costs, against: [], claim: null, evidence: noEvidence })
    expect(answer.caveat).toContain('may differ from what its rows would give')
  })
})
