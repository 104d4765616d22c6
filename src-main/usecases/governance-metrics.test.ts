import { describe, expect, it } from 'vitest'
import { recomputedMetrics } from './governance-metrics.ts'
import type { RunMetric } from './governance-runs.ts'

const estimate = (value: number) => ({ value, low: value, high: value })
const quality = { discrimination: { auc: estimate(0.75), gini: estimate(0.5), ks: { ...estimate(0.4), threshold: 0.3, resamples: 2000, seed: 1 } } }
const metric = (name: string, printed: string): RunMetric => ({ runId: 'r1', name, printed, run: `run r1, metric ${name}`, file: { path: 'mlflow.db', sha256: '' } })
const recorded = (value: number) => ({ value, source: '', origin: 'metric' as const, path: '', line: null, run: { id: 'r1', name: 'r1' }, printed: String(value), interval: [value, value] as [number, number], sha256: '' })
const cuts = [{ value: 0.3, cut: { threshold: 0.3, cost: 60, tp: 10, fp: 20, fn: 4, tn: 66 } }]
const counts = [metric('tp', '10'), metric('false_positives', '21'), metric('fn', '4'), metric('test_tn', '66')]

describe('the metrics of runs that the rows give too', () => {
  it('are AUC, Gini and KS, and nothing of training rows, folds or another curve', () => {
    const names = ['roc_auc', 'test_auc', 'gini', 'ks_statistic', 'pr_auc', 'cv_auc', 'train_auc', 'auc_std', 'accuracy']
    const { loggedMetrics, otherMetrics } = recomputedMetrics(names.map((name) => metric(name, '0.7')), { quality, recorded: [], cuts: [] })
    expect(loggedMetrics.map(({ name, recomputed }) => [name, recomputed])).toEqual([['roc_auc', 0.75], ['test_auc', 0.75], ['gini', 0.5], ['ks_statistic', 0.4]])
    expect(otherMetrics).toBe(5)
  })

  it('are the four counts where the run records one threshold', () => {
    const { loggedMetrics } = recomputedMetrics(counts, { quality: null, recorded: [recorded(0.3)], cuts })
    expect(loggedMetrics.map(({ what, recomputed }) => [what, recomputed])).toEqual([['TP at 0.3', 10], ['FP at 0.3', 20], ['FN at 0.3', 4], ['TN at 0.3', 66]])
  })

  it('are none where it records two, logs three of the four, or a value is no number', () => {
    expect(recomputedMetrics(counts, { quality: null, recorded: [recorded(0.3), recorded(0.5)], cuts }).loggedMetrics).toEqual([])
    expect(recomputedMetrics(counts.slice(1), { quality: null, recorded: [recorded(0.3)], cuts }).loggedMetrics).toEqual([])
    expect(recomputedMetrics([metric('roc_auc', 'nan')], { quality, recorded: [], cuts: [] })).toEqual({ loggedMetrics: [], otherMetrics: 1 })
  })
})
