import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { createAnalysis } from '../computing/analysis.ts'
import { thresholdJudgement } from './judge-threshold.ts'
import { scanFolder } from './scan.ts'

const folder = resolve('..', 'shared', 'data', 'scoring-enhanced')
const analysis = createAnalysis()
afterAll(() => analysis.close())

const judgement = thresholdJudgement({ analysis, folderOf: resolve, scan: (path) => scanFolder(path) })
const options = { signal: new AbortController().signal, onProgress: () => {} }
const request = {
  folder,
  reading: { path: 'results/static_model_predictions.parquet', label: 'TARGET', score: 'PROBABILITY', positive: '1', negative: null, orientation: 'high' },
  costs: { fn: '10', fp: '1' },
} as const

describe.skipIf(!existsSync(folder))('the judgement of the real case (skipped where ../shared/data is absent)', () => {
  it('tells what is known of the rows and claims no more', async () => {
    const { trainedOn, chosenOn } = await judgement.provenance(request, options)
    expect(trainedOn.kind).toBe('cannot-tell')
    expect(trainedOn.answer).toContain('Cannot be told from this evidence. The AUC here is near the logged mean_roc_auc')
    expect(trainedOn.known[0]?.text).toBe('AUC 0.7839 on these 307,511 rows.')
    // The configuration states F-beta 3.2, whose optimum the recorded 0.338 holds.
    expect(chosenOn.known.some(({ text }) => text.includes('F-beta 3.2'))).toBe(true)
  }, 120_000)

  it('finds the class weights in the scores', async () => {
    const found = await judgement.quality({ ...request, thresholds: [0.48], segments: [], reference: null, minimumCell: 10, seed: 1 }, options)
    expect(found.weighting.kind).toBe('consistent-with-balanced')
    // scikit-learn's roc_auc_score gives 0.783854.
    expect(found.discrimination.auc.value).toBeCloseTo(0.783854, 5)
    expect(found.calibration?.slope?.value).toBeCloseTo(0.9977, 3)
  }, 120_000)
})
