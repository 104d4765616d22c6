import type { CostCurve } from '../../src-main/contract/recommendation.ts'
import { axisLabel } from './axis-label.ts'
import { axisMarks } from './axis-marks.ts'
import { chartDrawing, type ChartDrawing } from './chart-drawing.ts'
import type { ChartFrame } from './chart-frame.ts'
import { costCurveMarks, curvePixels } from './cost-curve-marks.ts'
import type { CurveMark } from './cost-curve-marks.ts'
import { costUnit, focusedRange, wholeRange } from './cost-curve-range.ts'
import type { CurveRange } from './cost-curve-range.ts'
import { layOutStrips, stripMarks } from './cost-curve-strips.ts'
import type { CurveStrip } from './cost-curve-strips.ts'
import { linePath } from './line-path.ts'
import { lowerBound, stepDecimals, toPixel } from './scale.ts'

/** What the cost curve shows. Thresholds and costs are in their own units. */
export interface CostCurveInput {
  readonly curve: CostCurve
  /** The recommended threshold first; it always is drawn. */
  readonly marks: readonly CurveMark[]
  readonly optimum: { readonly threshold: number | null; readonly cost: number }
  /** The mark whose difference from the optimum is drawn as an arrow. */
  readonly compared: string | null
  /** The words at the arrow: "11,365 more". */
  readonly regretWords: string | null
  readonly withinOnePercent: readonly [number, number]
  readonly strips: readonly CurveStrip[]
  readonly whole: boolean
  /** high: a cut holds down to the next lower score; low: up to the next higher one. */
  readonly orientation: 'high' | 'low'
  /** What the pointer and the arrow keys say about the point of the curve with this index. */
  readonly describe: (index: number) => string
}

const room = { left: 44, right: 24, top: 6, axis: 20, stripsTop: 12 }

const ranges = new WeakMap<CostCurveInput, CurveRange>()

/** The part of the curve that is drawn; the page asks for it before the drawing does. */
export function costCurveRange(input: CostCurveInput): CurveRange {
  const range = ranges.get(input) ?? rangeOf(input)
  ranges.set(input, range)
  return range
}

function rangeOf(input: CostCurveInput): CurveRange {
  if (input.whole) return wholeRange(input.curve)
  const keep = input.marks.flatMap(({ kind, threshold, cost }) =>
    threshold === null || kind === 'reference' ? [] : [{ threshold, cost }],
  )
  return focusedRange(input.curve, input.optimum, keep)
}

/** "thousand units, axis from 148": the unit of the axis, and where it is cut. */
export function costAxisWords(range: CurveRange): string {
  const unit = costUnit(range.y[1])
  if (range.y[0] === 0) return `${unit.word}, axis from 0`
  return `${unit.word}, axis from ${axisLabel(range.y[0] / unit.divisor, shortDecimals(range.y[0] / unit.divisor))}`
}

function shortDecimals(value: number): number {
  return [0, 1, 2, 3].find((digits) => Math.abs(value - Number(value.toFixed(digits))) < 1e-9 * Math.abs(value)) ?? 4
}

/**
 * Cost of each threshold: the curve, the column within 1 % of the least cost, every mark with its label, the
 * regret of the compared mark as an arrow, and the strips of uncertainty on the same scale below the axis.
 */
export function costCurveDrawing(input: CostCurveInput, frame: ChartFrame): ChartDrawing {
  const { palette } = frame
  const range = costCurveRange(input)
  const unit = costUnit(range.y[1])
  const x = { domain: range.x, range: [room.left, frame.width - room.right] } as const
  const strips = layOutStrips(input.strips, x, frame)
  const below = strips.height === 0 ? 0 : room.stripsTop + strips.height
  const plot = { left: x.range[0], right: x.range[1], top: room.top, bottom: frame.height - room.axis - below }
  const scales = { x, y: { domain: range.y, range: [plot.bottom, plot.top] } } as const
  const points = visiblePoints(input.curve, range)
  const stepped = points.length < (plot.right - plot.left) / 4
  const step = stepped ? (input.orientation === 'high' ? 'start' : 'end') : false
  const { threshold } = input.optimum
  const best = threshold === null ? plot.right : toPixel(x, threshold)
  const xDecimals = stepDecimals((range.xTicks[1] ?? 1) - (range.xTicks[0] ?? 0))
  const yDecimals = shortDecimals(((range.yTicks[1] ?? 1) - (range.yTicks[0] ?? 0)) / unit.divisor)
  const xAxis = { scale: scales.x, ticks: range.xTicks, format: (value: number) => axisLabel(value, xDecimals) }
  const yAxis = { scale: scales.y, ticks: range.yTicks, format: (value: number) => axisLabel(value / unit.divisor, yDecimals) }
  return chartDrawing(frame, {
    plot,
    scales,
    axes: axisMarks(plot, xAxis, yAxis, frame),
    lines: [{ path: linePath(points, scales, step), stroke: palette.ink, width: 1.8 }],
    marks: [
      ...costCurveMarks({ ...input, plot, scales, yTicks: range.yTicks, curvePixels: curvePixels(points, scales, plot, step) }, frame),
      ...stripMarks(strips.placed, plot.bottom + room.axis + room.stripsTop, best, frame),
    ],
  })
}

/** The points [threshold, cost, index in the curve] in the range, with one more at each side so that the line leaves the frame. */
export function visiblePoints(curve: CostCurve, range: CurveRange): [number, number, number][] {
  const from = Math.max(0, lowerBound(curve.thresholds, range.x[0]) - 1)
  const to = Math.min(curve.thresholds.length, lowerBound(curve.thresholds, range.x[1]) + 1)
  return curve.thresholds
    .slice(from, to)
    .map((threshold, offset) => [threshold, curve.costs[from + offset] ?? Number.NaN, from + offset])
}
