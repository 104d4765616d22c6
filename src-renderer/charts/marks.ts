import { chartFontSize } from './chart-option.ts'
import type { ChartFrame, ChartPalette } from './chart-option.ts'

interface Stroke {
  readonly stroke: string
  readonly lineWidth: number
  readonly lineDash?: number[]
  readonly fill?: string
}

/** A free mark of a chart in CSS pixels; it takes no part in pointing or hovering. */
export type Mark =
  | { type: 'text'; silent: true; z: number; style: TextStyle }
  | { type: 'line'; silent: true; z: number; shape: { x1: number; y1: number; x2: number; y2: number }; style: Stroke }
  | { type: 'polyline'; silent: true; z: number; shape: { points: number[][] }; style: Stroke }
  | { type: 'polygon'; silent: true; z: number; shape: { points: number[][] }; style: Stroke }
  | { type: 'circle'; silent: true; z: number; shape: { cx: number; cy: number; r: number }; style: Stroke }
  | {
      type: 'rect'
      silent: true
      z: number
      shape: { x: number; y: number; width: number; height: number }
      style: Stroke
    }

interface TextStyle {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly fill: string
  readonly font: string
  readonly align: 'left' | 'center' | 'right'
  readonly verticalAlign: 'top' | 'middle' | 'bottom'
}

/** Behind the curve, in front of it, and the text above all. */
export const layers = { behind: 0, front: 10, text: 20 } as const

/** One line of text at the chart's size; `at` is its anchor. */
export function textMark(
  text: string,
  at: readonly [number, number],
  fill: string,
  palette: ChartPalette,
  options: { weight?: 400 | 600; align?: TextStyle['align']; verticalAlign?: TextStyle['verticalAlign'] } = {},
): Mark {
  return {
    type: 'text',
    silent: true,
    z: layers.text,
    style: {
      text,
      x: at[0],
      y: at[1],
      fill,
      font: `${options.weight ?? 400} ${chartFontSize}px ${palette.fontFamily}`,
      align: options.align ?? 'left',
      verticalAlign: options.verticalAlign ?? 'top',
    },
  }
}

/** A straight line; `dash` in pixels of stroke and gap. */
export function lineMark(
  from: readonly [number, number],
  to: readonly [number, number],
  stroke: string,
  options: { width?: number; dash?: number[]; z?: number } = {},
): Mark {
  return {
    type: 'line',
    silent: true,
    z: options.z ?? layers.front,
    shape: { x1: from[0], y1: from[1], x2: to[0], y2: to[1] },
    style: { stroke, lineWidth: options.width ?? 1, ...(options.dash === undefined ? {} : { lineDash: options.dash }) },
  }
}

/** A filled column or bar, with an outline where `stroke` is given. */
export function rectMark(
  box: { x: number; y: number; width: number; height: number },
  fill: string,
  options: { stroke?: string; z?: number } = {},
): Mark {
  return {
    type: 'rect',
    silent: true,
    z: options.z ?? layers.behind,
    shape: box,
    style: { fill, stroke: options.stroke ?? 'none', lineWidth: options.stroke === undefined ? 0 : 1 },
  }
}

/** The mark of a threshold by its role: recommended a filled circle, recorded an open diamond, reference an open circle. */
export function thresholdMark(
  kind: 'recommended' | 'recorded' | 'reference',
  [x, y]: readonly [number, number],
  { palette }: Pick<ChartFrame, 'palette'>,
): Mark {
  if (kind === 'recorded') {
    return {
      type: 'polygon',
      silent: true,
      z: layers.front + 3,
      shape: { points: [[x, y - 5.5], [x + 5.5, y], [x, y + 5.5], [x - 5.5, y]] },
      style: { fill: palette.surface, stroke: palette.recorded, lineWidth: 1.6 },
    }
  }
  const recommended = kind === 'recommended'
  return {
    type: 'circle',
    silent: true,
    z: layers.front + (recommended ? 4 : 2),
    shape: { cx: x, cy: y, r: recommended ? 5 : 3.2 },
    style: recommended
      ? { fill: palette.recommended, stroke: palette.surface, lineWidth: 1.2 }
      : { fill: palette.surface, stroke: palette.ink3, lineWidth: 1.4 },
  }
}

/** Colour of a threshold's text and lines by its role. */
export function roleColour(kind: 'recommended' | 'recorded' | 'reference', palette: ChartPalette): string {
  if (kind === 'recommended') return palette.recommended
  return kind === 'recorded' ? palette.recorded : palette.ink2
}
