import { axisLabel } from './axis-label.ts'
import { chartDrawing, type ChartDrawing } from './chart-drawing.ts'
import type { ChartFrame } from './chart-frame.ts'
import { alongLine, freePlace } from './free-place.ts'
import { linePath } from './line-path.ts'
import { layers, lineMark, roleColour, textMark, thresholdMark } from './marks.ts'
import type { Mark } from './marks.ts'
import { axisMarks } from './axis-marks.ts'
import { toPixel } from './scale.ts'

/** The ROC curve with the operating points; rates are shares from 0 to 1. */
export interface RocInput {
  readonly roc: { readonly falsePositiveRate: readonly number[]; readonly truePositiveRate: readonly number[] }
  readonly points: readonly {
    readonly kind: 'recommended' | 'recorded' | 'reference'
    readonly falsePositiveRate: number
    readonly truePositiveRate: number
    readonly name: string
  }[]
  readonly axisTitle: string
}

const ticks = [0, 0.25, 0.5, 0.75, 1]
const format = (share: number) => (Number.isInteger(share) ? String(share) : axisLabel(share, 2))

/** Share of positives found against share of negatives flagged, the line of chance, and a mark for each operating point. */
export function rocDrawing(input: RocInput, frame: ChartFrame): ChartDrawing {
  const { palette, measure } = frame
  const plot = { left: 36, right: frame.width - 12, top: 10, bottom: frame.height - 38 }
  const x = { domain: [0, 1], range: [plot.left, plot.right] } as const
  const y = { domain: [0, 1], range: [plot.bottom, plot.top] } as const
  const data = input.roc.falsePositiveRate.map((rate, index): [number, number] => [rate, input.roc.truePositiveRate[index] ?? 0])
  const curve = data.map(([rate, found]) => [toPixel(x, rate), toPixel(y, found)] as const)
  const marks: Mark[] = ticks.map((tick) => {
    const at = Math.round(toPixel(y, tick)) + 0.5
    return lineMark([plot.left, at], [plot.right, at], palette.grid, { z: layers.behind })
  })
  const chance = [[plot.left, plot.bottom], [plot.right, plot.top]] as const
  marks.push(lineMark(chance[0], chance[1], palette.control, { dash: [2, 3], z: layers.behind + 1 }))
  const boxes = []
  for (const point of input.points) {
    const at = [toPixel(x, point.falsePositiveRate), toPixel(y, point.truePositiveRate)] as const
    marks.push(thresholdMark(point.kind, at, frame))
    const width = measure(point.name, 600)
    const spot = freePlace(
      [[at[0] + 9, at[1] + 4], [at[0] + 9, at[1] + 18], [at[0] - width - 9, at[1] - 18], [at[0] + 9, at[1] - 18]],
      { width, height: 13 },
      { bounds: plot, points: [...curve, ...alongLine(chance[0], chance[1])], boxes },
    )
    if (spot === null) continue
    boxes.push(spot)
    marks.push(textMark(point.name, [spot.left, spot.top], roleColour(point.kind, palette), { weight: 600 }))
  }
  marks.push(textMark(input.axisTitle, [(plot.left + plot.right) / 2, frame.height - 14], palette.ink2, { align: 'center' }))
  return chartDrawing(frame, {
    plot,
    scales: { x, y },
    axes: axisMarks(plot, { scale: x, ticks, format }, { scale: y, ticks, format }, frame),
    lines: [{ path: linePath(data, { x, y }), stroke: palette.ink, width: 1.8 }],
    marks,
  })
}
