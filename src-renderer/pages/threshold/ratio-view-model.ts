import type { RatioStep, ThresholdView } from '../../../src-main/contract/recommendation.ts'
import type { RecordedThreshold } from '../../../src-main/contract/scan.ts'
import { remembered } from '../../app/remembered.ts'
import type { ChartTable } from '../../charts/chart-table.ts'
import type { RatioMapInput } from '../../charts/cost-ratio-map.drawing.ts'
import { formatNumber, formatPercent } from '../../format/number.ts'
import type { ThresholdRow } from './recorded-rows.ts'

/** Cost ratios FN : FP from, to; `to` null is unbounded. */
export type RatioRange = readonly [number, number | null]

/**
 * The ratios whose best threshold lies in the interval of a recorded value; null where there is none. Several
 * steps of the map may do so: they are neighbours, as the best threshold only falls when the ratio rises.
 */
export function ratiosOfRecorded(
  steps: readonly RatioStep[],
  { recorded, cut: { threshold } }: Pick<ThresholdRow, 'recorded' | 'cut'>,
): RatioRange | null {
  return ratiosInside({ steps, recorded, threshold })
}

interface RecordedPlace {
  readonly steps: readonly RatioStep[]
  readonly recorded: RecordedThreshold | null
  readonly threshold: number | null
}

/** The map has thousands of steps, and no cost moves the ones of a recorded value. */
const ratiosInside = remembered(({ steps, recorded, threshold }: RecordedPlace) => [steps, recorded, threshold], findRatiosInside)

function findRatiosInside({ steps, recorded, threshold: value }: RecordedPlace): RatioRange | null {
  const [low, high] = recorded?.interval ?? [value, value]
  const halfOpen = recorded?.origin === 'decisions' ? 'high' : 'low'
  const inside = (threshold: number | null) => {
    if (threshold === null) return value === null
    if (value === null) return false
    if (low !== null && low === high) return threshold === low
    const above = low === null || (halfOpen === 'low' ? threshold >= low : threshold > low)
    return above && (high === null || (halfOpen === 'low' ? threshold < high : threshold <= high))
  }
  const fitting = steps.filter((step) => inside(step.threshold))
  const [first] = fitting
  const last = fitting.at(-1)
  return first === undefined || last === undefined ? null : [first.from, last.to]
}

/** The ratios for which the recommended threshold is best; null where the map has no step for it. */
export function ratiosOfRecommended({ ratioMap, recommendation }: ThresholdView): RatioRange | null {
  const step = ratioMap.find(({ threshold }) => threshold === recommendation.optimum.threshold)
  return step === undefined ? null : [step.from, step.to]
}

/** "17.4–19.9 : 1", "above 40 : 1". */
export function ratioRangeWords([from, to]: RatioRange, digits = 1): string {
  if (to === null) return `above ${formatNumber(from, digits)}\u202f:\u202f1`
  const [low, high] = [formatNumber(from, digits), formatNumber(to, digits)]
  if (low === high) return digits < 4 ? ratioRangeWords([from, to], digits + 1) : `${low}\u202f:\u202f1`
  return `${low}–${high}\u202f:\u202f1`
}

/** What the ratio map draws. `wide` takes the axis title that says the ratio in words. */
export function ratioInput(view: ThresholdView, selected: ThresholdRow | null, wide: boolean): RatioMapInput {
  const [fn, fp] = [Number(view.costs.fn), Number(view.costs.fp)]
  return {
    steps: view.ratioMap,
    ratio: fn > 0 && fp > 0 ? fn / fp : null,
    ratioWords: `${formatNumber(fn, 4)}\u202f:\u202f${formatNumber(fp, 4)}`,
    threshold: view.recommendation.optimum.threshold,
    recorded: selected === null || selected.kind !== 'recorded' ? null : recordedPart(view, selected),
    axisTitle: wide ? 'one missed default costs … refused good customers' : 'FN : FP cost ratio',
  }
}

function recordedPart(view: ThresholdView, row: ThresholdRow): RatioMapInput['recorded'] {
  const needs = ratiosOfRecorded(view.ratioMap, row)
  return {
    threshold: row.cut.threshold,
    needs,
    words: needs === null ? [`${row.digits} is best`, 'for no ratio'] : [`${row.digits} needs`, ratioRangeWords(needs)],
  }
}

/** What the map shows, in sentences. */
export function ratioFinding(view: ThresholdView, selected: ThresholdRow | null): string {
  const range = ratiosOfRecommended(view)
  const best = range === null ? '' : ` ${view.shortThreshold} is best for FN : FP ${ratioRangeWords(range, 2)}.`
  if (selected === null || selected.kind !== 'recorded') return `Best threshold for each cost ratio.${best}`
  const needs = ratiosOfRecorded(view.ratioMap, selected)
  const recorded =
    needs === null
      ? ` No ratio makes ${selected.digits} best.`
      : ` A value written as ${selected.digits} is best for FN : FP ${ratioRangeWords(needs)}.`
  return `Best threshold for each cost ratio.${best}${recorded}`
}

/** The steps of the map as a table. */
export function ratioTable(view: ThresholdView): ChartTable {
  const best = view.ratioMap.findIndex(({ threshold }) => threshold === view.recommendation.optimum.threshold)
  return {
    ...(best < 0 ? {} : { opensAt: best }),
    caption: 'Best threshold for each cost ratio',
    columns: [
      { title: 'FN : FP from', numeric: true },
      { title: 'to', numeric: true },
      { title: 'Best', numeric: false },
    ],
    rows: view.ratioMap.map(({ from, to, threshold }) => [
      formatNumber(from, 2),
      to === null ? '∞' : formatNumber(to, 2),
      threshold === null ? 'none' : formatNumber(threshold, 4),
    ]),
  }
}

/** AUC and what it says about the scores: "AUC 0.784". */
export function aucWords(view: ThresholdView): string {
  return `AUC ${formatNumber(view.recommendation.auc, 3)}`
}

/** The share of positives among the rows scored just at the recommended threshold, against the score itself. */
export function calibrationWords({ distribution, recommendation }: ThresholdView): string | null {
  const { edges, positives, negatives } = distribution
  const { threshold } = recommendation.optimum
  if (threshold === null || (edges[0] ?? 0) < 0 || (edges.at(-1) ?? 0) > 1) return null
  const bin = edges.findLastIndex((edge) => edge <= threshold)
  const [found = 0, rest = 0] = [positives[bin], negatives[bin]]
  const [from, to] = [edges[bin], edges[bin + 1]]
  if (from === undefined || to === undefined || found + rest < 100) return null
  const share = found / (found + rest)
  const range = `${formatNumber(from, 2)}–${formatNumber(to, 2)}`
  const rows = formatNumber(found + rest)
  const not = share < from / 1.5 || share > to * 1.5
  return not
    ? `The score is not a probability: of the ${rows} applicants scored ${range}, ${formatPercent(share)} defaulted.`
    : `Of the ${rows} applicants scored ${range}, ${formatPercent(share)} defaulted.`
}
