import type { ChartFrame } from './chart-frame.ts'
import type { Box } from './label-layout.ts'
import { layers, type Mark } from './marks.ts'
import type { Scale } from './scale.ts'

/** A line of a chart, clipped to the plot. */
export interface DrawnLine {
  /** Path data in CSS pixels. */
  readonly path: string
  readonly stroke: string
  readonly width: number
  /** In pixels of stroke and gap. */
  readonly dash?: readonly number[]
  /** Fills what the line and a straight one from its end to its start enclose. */
  readonly fill?: { readonly colour: string; readonly opacity: number }
}

/** A chart in CSS pixels: all that stands in the picture, and the scales between it and the values. */
export interface ChartDrawing {
  readonly width: number
  readonly height: number
  readonly plot: Box
  readonly scales: { readonly x: Scale; readonly y: Scale }
  /** The line of the x axis and the labels of both. */
  readonly axes: readonly Mark[]
  /** From the hindmost to the foremost. */
  readonly lines: readonly DrawnLine[]
  /** From the hindmost to the foremost; those below `layers.lines` lie behind the lines. */
  readonly marks: readonly Mark[]
}

/** A chart of the size of `frame`, its marks in the order in which they are drawn. */
export function chartDrawing({ width, height }: Pick<ChartFrame, 'width' | 'height'>, parts: Omit<ChartDrawing, 'width' | 'height'>): ChartDrawing {
  return { width, height, ...parts, marks: inDrawingOrder(parts.marks) }
}

/** The marks behind the lines, axes among them, and those in front, each from the hindmost to the foremost. */
export function markLayers({ axes, marks }: Pick<ChartDrawing, 'axes' | 'marks'>): { behind: readonly Mark[]; front: readonly Mark[] } {
  const first = marks.findIndex(({ z }) => z >= layers.lines)
  const from = first < 0 ? marks.length : first
  return { behind: inDrawingOrder([...marks.slice(0, from), ...axes]), front: marks.slice(from) }
}

/** Half a stroke beyond the plot on every side, so that a line along an edge keeps its width. */
export function clipBox({ left, top, right, bottom }: Box): { readonly x: number; readonly y: number; readonly width: number; readonly height: number } {
  return { x: left - 1, y: top - 1, width: right - left + 2, height: bottom - top + 2 }
}

function inDrawingOrder(marks: readonly Mark[]): Mark[] {
  return marks.toSorted((a, b) => a.z - b.z)
}
