import { chartDrawing, type ChartDrawing } from '../../charts/chart-drawing.ts'
import type { ChartFrame } from '../../charts/chart-frame.ts'
import { axisLabel } from '../../charts/axis-label.ts'
import { linePath } from '../../charts/line-path.ts'
import { dotMark, layers, lineMark, textMark, thresholdMark, type Mark, type Pixel } from '../../charts/marks.ts'
import { axisMarks } from '../../charts/axis-marks.ts'
import { multiplesWithin, niceStep, stepDecimals, toPixel, type Scale } from '../../charts/scale.ts'
import { valueAt, type DrawnCurve } from './explanation-groups.ts'

/** An objective around a recorded value and its own best threshold. */
export interface ObjectiveChartInput {
  readonly curve: DrawnCurve
  readonly recorded: { readonly value: number; readonly digits: string }
  /** Its own threshold; null flags nobody. */
  readonly own: { readonly value: number; readonly digits: string } | null
  /** Further thresholds of the same kind, such as those of coarser grids. */
  readonly others: readonly number[]
  /** The dot in blue; in grey where the explanation is refuted. */
  readonly stands: boolean
  /** Thresholds that are drawn, as in every small chart beside it. */
  readonly range: readonly [number, number]
}

const side = 6

/** Dashed line at the recorded value, dot at the own optimum; what lies outside the range is named at its edge. */
export function objectiveDrawing(input: ObjectiveChartInput, frame: ChartFrame): ChartDrawing {
  const { palette } = frame
  const plot = { left: side, right: frame.width - side, top: 18, bottom: frame.height - 17 }
  const step = niceStep(input.range[1] - input.range[0], 4)
  const points = pointsWithin(input)
  const values = points.map(([, value]) => value)
  const [low, high] = values.length === 0 ? [0, 1] : [Math.min(...values), Math.max(...values)]
  const room = (high - low || 1) * 0.14
  const y = { domain: [low - room, high + room], range: [plot.bottom, plot.top] } as const
  const x = { domain: input.range, range: [plot.left, plot.right] } as const
  const marks: Mark[] = []
  const recordedAt = toPixel(x, input.recorded.value)
  marks.push(lineMark([recordedAt, plot.top], [recordedAt, plot.bottom], palette.recorded, { width: 1.5, dash: [4, 3] }))
  for (const other of input.others) {
    const value = valueAt(input.curve, other)
    if (value === null || !inside(input, other)) continue
    marks.push(dot([toPixel(x, other), toPixel(y, value)], palette.ink3, palette.surface, 3.2))
  }
  marks.push(...ownMarks(input, frame, x, y, plot))
  const ticks = multiplesWithin(input.range[0], input.range[1], step)
  return chartDrawing(frame, {
    plot,
    scales: { x, y },
    axes: axisMarks(plot, { scale: x, ticks, format: (value) => axisLabel(value, stepDecimals(step)) }, null, frame),
    lines: [{ path: linePath(points, { x, y }), stroke: palette.ink, width: 1.8 }],
    marks,
  })
}

function ownMarks(input: ObjectiveChartInput, frame: ChartFrame, x: Scale, y: Scale, plot: { left: number; right: number; bottom: number }): Mark[] {
  const { palette, measure } = frame
  const { own, recorded } = input
  const centre = (words: string, at: number) => {
    const half = measure(words, 600) / 2
    return Math.min(frame.width - half, Math.max(half, at))
  }
  const text = (words: string, at: number, colour: string, top = 1) =>
    textMark(words, [centre(words, at), top], colour, { weight: 600, align: 'center' })
  const recordedAt = centre(recorded.digits, toPixel(x, recorded.value))
  const apart = (words: string, at: number) =>
    Math.abs(centre(words, at) - recordedAt) > (measure(words, 600) + measure(recorded.digits, 600)) / 2 + 5
  const recordedText = text(recorded.digits, recordedAt, palette.recorded)
  if (own === null) return [recordedText]
  const colour = input.stands ? palette.recommended : palette.ink2
  const at = toPixel(x, own.value)
  if (!inside(input, own.value)) {
    const right = own.value > input.range[1]
    const [words, edge] = right ? [`${own.digits} →`, plot.right] : [`← ${own.digits}`, plot.left]
    return [recordedText, text(words, edge, colour, apart(words, edge) ? 1 : plot.bottom - 14)]
  }
  const value = valueAt(input.curve, own.value)
  const level = toPixel(y, value ?? y.domain[0])
  const mark = input.stands ? thresholdMark('recommended', [at, level], frame) : dot([at, level], palette.ink2, palette.surface, 4.4)
  return apart(own.digits, at) ? [recordedText, mark, text(own.digits, at, colour)] : [recordedText, mark]
}

function dot(at: Pixel, fill: string, stroke: string, r: number): Mark {
  return dotMark(at, r, fill, { stroke, width: 1.2, z: layers.front + 4 })
}

function inside({ range }: ObjectiveChartInput, threshold: number): boolean {
  return threshold >= range[0] && threshold <= range[1]
}

/** The points in range, with one at each end where the curve goes on. */
function pointsWithin(input: ObjectiveChartInput): [number, number][] {
  const { curve, range } = input
  const points = curve.thresholds.flatMap((at, index): [number, number][] => {
    const value = curve.values[index]
    return value !== undefined && Number.isFinite(value) && inside(input, at) ? [[at, value]] : []
  })
  const end = (at: number): [number, number][] => {
    const value = valueAt(curve, at)
    return value === null || points.some(([known]) => known === at) ? [] : [[at, value]]
  }
  return [...end(range[0]), ...points, ...end(range[1])]
}
