import type { CostCurve, ThresholdView } from '../../../src-main/contract/recommendation.ts'
import type { RecordedThreshold } from '../../../src-main/contract/scan.ts'
import type { Uncertainty } from '../../../src-main/contract/uncertainty.ts'
import type { ChartTable } from '../../charts/chart-table.ts'
import type { CurveMark } from '../../charts/cost-curve-marks.ts'
import type { CurveStrip } from '../../charts/cost-curve-strips.ts'
import type { CostCurveInput } from '../../charts/cost-curve.drawing.ts'
import { lowerBound } from '../../charts/scale.ts'
import { formatCount, formatFixed, formatHalfOpen, formatNumber, formatRange } from '../../format/number.ts'
import { words } from './case-words.ts'
import { costDigits, differenceWords, recommendedDigits } from './recorded-rows.ts'
import type { ThresholdRow } from './recorded-rows.ts'

/** More labels than this on the curve are noise; the list beside it names every threshold. */
const mostRecordedMarks = 6

/** What the cost curve draws for a view, with the selected line compared; `sure` is null while it is being computed. */
export function curveInput(
  view: ThresholdView,
  rows: readonly ThresholdRow[],
  selected: ThresholdRow | null,
  whole: boolean,
  sure?: Uncertainty | null,
): CostCurveInput {
  const { optimum } = view.recommendation
  const digits = costDigits([optimum.cost, ...rows.map((row) => row.cut.cost)])
  const curve = curveOfScores(view)
  return {
    curve,
    marks: curveMarks(rows, selected, digits),
    optimum,
    compared: selected === null || selected.kind === 'recommended' ? null : selected.id,
    regretWords: selected === null || selected.regret === 0 ? null : `${formatFixed(selected.regret, digits)} more`,
    withinOnePercent: view.withinOnePercent,
    strips: curveStrips(view, sure),
    whole,
    orientation: view.reading.orientation,
    describe: (index) => pointWords(curve, optimum.cost, index),
  }
}

function curveMarks(rows: readonly ThresholdRow[], selected: ThresholdRow | null, digits: number): CurveMark[] {
  const recorded = rows.filter((row) => row.kind === 'recorded' && row.id !== selected?.id)
  const references = rows.filter((row) => row.kind === 'reference' && row.id !== selected?.id)
  const order = [
    ...rows.filter((row) => row.kind === 'recommended'),
    ...(selected === null || selected.kind === 'recommended' ? [] : [selected]),
    ...recorded.slice(0, mostRecordedMarks - 1),
    ...references,
  ]
  return order.map((row) => {
    const compared = row.id === selected?.id && row.kind !== 'recommended'
    const cost = formatFixed(row.cut.cost, digits)
    const second = row.kind === 'recommended' ? `least cost, ${cost}` : compared ? `costs ${cost}` : null
    return {
      id: row.id,
      kind: row.kind,
      threshold: row.cut.threshold,
      cost: row.cut.cost,
      name: markNames.get(row.digits) ?? row.digits,
      note: row.kind === 'recommended' ? 'recommended' : markNote(row, second === null ? digits : null),
      second,
    }
  })
}

const markNames = new Map([
  ['none', 'Refuse nobody'],
  ['all', 'Refuse everybody'],
])

/** "recorded in the run", "default of libraries, +380": what stands beside the digits of a mark. */
function markNote(row: ThresholdRow, differenceDigits: number | null): string {
  const note = row.kind === 'recorded' ? recordedNote(row) : markNames.has(row.digits) ? '' : referenceNote(row.from)
  const difference = differenceDigits === null ? '' : row.regret === 0 ? 'same cost' : differenceWords(row, differenceDigits).replace('≈ ', '')
  return [note, difference].filter((part) => part !== '').join(', ')
}

function referenceNote(from: string): string {
  const [short = from] = from.split(',')
  return short.charAt(0).toLowerCase() + short.slice(1)
}

function recordedNote({ recorded, from, place, sources }: ThresholdRow): string {
  if (recorded?.run != null) return 'recorded in the run'
  if (recorded?.origin === 'decisions') return 'by the decisions'
  return sources.length > 1 ? `in ${formatCount(sources.length)} places` : `in ${from}${place}`
}

function curveStrips({ withinOnePercent, recommendation }: ThresholdView, sure: Uncertainty | null | undefined): CurveStrip[] {
  const { indistinguishable, optimum } = recommendation
  const strips: CurveStrip[] = [strip('box', 'Within 1\u202f% of the least cost', withinOnePercent)]
  if (indistinguishable !== null) strips.push(strip('bar', 'Cannot be told apart from the best (paired, 95\u202f%)', indistinguishable))
  const name = 'Best threshold (bootstrap, 95\u202f%)'
  const best = optimum.threshold ?? withinOnePercent[1]
  const [low, high] = sure?.threshold.interval ?? [null, null]
  if (low !== null && high !== null) strips.push(strip('whisker', name, [low, high]))
  // The place is kept, so that the curve doesn't jump when the resampling ends.
  else if (sure === null) strips.push({ shape: 'whisker', name, value: 'being computed', from: best, to: best })
  return strips
}

function strip(shape: CurveStrip['shape'], name: string, [from, to]: readonly [number, number]): CurveStrip {
  return { shape, name, value: formatRange(from, to, rangeDigits(from, to)), from, to }
}

/** Digits that show where a range of thresholds ends: four for probabilities, fewer for wider scores. */
export function rangeDigits(low: number, high: number): number {
  const size = Math.max(Math.abs(low), Math.abs(high))
  return size <= 1 ? 4 : size < 100 ? 2 : size < 10_000 ? 1 : 0
}

/** The curve where there are scores: thresholds beyond them, such as 0.5 for scores in points, only repeat its ends. */
function curveOfScores({ curve, distribution: { edges } }: ThresholdView): CostCurve {
  const from = lowerBound(curve.thresholds, edges[0] ?? -Infinity)
  const beyond = curve.thresholds.findIndex((threshold) => threshold > (edges.at(-1) ?? Infinity))
  const to = beyond < 0 ? curve.thresholds.length : beyond
  return {
    thresholds: curve.thresholds.slice(from, to),
    costs: curve.costs.slice(from, to),
    falseNegatives: curve.falseNegatives.slice(from, to),
    falsePositives: curve.falsePositives.slice(from, to),
  }
}

function pointWords(curve: CostCurve, least: number, index: number): string {
  const cost = curve.costs[index] ?? Number.NaN
  const digits = costDigits([cost, least])
  return [
    `Threshold ${formatNumber(curve.thresholds[index] ?? Number.NaN, 7)}`,
    `Costs ${formatFixed(cost, digits)}, ${formatFixed(cost - least, digits)} more than the least`,
    `${formatCount(curve.falseNegatives[index] ?? Number.NaN)} defaults accepted`,
    `${formatCount(curve.falsePositives[index] ?? Number.NaN)} good customers refused`,
  ].join('\n')
}

/** "Same counts in (0.4759633, 0.4759636].", and how many scores tie where they do. */
export function intervalWords({ recommendation: { optimum }, reading }: ThresholdView): string {
  const [low, high] = optimum.interval
  const digits = intervalDigits(low, high)
  const interval =
    reading.orientation === 'high'
      ? formatHalfOpen(low, high, digits)
      : `[${low === null ? '\u2212∞' : formatNumber(low, digits)}, ${high === null ? '∞' : formatNumber(high, digits)})`
  const same = `Same counts in ${interval.replace('[\u2212∞', '(\u2212∞')}.`
  if (optimum.tied === 1) return same
  const which = reading.orientation === 'high' ? 'highest' : 'lowest'
  return `${formatCount(optimum.tied)} thresholds cost the same; the ${which} is shown. ${same}`
}

/** As many decimals as tell the ends of an interval apart, at least 4. */
function intervalDigits(low: number | null, high: number | null): number {
  if (low === null || high === null) return 7
  for (let digits = 4; digits < 16; digits += 1) {
    if (low.toFixed(digits) !== high.toFixed(digits)) return Math.min(16, digits + (digits < 7 ? 7 - digits : 0))
  }
  return 16
}

/** What the cost curve shows, in sentences, for those who don't see it. */
export function curveFinding(view: ThresholdView, selected: ThresholdRow | null): string {
  const { optimum } = view.recommendation
  const [low, high] = view.withinOnePercent
  const digits = recommendedDigits(view)
  const best = digits === 'none' ? 'refusing nobody' : digits === 'all' ? 'refusing everybody' : digits
  const compared =
    selected === null || selected.kind === 'recommended' ? '' : ` ${selected.digits} costs ${formatNumber(selected.regret, 2)} more.`
  return (
    `Cost of each threshold. The least cost, ${formatNumber(optimum.cost, 2)} units, is at ${best}. ` +
    `From ${formatRange(low, high, rangeDigits(low, high))} the cost is at most 1\u202f% higher.${compared}`
  )
}

/** The curve as a table, with the marks in their places. */
export function curveTable(view: ThresholdView, rows: readonly ThresholdRow[]): ChartTable {
  const { curve } = view
  const least = view.recommendation.optimum.cost
  const digits = costDigits(curve.costs)
  const marks = new Map<number, string[]>()
  for (const { cut, digits: name, from, place } of rows) {
    if (cut.threshold !== null) marks.set(cut.threshold, [...(marks.get(cut.threshold) ?? []), `${name}, ${from}${place}`])
  }
  const best = curve.thresholds.indexOf(view.recommendation.optimum.threshold ?? Number.NaN)
  return {
    caption: 'Cost of each threshold',
    ...(best < 0 ? {} : { opensAt: best }),
    columns: [
      { title: 'Threshold', numeric: false },
      { title: words.missed, numeric: true },
      { title: words.refused, numeric: true },
      { title: 'Cost', numeric: true },
      { title: 'vs best', numeric: true },
      { title: 'What it is', numeric: false },
    ],
    rows: curve.thresholds.map((threshold, index) => [
      formatNumber(threshold, 7),
      formatCount(curve.falseNegatives[index] ?? 0),
      formatCount(curve.falsePositives[index] ?? 0),
      formatFixed(curve.costs[index] ?? 0, digits),
      formatFixed((curve.costs[index] ?? 0) - least, digits),
      (marks.get(threshold) ?? []).join('; '),
    ]),
  }
}

/** The likeliest recorded thresholds of the scan, or none while there is no scan. */
export function likeliestOf(scan: { thresholds: RecordedThreshold[] } | null): readonly RecordedThreshold[] {
  return scan?.thresholds ?? []
}
