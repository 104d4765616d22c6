import type { ClassDistribution } from '../../src-main/contract/recommendation.ts'
import { axisLabel } from './axis-label.ts'
import { chartDrawing, type ChartDrawing } from './chart-drawing.ts'
import type { ChartFrame } from './chart-frame.ts'
import { alongLine, freePlace } from './free-place.ts'
import { linePath } from './line-path.ts'
import { lineMark, roleColour, textMark } from './marks.ts'
import type { Mark } from './marks.ts'
import { axisMarks } from './axis-marks.ts'
import { multiplesWithin, niceStep, stepDecimals, toPixel, type Scale } from './scale.ts'

/** How the scores of the two classes lie, with the thresholds that divide them. */
export interface DistributionInput {
  readonly distribution: ClassDistribution
  readonly positiveWord: string
  readonly negativeWord: string
  readonly thresholds: readonly { readonly kind: 'recommended' | 'recorded'; readonly threshold: number; readonly name: string }[]
  readonly axisTitle: string
}

/** Share of a class for each unit of score in each bin: bins of different widths stay comparable. All 0 for an empty class. */
export function classDensity(edges: readonly number[], counts: readonly number[]): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0)
  return counts.map((count, bin) => {
    const width = (edges[bin + 1] ?? 0) - (edges[bin] ?? 0)
    return total === 0 || width <= 0 ? 0 : count / total / width
  })
}

/** Negative class as a light area with an outline, positive class as a dark line; thresholds as in the cost curve. */
export function distributionDrawing(input: DistributionInput, frame: ChartFrame): ChartDrawing {
  const { palette, measure } = frame
  const { edges, positives, negatives } = input.distribution
  const domain: [number, number] = [edges[0] ?? 0, edges.at(-1) ?? 1]
  const shares = { positive: classDensity(edges, positives), negative: classDensity(edges, negatives) }
  const top = Math.max(1e-300, ...shares.positive, ...shares.negative) * 1.06
  const plot = { left: 8, right: frame.width - 8, top: 24, bottom: frame.height - 38 }
  const scales = { x: { domain, range: [plot.left, plot.right] }, y: { domain: [0, top], range: [plot.bottom, plot.top] } } as const
  const outline = (heights: readonly number[]): [number, number][] => [
    [edges[0] ?? 0, 0],
    ...heights.map((height, bin): [number, number] => [edges[bin] ?? 0, height]),
    [edges.at(-1) ?? 1, 0],
  ]
  const corners = (heights: readonly number[]): [number, number][] =>
    heights.flatMap((height, bin): [number, number][] => {
      const y = toPixel(scales.y, height)
      return alongLine([toPixel(scales.x, edges[bin] ?? 0), y], [toPixel(scales.x, edges[bin + 1] ?? 0), y])
    })
  const lines = input.thresholds.filter(({ threshold }) => threshold >= domain[0] && threshold <= domain[1])
  const curve = [...corners(shares.positive), ...corners(shares.negative)]
  const lineX = lines.map(({ threshold }) => toPixel(scales.x, threshold))
  const points = [...curve, ...lineX.flatMap((x) => alongLine([x, plot.top], [x, plot.bottom]))]
  const marks: Mark[] = []
  for (const [index, line] of lines.entries()) {
    const x = lineX[index] ?? 0
    const colour = roleColour(line.kind, palette)
    marks.push(
      lineMark([x, plot.top - 4], [x, plot.bottom], colour, line.kind === 'recommended' ? { width: 2 } : { width: 1.5, dash: [4, 3] }),
    )
    const others = lineX.filter((_, other) => other !== index)
    const leftmost = others.every((other) => x <= other)
    const width = measure(line.name, 600)
    const asked = leftmost && lines.length > 1 ? x - width - 2 : x - 2
    const left = Math.min(frame.width - width, Math.max(0, asked))
    marks.push(textMark(line.name, [left, 4], colour, { weight: 600 }))
  }
  const words = [
    { word: input.negativeWord, colour: palette.negative, heights: shares.negative },
    { word: input.positiveWord, colour: palette.positive, heights: shares.positive },
  ]
  const boxes = []
  for (const { word, colour, heights } of words) {
    const width = measure(word, 600)
    const spot = freePlace(besidePeak(heights, edges, width, scales), { width, height: 13 }, { bounds: plot, points, boxes })
    if (spot === null) continue
    boxes.push(spot)
    marks.push(textMark(word, [spot.left, spot.top], colour, { weight: 600 }))
  }
  const step = niceStep(domain[1] - domain[0], 5)
  marks.push(textMark(input.axisTitle, [(plot.left + plot.right) / 2, frame.height - 14], palette.ink2, { align: 'center' }))
  const format = (value: number) => (Number.isInteger(value) ? String(value) : axisLabel(value, stepDecimals(step)))
  return chartDrawing(frame, {
    plot,
    scales,
    axes: axisMarks(plot, { scale: scales.x, ticks: multiplesWithin(domain[0], domain[1], step), format }, null, frame),
    lines: [
      {
        path: linePath(outline(shares.negative), scales, 'end'),
        stroke: palette.negative,
        width: 1,
        fill: { colour: palette.negativeFill, opacity: 0.75 },
      },
      { path: linePath(outline(shares.positive), scales, 'end'), stroke: palette.positive, width: 1.8 },
    ],
    marks,
  })
}

/** Corners to try for the word of a class: over its highest bins, from the highest down, then a little to either side. */
function besidePeak(
  heights: readonly number[],
  edges: readonly number[],
  width: number,
  scales: { readonly x: Scale; readonly y: Scale },
): [number, number][] {
  const bins = heights.map((height, bin) => ({ height, bin })).sort((a, b) => b.height - a.height)
  return bins.slice(0, 12).flatMap(({ height, bin }): [number, number][] => {
    const x = (toPixel(scales.x, edges[bin] ?? 0) + toPixel(scales.x, edges[bin + 1] ?? 0)) / 2
    const y = toPixel(scales.y, height) - 18
    return [0, -0.5, 0.5, -1, 1].map((shift) => [x - width / 2 + shift * width, y])
  })
}
