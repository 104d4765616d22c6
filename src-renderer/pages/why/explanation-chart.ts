import type { ExplanationResult } from '../../../src-main/contract/explanation.ts'
import type { ChartTable } from '../../charts/chart-table.ts'
import { formatExact, formatNumber } from '../../format/number.ts'
import type { ExplanationGroup } from './explanation-groups.ts'
import { groupTitle } from './explanation-groups.ts'
import type { ObjectiveChartInput } from './objective-chart.drawing.ts'

/** A threshold where seven digits do: 0.3382646; as it is where it has few. */
export function shortDigits(threshold: number | null): string {
  if (threshold === null) return 'none'
  const whole = formatExact(threshold)
  return whole.length <= 9 ? whole : formatNumber(Number(threshold.toPrecision(7)), 12)
}

/** What the small chart of a group draws; null where there is no objective to draw. */
export function objectiveInput(
  { verdict, leading, others }: ExplanationGroup,
  { recorded }: ExplanationResult,
  digits: string,
  range: readonly [number, number],
): ObjectiveChartInput | null {
  const { curve, threshold } = leading
  if (curve === null || curve.thresholds.length < 2) return null
  return {
    curve,
    recorded: { value: recorded.value, digits },
    own: threshold === null ? null : { value: threshold, digits: shortDigits(threshold) },
    others: leading.kind === 'grid-step' ? others.flatMap((other) => other.threshold ?? []) : [],
    stands: verdict !== 'refuted',
    range,
  }
}

/** What a small chart shows, in a sentence. */
export function objectiveFinding(group: ExplanationGroup, digits: string): string {
  const { curve, threshold } = group.leading
  const best = curve?.best === 'target' ? 'meets its target' : `is ${curve?.best ?? 'best'}`
  return `${curve?.name ?? group.leading.title}: ${best} at ${shortDigits(threshold)}; recorded is ${digits}.`
}

/** The points of a small chart as a table. */
export function objectiveTable(group: ExplanationGroup): ChartTable {
  const { curve, threshold } = group.leading
  const thresholds = curve?.thresholds ?? []
  const best = thresholds.findIndex((candidate) => threshold !== null && candidate >= threshold)
  return {
    caption: groupTitle(group),
    ...(best < 0 ? {} : { opensAt: best }),
    columns: [
      { title: 'Threshold', numeric: false },
      { title: curve?.name ?? 'Value', numeric: true },
    ],
    rows: thresholds.map((at, index) => [shortDigits(at), formatNumber(curve?.values[index] ?? Number.NaN, 6)]),
  }
}

/** Where the evidence speaks for an explanation, in a few words: "config.yaml:23, submission.csv". */
export function corroborationWords({ corroboration }: ExplanationGroup['leading']): string {
  const places = corroboration.map(({ path, line }) => `${path.slice(path.lastIndexOf('/') + 1)}${line === null ? '' : `:${line}`}`)
  return [...new Set(places)].join(', ')
}
