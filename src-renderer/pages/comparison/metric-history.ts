import type { MetricHistory } from '../../../src-main/contract/comparison.ts'
import type { ChartTable } from '../../charts/chart-table.ts'
import { formatMoment } from '../../format/date.ts'
import { formatCount, formatExact, plural } from '../../format/number.ts'
import { visibleText } from '../../format/visible-text.ts'
import { runLetter } from './comparison-rows.ts'

/** True where a run logged several points and all points stand at one step, so that steps don't tell them apart. */
export function isAtOneStep({ series }: MetricHistory): boolean {
  const steps = new Set(series.flatMap(({ points }) => points.map(({ step }) => step)))
  return steps.size === 1 && series.some(({ points }) => points.length > 1)
}

/** What the curves say, in a sentence. */
export function historyFinding(history: MetricHistory): string {
  const parts = history.series.map(({ points }, index) => {
    const letter = runLetter(index)
    const [first] = points
    const last = points.at(-1)
    if (first === undefined || last === undefined) return `${letter} has no point`
    if (points.length === 1) return `${letter} has one point, ${first.printed}`
    return `${letter} goes from ${first.printed} at step ${formatCount(first.step)} to ${last.printed} at step ${formatCount(last.step)}`
  })
  return `${visibleText(history.key)}: ${parts.join('; ')}.`
}

/** How many points there are, and whether some are left out. */
export function historyCounts(history: MetricHistory): string {
  const shown = history.series.reduce((sum, { points }) => sum + points.length, 0)
  const leftOut = history.series.reduce((sum, series) => sum + series.leftOut, 0)
  const odd = history.series.reduce((sum, { points }) => sum + points.filter(({ value }) => value === null).length, 0)
  return [
    plural(shown + leftOut, 'logged point'),
    ...(leftOut > 0 ? [`${formatCount(leftOut)} in between left out; the first, last, least and greatest never are`] : []),
    ...(odd > 0 ? [`${formatCount(odd)} NaN or infinite, a gap in the curve`] : []),
  ].join('; ')
}

/** Every point of every run as a table. */
export function historyTable(history: MetricHistory): ChartTable {
  return {
    caption: `Points of ${visibleText(history.key)}`,
    columns: [
      { title: 'Run', numeric: false },
      { title: 'Step', numeric: true },
      { title: 'Value', numeric: true },
      { title: 'Logged', numeric: false },
    ],
    rows: history.series.flatMap(({ points }, index) =>
      points.map(({ step, timestamp, value, printed }) => [
        runLetter(index),
        formatCount(step),
        value === null ? printed : formatExact(value),
        formatMoment(timestamp),
      ]),
    ),
  }
}
