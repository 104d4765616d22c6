import type { ChartFrame } from './chart-frame.ts'

interface Ink {
  readonly stroke: string
  readonly width: number
  /** In pixels of stroke and gap. */
  readonly dash?: readonly number[]
  readonly fill?: string
}

/** A pixel of a chart: to the right, downwards. */
export type Pixel = readonly [number, number]

/** A text of one line. */
export interface TextMark {
  readonly type: 'text'
  readonly z: number
  readonly text: string
  /** Its anchor, by the two alignments. */
  readonly at: Pixel
  readonly fill: string
  readonly weight: 400 | 600
  readonly align: 'left' | 'center' | 'right'
  readonly verticalAlign: 'top' | 'middle'
}

/** A free mark of a chart in CSS pixels; it takes no part in pointing or hovering. */
export type Mark =
  | TextMark
  | { readonly type: 'line'; readonly z: number; readonly shape: { readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number }; readonly style: Ink }
  | { readonly type: 'polyline' | 'polygon'; readonly z: number; readonly shape: { readonly points: readonly Pixel[] }; readonly style: Ink }
  | { readonly type: 'circle'; readonly z: number; readonly shape: { readonly cx: number; readonly cy: number; readonly r: number }; readonly style: Ink }
  | { readonly type: 'rect'; readonly z: number; readonly shape: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }; readonly style: Ink }

/** Behind the lines of the chart, where these are, in front of them, and the text above all. */
export const layers = { behind: 0, lines: 5, front: 10, text: 20 } as const

/** One line of text at the chart's size; `at` is its anchor. */
export function textMark(
  text: string,
  at: Pixel,
  fill: string,
  options: { weight?: TextMark['weight']; align?: TextMark['align']; verticalAlign?: TextMark['verticalAlign']; z?: number } = {},
): TextMark {
  const { weight = 400, align = 'left', verticalAlign = 'top', z = layers.text } = options
  return { type: 'text', z, text, at, fill, weight, align, verticalAlign }
}

/** A straight line; `dash` in pixels of stroke and gap. */
export function lineMark(from: Pixel, to: Pixel, stroke: string, options: { width?: number; dash?: readonly number[]; z?: number } = {}): Mark {
  const { width = 1, dash, z = layers.front } = options
  return {
    type: 'line',
    z,
    shape: { x1: from[0], y1: from[1], x2: to[0], y2: to[1] },
    style: { stroke, width, ...(dash === undefined ? {} : { dash }) },
  }
}

/** A filled column or bar, with an outline where `stroke` is given. */
export function rectMark(
  box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  fill: string,
  options: { stroke?: string; z?: number } = {},
): Mark {
  const { stroke = 'none', z = layers.behind } = options
  return { type: 'rect', z, shape: box, style: { fill, stroke, width: 1 } }
}

/** A filled dot with an outline of `width` pixels in the colour behind it. */
export function dotMark([cx, cy]: Pixel, r: number, fill: string, options: { stroke?: string; width?: number; z?: number } = {}): Mark {
  const { stroke = 'none', width = 1, z = layers.front } = options
  return { type: 'circle', z, shape: { cx, cy, r }, style: { fill, stroke, width } }
}

/** The mark of a threshold by its role: recommended a filled circle, recorded an open diamond, reference an open circle. */
export function thresholdMark(
  kind: 'recommended' | 'recorded' | 'reference',
  [x, y]: Pixel,
  { palette }: Pick<ChartFrame, 'palette'>,
): Mark {
  switch (kind) {
    case 'recorded':
      return {
        type: 'polygon',
        z: layers.front + 3,
        shape: { points: [[x, y - 5.5], [x + 5.5, y], [x, y + 5.5], [x - 5.5, y]] },
        style: { fill: palette.surface, stroke: palette.recorded, width: 1.6 },
      }
    case 'recommended':
      return dotMark([x, y], 5, palette.recommended, { stroke: palette.surface, width: 1.2, z: layers.front + 4 })
    case 'reference':
      return dotMark([x, y], 3.2, palette.surface, { stroke: palette.ink3, width: 1.4, z: layers.front + 2 })
  }
}

/** Colour of a threshold's text and lines by its role. */
export function roleColour(kind: 'recommended' | 'recorded' | 'reference', palette: ChartFrame['palette']): string {
  if (kind === 'recommended') return palette.recommended
  return kind === 'recorded' ? palette.recorded : palette.ink2
}
