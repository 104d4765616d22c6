import { axisLabel } from './axis-label.ts'
import { chartDrawing, type ChartDrawing } from './chart-drawing.ts'
import type { ChartFrame } from './chart-frame.ts'
import { alongLine, freePlace } from './free-place.ts'
import type { Box } from './label-layout.ts'
import { linePath } from './line-path.ts'
import { dotMark, layers, lineMark, rectMark, roleColour, textMark, thresholdMark } from './marks.ts'
import type { Mark } from './marks.ts'
import { axisMarks } from './axis-marks.ts'
import { multiplesWithin, niceStep, stepDecimals, toPixel, type Scale } from './scale.ts'

/** A line of a statistic; its name stands at its end or where there is room along it. */
export interface StatisticLine {
  readonly name: string
  readonly points: readonly (readonly [number, number])[]
  /** Main is the curve of this score; comparison is what it is held against. */
  readonly kind: 'main' | 'comparison'
}

/** A statistic on two number axes: lines, points with intervals, operating points and a shaded column. */
export interface StatisticInput {
  readonly x: readonly [number, number]
  readonly y: readonly [number, number]
  /** Shares are marked in percent. */
  readonly percent?: { readonly x: boolean; readonly y: boolean }
  readonly lines: readonly StatisticLine[]
  readonly estimates?: readonly { readonly x: number; readonly value: number; readonly low: number; readonly high: number }[]
  readonly marks?: readonly { readonly kind: 'recommended' | 'recorded' | 'reference'; readonly x: number; readonly y: number; readonly name: string }[]
  /** A column from, to on the x axis: the place that the decision is about. */
  readonly column?: readonly [number, number]
  readonly axisTitle: string
}

/** Draws a statistic in the room that there is; lines end where they leave the y axis. */
export function statisticDrawing(input: StatisticInput, frame: ChartFrame): ChartDrawing {
  const { palette, measure } = frame
  const plot = { left: 40, right: frame.width - 20, top: 8, bottom: frame.height - 36 }
  const x = { domain: input.x, range: [plot.left, plot.right] } as const
  const y = { domain: input.y, range: [plot.bottom, plot.top] } as const
  const within = (value: number) => Math.min(input.y[1], Math.max(input.y[0], value))
  const at = ([across, up]: readonly [number, number]) => [toPixel(x, across), toPixel(y, within(up))] as const
  const axis = (scale: Scale, count: number, percent: boolean) => {
    const { domain } = scale
    const step = niceStep(domain[1] - domain[0], count)
    const decimals = Math.max(0, stepDecimals(step) - (percent ? 2 : 0))
    const format = (value: number) => (percent ? `${axisLabel(value * 100, decimals)}\u202f%` : axisLabel(value, decimals))
    return { scale, ticks: multiplesWithin(domain[0], domain[1], step), format }
  }
  const xAxis = axis(x, Math.max(2, Math.floor(frame.width / 80)), input.percent?.x === true)
  const yAxis = axis(y, Math.max(2, Math.floor(frame.height / 45)), input.percent?.y === true)
  const marks: Mark[] = yAxis.ticks.map((tick) => {
    const level = Math.round(toPixel(y, tick)) + 0.5
    return lineMark([plot.left, level], [plot.right, level], palette.grid, { z: layers.behind })
  })
  if (input.column !== undefined) {
    const [from, to] = input.column.map((end) => Math.min(plot.right, Math.max(plot.left, toPixel(x, end))))
    const left = from ?? plot.left
    marks.push(rectMark({ x: left, y: plot.top, width: Math.max(2, (to ?? left) - left), height: plot.bottom - plot.top }, palette.recommendedSoft))
  }
  const points: (readonly [number, number])[] = input.lines.flatMap((line) => {
    const seen = shownPoints(line, within)
    return seen.slice(1).flatMap((point, index) => alongLine(at(seen[index] ?? point), at(point)))
  })
  for (const { x: across, value, low, high } of input.estimates ?? []) {
    const [centre, level] = at([across, value])
    const [, top] = at([across, high])
    const [, bottom] = at([across, low])
    marks.push(lineMark([centre, top], [centre, bottom], palette.ink, { width: 1.4 }))
    marks.push(dotMark([centre, level], 3, palette.ink, { stroke: palette.surface, z: layers.front + 1 }))
    points.push(...alongLine([centre, top], [centre, bottom]))
  }
  const boxes: Box[] = []
  const name = (text: string, corners: readonly (readonly [number, number])[], colour: string) => {
    const spot = freePlace(corners, { width: measure(text, 600), height: 13 }, { bounds: plot, points, boxes })
    if (spot === null) return
    boxes.push(spot)
    marks.push(textMark(text, [spot.left, spot.top], colour, { weight: 600 }))
  }
  for (const mark of input.marks ?? []) {
    const [centre, level] = at([mark.x, mark.y])
    const width = measure(mark.name, 600)
    marks.push(thresholdMark(mark.kind, [centre, level], frame))
    const corners = [9, -width - 9].flatMap((aside) => [-18, 6, -32, 20, -46].map((up) => [centre + aside, level + up] as const))
    name(mark.name, corners, roleColour(mark.kind, palette))
  }
  for (const line of input.lines) {
    const width = measure(line.name, 600)
    const corners = [0.98, 0.85, 0.7, 0.55, 0.4, 0.25, 0.1, 0].flatMap((share) => {
      const seen = shownPoints(line, within)
      const [across, level] = at(seen[Math.round(share * (seen.length - 1))] ?? [input.x[0], input.y[0]])
      return [-17, 5, -30, 18].map((up) => [Math.min(plot.right - width, across - width / 2), level + up] as const)
    })
    if (line.name !== '') name(line.name, corners, line.kind === 'main' ? palette.ink : palette.ink2)
  }
  marks.push(textMark(input.axisTitle, [(plot.left + plot.right) / 2, frame.height - 14], palette.ink2, { align: 'center' }))
  return chartDrawing(frame, {
    plot,
    scales: { x, y },
    axes: axisMarks(plot, xAxis, yAxis, frame),
    lines: comparisonFirst(input.lines).map(({ kind, points: values }) => {
      // Beyond the axis there is no line: one along its end would be read as a value.
      const path = linePath(values.map(([across, up]) => [across, up === within(up) ? up : null]), { x, y })
      return kind === 'main' ? { path, stroke: palette.ink, width: 1.8 } : { path, stroke: palette.control, width: 1.4, dash: [4, 3] }
    }),
    marks,
  })
}

function comparisonFirst(lines: readonly StatisticLine[]): StatisticLine[] {
  return lines.toSorted((a, b) => Number(a.kind === 'main') - Number(b.kind === 'main'))
}

function shownPoints({ points }: StatisticLine, within: (value: number) => number): (readonly [number, number])[] {
  return points.filter(([, up]) => up === within(up))
}
