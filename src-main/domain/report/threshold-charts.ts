import type { Chart } from './document.ts'
import { chartName, costCurveChart, type MarkedCut } from './charts/cost-curve.ts'
import { ratioMapChart } from './charts/ratio-map.ts'
import { scoreDistributionChart } from './charts/score-distribution.ts'
import { number, range, ratio, threshold } from './number-format.ts'
import { recordedGroups, recordedName } from './recorded-groups.ts'
import type { ReportInput } from './report-input.ts'

/** Width of the text on an A4 page of the report, in points. */
export const textBlockWidth = 505
const halfWidth = 243

/** The marks of the cost curve: the recommendation, the likeliest recorded values, and cuts at the reference points. */
export function markedCuts(input: ReportInput, most: number): MarkedCut[] {
  const { view } = input
  const { optimum } = view.recommendation
  const recorded = recordedGroups(view.recorded, input.scan).map((group): MarkedCut => ({
    threshold: group.value, cost: group.comparison.cut.cost, mark: 'recorded', name: `${recordedName(group)} recorded`,
  }))
  const taken = new Set([optimum.threshold, ...recorded.map((mark) => mark.threshold)])
  const references = view.references.flatMap(({ cut }): MarkedCut[] => {
    if (cut.threshold === null || taken.has(cut.threshold) || !isPoint(cut.threshold, view.curve.thresholds)) return []
    taken.add(cut.threshold)
    return [{ threshold: cut.threshold, cost: cut.cost, mark: 'reference', name: chartName(cut.threshold) }]
  })
  const best: MarkedCut[] = optimum.threshold === null
    ? []
    : [{ threshold: optimum.threshold, cost: optimum.cost, mark: 'recommended', name: `${view.shortThreshold} recommended` }]
  return [...best, ...recorded.slice(0, most), ...references]
}

/** Flagging everybody is a cut at the lowest score: a corner, and no point of interest of the curve. */
function isPoint(value: number, thresholds: readonly number[]): boolean {
  const first = thresholds[0] ?? -Infinity
  const last = thresholds.at(-1) ?? Infinity
  return value > first && value < last
}

/** The cost curve with the recommendation and at most `most` recorded values. */
export function costChart(input: ReportInput, most: number, plotHeight: number): Chart {
  const { view } = input
  const { optimum, indistinguishable, interval95 } = view.recommendation
  const marks = markedCuts(input, most)
  const chart = costCurveChart({
    curve: view.curve, marks, withinOnePercent: view.withinOnePercent, indistinguishable, interval95,
    width: textBlockWidth, plotHeight,
  })
  const omitted = chart.omitted.map((mark) => `${chartName(mark.threshold)} at ${number(mark.cost)}`)
  return {
    kind: 'chart',
    title: `What each threshold costs at ${ratio(view.costs.fn, view.costs.fp)}`,
    note: omitted.length === 0 ? chart.note : `${chart.note}; beyond the drawing: ${omitted.join(', ')}`,
    svg: chart.svg,
    width: textBlockWidth,
    alt:
      `Curve of the cost of each threshold. The least cost is ${number(optimum.cost)} at ${threshold(optimum.threshold)}; ` +
      `thresholds ${range(...view.withinOnePercent)} cost at most 1 percent more. ` +
      marks.filter((mark) => mark.mark !== 'recommended').map((mark) => `${mark.name} costs ${number(mark.cost)}.`).join(' '),
  }
}

/** The best threshold for other ratios of costs, with the ratios that the likeliest recorded value needs. */
export function ratioChart(input: ReportInput): Chart {
  const { view } = input
  const [first] = recordedGroups(view.recorded, input.scan)
  const falsePositive = Number(view.costs.fp)
  const chosen = falsePositive > 0 && Number(view.costs.fn) > 0 ? Number(view.costs.fn) / falsePositive : null
  const ratios = input.explained.find(({ value }) => value === first?.value)?.result?.impliedCostRatio ?? null
  const needs = ratios === null ? null : `needs ${ratios[0].toFixed(1)}–${ratios[1] === null ? '∞' : ratios[1].toFixed(1)}\u202f:\u202f1`
  const name = first === undefined ? null : recordedName(first)
  return {
    kind: 'chart',
    title: 'If the costs were different',
    note: 'best threshold for each ratio; logarithmic',
    svg: ratioMapChart({
      steps: view.ratioMap, ratio: chosen, threshold: view.recommendation.optimum.threshold,
      recorded: first === undefined || name === null ? null : { value: first.value, name, needs },
      recordedRatios: ratios === null ? null : [ratios[0], ratios[1] ?? Infinity], width: halfWidth, height: 168,
    }),
    width: halfWidth,
    alt:
      `Steps: the best threshold for each ratio of the cost of a false negative to that of a false positive. ` +
      `At ${ratio(view.costs.fn, view.costs.fp)} it is ${threshold(view.recommendation.optimum.threshold)}.` +
      (name === null ? '' : ` The recorded ${name}${needs === null ? ' is best for no ratio that is drawn' : ` ${needs}`}.`),
  }
}

/** The scores of the two classes, with the recommendation and the likeliest recorded value. */
export function distributionChart(input: ReportInput): Chart {
  const { view, table } = input
  const { optimum } = view.recommendation
  const [first] = recordedGroups(view.recorded, input.scan)
  return {
    kind: 'chart',
    title: 'How the scores separate the two classes',
    note: '',
    svg: scoreDistributionChart({
      distribution: view.distribution,
      recommended: optimum.threshold === null ? null : { value: optimum.threshold, name: view.shortThreshold },
      recorded: first === undefined ? null : { value: first.value, name: recordedName(first) },
      positiveName: 'default', negativeName: 'good', width: halfWidth, height: 168,
    }),
    width: halfWidth,
    alt:
      `Distribution of the scores of ${number(table.positives)} defaults and ${number(table.negatives)} good customers, ` +
      `each as shares of its class, between ${threshold(table.scoreRange[0])} and ${threshold(table.scoreRange[1])}. ` +
      `Area under the ROC curve ${table.auc.toFixed(4)}.`,
  }
}
