import { axisLabel } from './axis-label.ts'
import { chartDrawing, type ChartDrawing } from './chart-drawing.ts'
import type { ChartFrame } from './chart-frame.ts'
import { layOutStrips, stripMarks } from './cost-curve-strips.ts'
import { layers, lineMark, roleColour, textMark, thresholdMark } from './marks.ts'
import type { Mark } from './marks.ts'
import { axisMarks } from './axis-marks.ts'
import { linePath } from './line-path.ts'
import { multiplesWithin, niceStep, stepDecimals, toPixel } from './scale.ts'

/** A threshold on the axis. */
export interface BootstrapMark {
  readonly kind: 'recommended' | 'recorded'
  readonly threshold: number
  readonly name: string
}

/** How the best thresholds of resamples lie, with the thresholds that a person asks about. */
export interface BootstrapInput {
  /** One more edge than counts; equal edges are one value that every resample gave. */
  readonly edges: readonly number[]
  readonly counts: readonly number[]
  readonly marks: readonly BootstrapMark[]
  /** The axis reaches to these marks where they are near enough; the others are drawn where they lie on it. */
  readonly reach: readonly number[]
  /** Where 95 % of the resamples have their best threshold; null where an end refuses nobody. */
  readonly interval: { readonly from: number; readonly to: number; readonly name: string; readonly value: string } | null
  readonly axisTitle: string
}

/** Thresholds farther from the bars than this many times their width are left out, or the bars would be a line. */
const farthest = 3

/** The thresholds that the axis runs over: every bar, and what it should reach that is near enough. */
export function bootstrapDomain({ edges, reach }: Pick<BootstrapInput, 'edges' | 'reach'>): [number, number] {
  const [low, high] = [edges[0] ?? 0, edges.at(-1) ?? 1]
  const width = high > low ? high - low : Math.max(Math.abs(high), 1e-6) * 0.1
  const near = reach.filter((threshold) => threshold >= low - width * farthest && threshold <= high + width * farthest)
  const [from, to] = [Math.min(low, ...near), Math.max(high, ...near)]
  const margin = Math.max((to - from) * 0.04, width * 0.06)
  return [from - margin, to + margin]
}

const room = { top: 30, axis: 20, strips: 12, title: 14 }

/** Resamples by their best threshold as a stepped area, the marks with their names above, the interval as a whisker below. */
export function bootstrapDrawing(input: BootstrapInput, frame: ChartFrame): ChartDrawing {
  const { palette, measure } = frame
  const domain = bootstrapDomain(input)
  const single = input.edges[0] === input.edges.at(-1)
  const top = Math.max(1, ...input.counts) * 1.08
  const x = { domain, range: [10, frame.width - 10] } as const
  const strips = layOutStrips(input.interval === null ? [] : [{ shape: 'whisker', ...input.interval }], x, frame)
  const below = strips.height === 0 ? 0 : room.strips + strips.height
  const plot = { left: x.range[0], right: x.range[1], top: room.top, bottom: frame.height - room.axis - room.title - below }
  const scales = { x, y: { domain: [0, top], range: [plot.bottom, plot.top] } } as const
  const marks: Mark[] = []
  const taken: { left: number; right: number }[] = []
  const inside = input.marks.filter(({ threshold }) => threshold >= domain[0] && threshold <= domain[1])
  for (const mark of inside.toReversed()) {
    const at = toPixel(x, mark.threshold)
    const colour = roleColour(mark.kind, palette)
    marks.push(
      lineMark([at, plot.top - 4], [at, plot.bottom], colour, mark.kind === 'recommended' ? { width: 2 } : { width: 1.5, dash: [4, 3] }),
      thresholdMark(mark.kind, [at, plot.bottom], frame),
    )
  }
  for (const mark of inside) {
    const at = toPixel(x, mark.threshold)
    const width = measure(mark.name, 600)
    const left = Math.min(frame.width - width, Math.max(0, at - width / 2))
    const row = taken.some((other) => left < other.right + 6 && other.left < left + width + 6) ? 1 : 0
    if (row === 1 && taken.length > 1) continue
    taken.push({ left, right: left + width })
    marks.push(textMark(mark.name, [left, row === 0 ? 12 : 0], roleColour(mark.kind, palette), { weight: 600 }))
  }
  if (single) {
    const at = toPixel(x, input.edges[0] ?? 0)
    marks.push(lineMark([at, plot.top], [at, plot.bottom], palette.ink, { width: 3, z: layers.behind }))
  }
  const best = input.marks.find(({ kind }) => kind === 'recommended')?.threshold ?? domain[1]
  const titleY = plot.bottom + room.axis
  const step = niceStep(domain[1] - domain[0], Math.max(2, Math.floor(frame.width / 70)))
  marks.push(textMark(input.axisTitle, [(plot.left + plot.right) / 2, titleY], palette.ink2, { align: 'center' }))
  const axis = { scale: x, ticks: multiplesWithin(domain[0], domain[1], step), format: (value: number) => axisLabel(value, stepDecimals(step)) }
  const area = {
    path: linePath(outline(input), scales, 'end'),
    stroke: palette.recommended,
    width: 1,
    fill: { colour: palette.recommendedSoft, opacity: 1 },
  }
  return chartDrawing(frame, {
    plot,
    scales,
    axes: axisMarks(plot, axis, null, frame),
    lines: single ? [] : [area],
    marks: [...marks, ...stripMarks(strips.placed, titleY + room.title + room.strips, toPixel(x, best), frame)],
  })
}

function outline({ edges, counts }: Pick<BootstrapInput, 'edges' | 'counts'>): [number, number][] {
  return [
    [edges[0] ?? 0, 0],
    ...counts.map((count, bin): [number, number] => [edges[bin] ?? 0, count]),
    [edges.at(-1) ?? 1, counts.at(-1) ?? 0],
    [edges.at(-1) ?? 1, 0],
  ]
}
