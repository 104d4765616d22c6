import type { ThresholdView } from '../../../src-main/contract/recommendation.ts'
import type { ScoreQuality } from '../../../src-main/contract/score-quality.ts'
import type { ChartTable } from '../../charts/chart-table.ts'
import type { StatisticInput } from '../../charts/statistic.drawing.ts'
import { rateWords } from '../../format/interval.ts'
import { formatCount, formatFixed, formatNumber, formatPercent } from '../../format/number.ts'
import { words } from '../threshold/case-words.ts'
import { recommendedDigits, type ThresholdRow } from '../threshold/recorded-rows.ts'

/** What a chart draws, what it finds, and the same as a table. */
export interface DrawnStatistic {
  readonly input: StatisticInput
  readonly finding: string
  readonly table: ChartTable
}

const numeric = (...titles: string[]) => titles.map((title) => ({ title, numeric: true }))

/** Mean predicted against observed share of positives in each bin; null where the score is no probability. */
export function reliabilityChart({ calibration }: Pick<ScoreQuality, 'calibration'>): DrawnStatistic | null {
  if (calibration === null) return null
  const { bins, band } = calibration
  const top = Math.min(1, Math.max(...bins.flatMap(({ predicted, observed }) => [predicted, observed.high])) * 1.05)
  return {
    input: {
      x: [0, top],
      y: [0, top],
      percent: { x: true, y: true },
      lines: [{ name: 'as predicted', points: [[0, 0], [top, top]], kind: 'comparison' }],
      estimates: bins.map(({ predicted, observed }) => ({ x: predicted, value: observed.value, low: observed.low, high: observed.high })),
      ...(band === null ? {} : { column: [band.low, band.high] as const }),
      axisTitle: `predicted; upwards, observed share that ${words.positives}`,
    },
    finding:
      `Predicted and observed shares of those who ${words.positives} in ${formatCount(bins.length)} bins: ` +
      `on average ${formatPercent(calibration.meanPredicted)} predicted, ${formatPercent(calibration.prevalence.value)} observed.`,
    table: {
      caption: 'Predicted and observed shares',
      columns: [...numeric('Score from', 'to', words.cases, 'Predicted'), { title: 'Observed (95\u202f%)', numeric: true }],
      rows: bins.map(({ low, high, rows, predicted, observed }) => [
        formatFixed(low, 4),
        formatFixed(high, 4),
        formatCount(rows),
        formatPercent(predicted),
        rateWords(observed),
      ]),
    },
  }
}

/** Net benefit over threshold probabilities, against refusing everybody and nobody; null where the score is no probability. */
export function decisionChart({ decisionCurve }: Pick<ScoreQuality, 'decisionCurve'>): DrawnStatistic | null {
  if (decisionCurve === null) return null
  const { thresholds, netBenefit, flagEverybody, atCosts } = decisionCurve
  const best = Math.max(...netBenefit, ...flagEverybody, 0)
  const pairs = (values: readonly number[]) => thresholds.map((threshold, index): [number, number] => [threshold, values[index] ?? 0])
  const end = Math.min(1, Math.max(0.2, (thresholds.findLast((_, index) => Math.abs(netBenefit[index] ?? 0) > best / 100) ?? 1) * 1.1, atCosts.threshold * 1.3))
  const drawn = (values: readonly number[]) => pairs(values).filter(([threshold]) => threshold <= end)
  const floor = -best * 0.5
  return {
    input: {
      x: [0, end],
      y: [floor, best * 1.08],
      percent: { x: true, y: false },
      lines: [
        { name: 'this score', points: drawn(netBenefit), kind: 'main' },
        { name: 'refuse everybody', points: drawn(flagEverybody), kind: 'comparison' },
        { name: 'refuse nobody', points: [[0, 0], [end, 0]], kind: 'comparison' },
      ],
      marks: [{ kind: 'reference', x: atCosts.threshold, y: atCosts.netBenefit, name: 'at these costs' }],
      axisTitle: 'refusal pays from; upwards, net benefit',
    },
    finding:
      `Net benefit at ${formatPercent(atCosts.threshold)}, where these costs put it: ${formatFixed(atCosts.netBenefit, 4)}; ` +
      `refusing everybody ${formatFixed(atCosts.flagEverybody, 4)}, refusing nobody 0.`,
    table: {
      caption: 'Decision curve',
      columns: numeric('Probability', 'This score', 'Refuse everybody'),
      rows: thresholds.map((threshold, index) => [
        formatPercent(threshold),
        formatFixed(netBenefit[index] ?? 0, 4),
        formatFixed(flagEverybody[index] ?? 0, 4),
      ]),
    },
  }
}

/** Precision against recall with the operating points. */
export function precisionChart(view: ThresholdView, rows: readonly ThresholdRow[]): DrawnStatistic {
  const { positives, negatives } = view.recommendation
  const points = view.roc.truePositiveRate.flatMap((recall, index): [number, number][] => {
    const found = recall * positives
    const flagged = found + (view.roc.falsePositiveRate[index] ?? 0) * negatives
    return flagged === 0 ? [] : [[recall, found / flagged]]
  })
  const base = positives / (positives + negatives)
  return {
    input: {
      x: [0, 1],
      y: [0, 1],
      percent: { x: true, y: true },
      lines: [
        { name: '', points, kind: 'main' },
        { name: 'refuse everybody', points: [[0, base], [1, base]], kind: 'comparison' },
      ],
      marks: operatingPoints(rows).map(({ kind, cut, digits }) => ({
        kind,
        x: cut.tp / positives,
        y: cut.tp / (cut.tp + cut.fp),
        name: digits,
      })),
      axisTitle: `recall; upwards, share of the refused that ${words.positives}`,
    },
    finding: `Precision and recall. At ${recommendedDigits(view)}, ${formatPercent(view.recommendation.optimum.tp / positives)} are found.`,
    table: {
      caption: 'Precision and recall',
      columns: numeric('Recall', 'Precision'),
      rows: points.map(([recall, precision]) => [formatFixed(recall, 4), formatFixed(precision, 4)]),
    },
  }
}

/** The ROC curve with the operating points. */
export function rocChart(view: ThresholdView, rows: readonly ThresholdRow[]): DrawnStatistic {
  const { positives, negatives, auc } = view.recommendation
  const points = view.roc.falsePositiveRate.map((rate, index): [number, number] => [rate, view.roc.truePositiveRate[index] ?? 0])
  return {
    input: {
      x: [0, 1],
      y: [0, 1],
      percent: { x: true, y: true },
      lines: [
        { name: '', points, kind: 'main' },
        { name: 'chance', points: [[0, 0], [1, 1]], kind: 'comparison' },
      ],
      marks: operatingPoints(rows).map(({ kind, cut, digits }) => ({ kind, x: cut.fp / negatives, y: cut.tp / positives, name: digits })),
      axisTitle: `of those who ${words.negatives}; upwards, of those who ${words.positives}`,
    },
    finding: `ROC curve: share refused of those who ${words.positives} against those who ${words.negatives}. AUC ${formatNumber(auc, 3)}.`,
    table: {
      caption: 'ROC curve',
      columns: numeric('False positive rate', 'True positive rate'),
      rows: points.map(([rate, found]) => [formatFixed(rate, 4), formatFixed(found, 4)]),
    },
  }
}

const mostPoints = 4

/** The recommended and the first recorded thresholds that refuse somebody. */
function operatingPoints(rows: readonly ThresholdRow[]): ThresholdRow[] {
  return rows.filter(({ kind, cut }) => kind !== 'reference' && cut.tp + cut.fp > 0).slice(0, mostPoints)
}
