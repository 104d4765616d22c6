import type { MetricHistory } from '../../../src-main/contract/comparison.ts'
import { axisLabel } from '../../charts/axis-label.ts'
import { chartDrawing, type ChartDrawing } from '../../charts/chart-drawing.ts'
import type { ChartFrame } from '../../charts/chart-frame.ts'
import { linePath } from '../../charts/line-path.ts'
import { dotMark, layers, lineMark, textMark, type Mark } from '../../charts/marks.ts'
import { axisMarks } from '../../charts/axis-marks.ts'
import { multiplesWithin, niceStep, stepDecimals, toPixel, type Scale } from '../../charts/scale.ts'
import { runLetter } from './comparison-rows.ts'
import { isAtOneStep } from './metric-history.ts'

/** Dashes tell runs apart; the letter at the end of a curve names it. */
const dashes: readonly number[][] = [[6, 3], [2, 3], [8, 3, 2, 3], [4, 4], [1, 2]]
const labelHeight = 13
/** A curve of more points is drawn without a dot at each. */
const mostDots = 60

interface ValueAxis {
  readonly domain: readonly [number, number]
  readonly ticks: readonly number[]
  readonly format: (value: number) => string
}

/** An axis over the values with about `count` ticks that are at least `least` apart. */
function axisOf(values: readonly number[], count: number, least = 0): ValueAxis {
  const low = values.reduce((least, value) => Math.min(least, value), Infinity)
  const high = values.reduce((greatest, value) => Math.max(greatest, value), -Infinity)
  if (!(low <= high)) return { domain: [0, 1], ticks: [0, 1], format: String }
  const room = high === low ? Math.abs(high) * 0.1 || 1 : 0
  const domain = [low - room, high + room] as const
  const step = Math.max(least, niceStep(domain[1] - domain[0], count))
  const decimals = stepDecimals(step)
  return { domain, ticks: multiplesWithin(domain[0], domain[1], step), format: (value) => axisLabel(value, decimals) }
}

/**
 * A curve a run over the steps of a metric, or over the order of logging where all points stand at one step; the
 * baseline solid, the others dashed, each named at its end.
 */
export function metricHistoryDrawing(history: MetricHistory, baseline: number, frame: ChartFrame): ChartDrawing {
  const { palette, measure } = frame
  const ordered = isAtOneStep(history)
  const curves = history.series.map(({ points }) => points.map(({ step, value }, index) => ({ at: ordered ? index + 1 : step, value })))
  const values = curves.flatMap((points) => points.flatMap(({ value }) => value ?? []))
  const x = axisOf(curves.flatMap((points) => points.map(({ at }) => at)), 6, 1)
  const y = axisOf(values, 4)
  const left = 16 + Math.max(20, ...y.ticks.map((tick) => measure(y.format(tick), 400)))
  const plot = { left, right: frame.width - 30, top: 12, bottom: frame.height - 38 }
  const across: Scale = { domain: x.domain, range: [plot.left, plot.right] }
  const up: Scale = { domain: y.domain, range: [plot.bottom, plot.top] }
  const marks: Mark[] = y.ticks.map((tick) => {
    const at = Math.round(toPixel(up, tick)) + 0.5
    return lineMark([plot.left, at], [plot.right, at], palette.grid, { z: layers.behind })
  })
  const ends: { letter: string; at: readonly [number, number]; ink: string }[] = []
  const lines = curves.map((points, index) => {
    const ink = index === baseline ? palette.ink : palette.ink2
    const last = points.findLast(({ value }) => value !== null)
    if (last !== undefined && last.value !== null) ends.push({ letter: runLetter(index), at: [toPixel(across, last.at), toPixel(up, last.value)], ink })
    if (points.length <= mostDots) {
      const dots = points.flatMap(({ at, value }) => (value === null ? [] : [dotMark([toPixel(across, at), toPixel(up, value)], 2, ink)]))
      marks.push(...dots)
    }
    const path = linePath(points.map(({ at, value }) => [at, value]), { x: across, y: up })
    return { path, stroke: ink, width: 1.8, ...(index === baseline ? {} : { dash: dashes[index % dashes.length] ?? [6, 3] }) }
  })
  let below = -Infinity
  for (const { letter, at, ink } of ends.sort((a, b) => a.at[1] - b.at[1])) {
    // Letters of curves that end together step down, each tied to its end by a thin line.
    const top = Math.max(at[1] - labelHeight / 2, below)
    below = top + labelHeight
    const right = Math.max(at[0] + 8, plot.right + 8)
    marks.push(lineMark([at[0] + 3, at[1]], [right - 2, top + labelHeight / 2], palette.control, { z: layers.behind + 1 }))
    marks.push(textMark(letter, [right, top], ink, { weight: 600 }))
  }
  marks.push(textMark(ordered ? 'point, in the order of logging' : 'step', [(plot.left + plot.right) / 2, frame.height - 14], palette.ink2, { align: 'center' }))
  return chartDrawing(frame, {
    plot,
    scales: { x: across, y: up },
    axes: axisMarks(plot, { scale: across, ...x }, { scale: up, ...y }, frame),
    // The baseline in front of the others.
    lines: [...lines.filter((_, index) => index !== baseline), ...lines.slice(baseline, baseline + 1)],
    marks,
  })
}
