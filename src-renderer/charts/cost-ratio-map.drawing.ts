import type { RatioStep } from '../../src-main/contract/recommendation.ts'
import { axisLabel } from './axis-label.ts'
import { chartDrawing, type ChartDrawing } from './chart-drawing.ts'
import type { ChartFrame } from './chart-frame.ts'
import { alongLine, freePlace } from './free-place.ts'
import { linePath } from './line-path.ts'
import { layers, lineMark, rectMark, textMark, thresholdMark } from './marks.ts'
import type { Mark } from './marks.ts'
import { axisMarks } from './axis-marks.ts'
import { logTicks, multiplesWithin, niceStep, stepDecimals, toPixel } from './scale.ts'

/** The best threshold for each cost ratio, with the current ratio and, where one is selected, a recorded threshold. */
export interface RatioMapInput {
  readonly steps: readonly RatioStep[]
  /** Cost of a false negative over that of a false positive; null where only one of them costs anything. */
  readonly ratio: number | null
  readonly ratioWords: string
  readonly threshold: number | null
  readonly recorded: {
    readonly threshold: number | null
    /** The ratios for which a value of its interval is best; null where there is none. */
    readonly needs: readonly [number, number | null] | null
    /** Two lines: "0.338 needs", "17.4–19.9 : 1". */
    readonly words: readonly [string, string]
  } | null
  readonly axisTitle: string
}

/** The ratios that the axis shows: a decade below the current one to half a decade above, and what the recorded threshold needs when it is near. */
export function ratioDomain(input: Pick<RatioMapInput, 'ratio' | 'recorded'>): [number, number] {
  const centre = input.ratio !== null && input.ratio > 0 ? input.ratio : 10
  let low = centre / 10
  let high = centre * 5
  const needs = input.recorded?.needs ?? null
  if (needs !== null) {
    if (needs[0] > 0 && needs[0] < low && needs[0] > low / 100) low = needs[0]
    const top = needs[1] ?? needs[0]
    if (top > high && top < high * 100) high = top
  }
  return [snapDown(low), snapUp(high)]
}

function snapDown(value: number): number {
  return logTicks(value / 10, value).at(-1) ?? value
}

function snapUp(value: number): number {
  return logTicks(value, value * 10)[0] ?? value
}

/** The steps inside the domain as points [ratio, threshold]; flag nobody lies at `top`. */
export function ratioPoints(steps: readonly RatioStep[], domain: readonly [number, number], top: number): [number, number][] {
  return steps.flatMap((step): [number, number][] => {
    const from = Math.max(domain[0], step.from)
    const to = Math.min(domain[1], step.to ?? Infinity)
    if (from > to) return []
    const threshold = step.threshold ?? top
    return [
      [from, threshold],
      [to, threshold],
    ]
  })
}

/** A step for each cost ratio on a logarithmic axis; the current ratio as a dot with its lines, the recorded threshold dashed. */
export function ratioMapDrawing(input: RatioMapInput, frame: ChartFrame): ChartDrawing {
  const { palette, measure } = frame
  const domain = ratioDomain(input)
  const values = input.steps
    .filter((step) => step.from <= domain[1] && (step.to ?? Infinity) >= domain[0])
    .flatMap((step) => (step.threshold === null ? [] : [step.threshold]))
  const y = thresholdDomain([...values, ...(input.recorded?.threshold == null ? [] : [input.recorded.threshold])])
  const step = niceStep(y[1] - y[0], 4)
  const ticks = y[0] === 0 && y[1] === 1 ? [0, 0.25, 0.5, 0.75, 1] : multiplesWithin(y[0], y[1], step)
  const decimals = stepDecimals(step)
  const format = (value: number) => (Number.isInteger(value) ? String(value) : axisLabel(value, Math.max(decimals, 2)))
  const labels = Math.max(...ticks.map((tick) => measure(format(tick), 400)))
  const plot = { left: Math.ceil(labels) + 12, right: frame.width - 14, top: 8, bottom: frame.height - 38 }
  const scales = {
    x: { domain, range: [plot.left, plot.right], logarithmic: true },
    y: { domain: y, range: [plot.bottom, plot.top] },
  } as const
  const points = ratioPoints(input.steps, domain, y[1])
  const pixels = points.map(([ratio, threshold]) => [toPixel(scales.x, ratio), toPixel(scales.y, threshold)] as const)
  const curve = pixels.slice(1).flatMap((point, index) => alongLine(pixels[index] ?? point, point))
  const px = (ratio: number) => toPixel(scales.x, Math.min(domain[1], Math.max(domain[0], ratio)))
  const marks: Mark[] = ticks.map((tick) => {
    const at = Math.round(toPixel(scales.y, tick)) + 0.5
    return lineMark([plot.left, at], [plot.right, at], palette.grid, { z: layers.behind })
  })
  const taken: [number, number][] = [...curve]
  const boxes = []
  if (input.ratio !== null && input.ratio >= domain[0] && input.ratio <= domain[1]) {
    const at = [px(input.ratio), toPixel(scales.y, input.threshold ?? y[1])] as const
    marks.push(
      lineMark([plot.left, at[1]], at, palette.recommended, { width: 1.5 }),
      lineMark(at, [at[0], plot.bottom], palette.recommended, { width: 1.5 }),
      thresholdMark('recommended', at, frame),
    )
    taken.push(...alongLine([plot.left, at[1]], at), ...alongLine(at, [at[0], plot.bottom]))
    const width = measure(input.ratioWords, 600)
    const spot = freePlace(
      [[at[0] + 8, at[1] - 19], [at[0] + 9, at[1] + 6], [at[0] - 8 - width, at[1] - 19], [at[0] - 8 - width, at[1] + 6], [at[0] + 9, at[1] - 34]],
      { width, height: 13 },
      { bounds: { ...plot, right: frame.width }, points: curve, boxes: [] },
    )
    if (spot !== null) {
      marks.push(textMark(input.ratioWords, [spot.left, spot.top], palette.recommended, { weight: 600 }))
      boxes.push(spot)
    }
  }
  if (input.recorded !== null) {
    const { needs, threshold, words } = input.recorded
    if (needs !== null && needs[0] <= domain[1] && (needs[1] ?? Infinity) >= domain[0]) {
      const from = px(needs[0])
      const to = needs[1] === null ? plot.right : px(needs[1])
      marks.unshift(rectMark({ x: from, y: plot.top, width: Math.max(2, to - from), height: plot.bottom - plot.top }, palette.recordedSoft))
    }
    const at = toPixel(scales.y, threshold ?? y[1])
    marks.push(lineMark([plot.left, at], [plot.right, at], palette.recorded, { width: 1.5, dash: [4, 3] }))
    const width = Math.max(measure(words[0], 600), measure(words[1], 600))
    const spot = freePlace(
      [[plot.left + 6, at + 4], [plot.left + 1, at + 4], [plot.left + 6, at - 33], [plot.right - width, at - 33], [plot.right - width, at + 4]],
      { width, height: 29 },
      { bounds: { ...plot, right: frame.width }, points: taken, boxes },
    )
    if (spot !== null) {
      marks.push(
        textMark(words[0], [spot.left, spot.top], palette.recorded, { weight: 600 }),
        textMark(words[1], [spot.left, spot.top + 14], palette.recorded, { weight: 600 }),
      )
    }
  }
  const title = textMark(input.axisTitle, [(plot.left + plot.right) / 2, frame.height - 14], palette.ink2, { align: 'center' })
  const xAxis = { scale: scales.x, ticks: logTicks(domain[0], domain[1]), format: (value: number) => String(Number(value.toPrecision(3))) }
  return chartDrawing(frame, {
    plot,
    scales,
    axes: axisMarks(plot, xAxis, { scale: scales.y, ticks, format }, frame),
    lines: [{ path: linePath(points, scales), stroke: palette.ink, width: 1.8 }],
    marks: [...marks, title],
  })
}

function thresholdDomain(values: readonly number[]): [number, number] {
  const low = Math.min(...values)
  const high = Math.max(...values)
  if (!Number.isFinite(low) || (low >= 0 && high <= 1)) return [0, 1]
  const step = niceStep(high - low || Math.abs(high) || 1, 4)
  return [Math.floor(low / step) * step, Math.ceil(high / step) * step]
}
