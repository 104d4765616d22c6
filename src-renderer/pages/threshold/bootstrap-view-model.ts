import type { Uncertainty } from '../../../src-main/contract/uncertainty.ts'
import type { BootstrapInput } from '../../charts/bootstrap-distribution.drawing.ts'
import type { ChartTable } from '../../charts/chart-table.ts'
import { formatCount, formatFixed, formatPercent } from '../../format/number.ts'
import { resamplingWords, thresholdIntervalWords } from './certainty-words.ts'
import type { ThresholdRow } from './recorded-rows.ts'
import { rangeDigits } from './threshold-view-model.ts'

/** What the distribution of the best threshold draws: the recommended and the recorded thresholds on it. */
export function bootstrapInput(sure: Uncertainty, rows: readonly ThresholdRow[], selected: ThresholdRow | null): BootstrapInput {
  const { distribution, interval } = sure.threshold
  const [from, to] = interval
  const recorded = rows.filter(({ kind, id }) => kind === 'recorded' && id !== selected?.id)
  const marked = [...rows.filter(({ kind }) => kind === 'recommended'), ...(selected?.kind === 'recorded' ? [selected] : []), ...recorded]
  return {
    ...distribution,
    marks: marked.flatMap(({ kind, cut: { threshold }, digits }) =>
      threshold === null || kind === 'reference' ? [] : [{ kind, threshold, name: digits }],
    ),
    reach: [sure.threshold.optimum, selected?.cut.threshold ?? null].filter((threshold) => threshold !== null),
    interval: from === null || to === null ? null : { from, to, name: `95\u202f% of the resamples`, value: thresholdIntervalWords(sure) },
    axisTitle: 'best threshold of each resample',
  }
}

/** What the distribution shows, in sentences. */
export function bootstrapFinding(sure: Uncertainty): string {
  const { resamples, seed, resampling, threshold } = sure
  const nobody = threshold.nobody === 0 ? '' : ` In ${formatCount(threshold.nobody)} of them refusing nobody is best.`
  return `Best threshold of ${formatCount(resamples)} resamples (${resamplingWords(resampling)}, seed ${seed}): 95\u202f% lie in ${thresholdIntervalWords(sure)}.${nobody}`
}

/** The distribution as a table, a line for each bin. */
export function bootstrapTable({ threshold: { distribution, nobody, optimum }, resamples }: Uncertainty): ChartTable {
  const { edges, counts } = distribution
  const digits = rangeDigits(edges[0] ?? 0, edges.at(-1) ?? 0) + 1
  const best = optimum === null ? -1 : counts.findIndex((_, bin) => optimum >= (edges[bin] ?? Infinity) && optimum <= (edges[bin + 1] ?? -Infinity))
  let before = 0
  const bins = counts.map((count, bin) => {
    before += count
    const ends = [edges[bin] ?? 0, edges[bin + 1] ?? 0].map((edge) => formatFixed(edge, digits))
    return [...ends, formatCount(count), formatPercent(count / resamples), formatPercent(before / resamples)]
  })
  return {
    ...(best < 0 ? {} : { opensAt: best }),
    caption: 'Best threshold of each resample',
    columns: ['From', 'to', 'Resamples', 'Share', 'Up to here'].map((title) => ({ title, numeric: true })),
    rows: nobody === 0 ? bins : [...bins, ['none', '', formatCount(nobody), formatPercent(nobody / resamples), formatPercent(1)]],
  }
}
