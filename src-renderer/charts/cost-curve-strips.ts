import type { ChartFrame } from './chart-frame.ts'
import { layers, lineMark, rectMark, textMark } from './marks.ts'
import type { Mark } from './marks.ts'
import { toPixel } from './scale.ts'
import type { Scale } from './scale.ts'
import { placeStripText } from './strip-layout.ts'
import type { StripText } from './strip-layout.ts'

/** A kind of uncertainty under the axis; each has a shape of its own. */
export interface CurveStrip {
  readonly shape: 'box' | 'bar' | 'whisker'
  readonly name: string
  readonly value: string
  readonly from: number
  readonly to: number
}

interface PlacedStrip {
  readonly strip: CurveStrip
  readonly from: number
  readonly to: number
  readonly text: StripText
  /** Middle of the strip and of its text, in pixels below the first strip's line. */
  readonly y: number
  readonly textY: number
}

const rowHeight = 19
const textHeight = 13

/** Where the strips and their texts go on the scale of the curve, and the height that they need together. */
export function layOutStrips(
  strips: readonly CurveStrip[],
  x: Scale,
  { measure, width }: Pick<ChartFrame, 'measure' | 'width'>,
): { readonly placed: readonly PlacedStrip[]; readonly height: number } {
  const placed: PlacedStrip[] = []
  let height = 0
  for (const strip of strips) {
    const from = Math.max(x.range[0], Math.min(x.range[1] - 1, toPixel(x, strip.from)))
    const to = Math.min(x.range[1], Math.max(from + 1, toPixel(x, strip.to)))
    const text = placeStripText(
      { from, to, nameWidth: measure(strip.name, 400), valueWidth: measure(strip.value, 600) },
      { left: 2, right: width - 2 },
    )
    if (text.above) height += textHeight
    placed.push({ strip, from, to, text, y: height, textY: text.above ? height - textHeight : height })
    height += rowHeight
  }
  return { placed, height }
}

/** The strips with their names and values; `top` is the line of the first one, `best` the optimum's pixel. */
export function stripMarks(placed: readonly PlacedStrip[], top: number, best: number, { palette }: ChartFrame): Mark[] {
  const colour = palette.recommended
  return placed.flatMap(({ strip, from, to, text, ...offset }) => {
    const y = top + offset.y
    const textY = top + offset.textY
    return [
      ...stripShape(strip.shape, from, to, y, palette),
      lineMark([best, y - 8], [best, y + 8], colour, { width: 1.4 }),
      textMark(strip.name, [text.nameX, textY], palette.ink2, { align: text.nameAlign, verticalAlign: 'middle' }),
      textMark(strip.value, [text.valueX, textY], palette.ink, { weight: 600, verticalAlign: 'middle' }),
    ]
  })
}

function stripShape(shape: CurveStrip['shape'], from: number, to: number, y: number, palette: ChartFrame['palette']): Mark[] {
  const colour = palette.recommended
  switch (shape) {
    case 'box':
      return [rectMark({ x: from, y: y - 5, width: to - from, height: 10 }, palette.recommendedSoft, { stroke: colour, z: layers.front })]
    case 'bar':
      return [rectMark({ x: from, y: y - 3, width: to - from, height: 6 }, colour, { z: layers.front })]
    case 'whisker':
      return [
        lineMark([from, y], [to, y], colour, { width: 1.8 }),
        lineMark([from, y - 5], [from, y + 5], colour, { width: 1.8 }),
        lineMark([to, y - 5], [to, y + 5], colour, { width: 1.8 }),
      ]
  }
}
