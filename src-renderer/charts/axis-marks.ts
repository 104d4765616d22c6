import type { ChartFrame } from './chart-frame.ts'
import type { Box } from './label-layout.ts'
import { layers, lineMark, textMark, type Mark } from './marks.ts'
import { toPixel, type Scale } from './scale.ts'

/** An axis with the ticks that it labels. */
export interface Axis {
  readonly scale: Scale
  readonly ticks: readonly number[]
  readonly format: (value: number) => string
}

/** From the plot to the labels of an axis, and between two labels of the x axis, in CSS pixels. */
const margin = { x: 5, y: 8, apart: 6 } as const

/** The line of the x axis with its labels below, and those of the y axis left of the plot where there is one. */
export function axisMarks(plot: Box, x: Axis, y: Axis | null, { palette, measure }: Pick<ChartFrame, 'palette' | 'measure'>): Mark[] {
  const z = layers.behind
  const level = Math.round(plot.bottom) + 0.5
  const labels = x.ticks.map((tick) => {
    const text = x.format(tick)
    return { text, at: toPixel(x.scale, tick), width: measure(text, 400) }
  })
  const levels = y === null ? [] : y.ticks.map((tick) => ({ text: y.format(tick), at: toPixel(y.scale, tick) }))
  return [
    lineMark([plot.left, level], [plot.right, level], palette.control, { z }),
    ...levels.map(({ text, at }) => textMark(text, [plot.left - margin.y, at], palette.ink2, { z, align: 'right', verticalAlign: 'middle' })),
    ...spacedLabels(labels).map(({ text, at }) => textMark(text, [at, plot.bottom + margin.x], palette.ink2, { z, align: 'center' })),
  ]
}

/**
 * The labels, each centred at its pixel and from left to right, that stand at least 6 px apart: the outermost give
 * way to their neighbours, and of the others one that comes too near to the last one shown.
 */
export function spacedLabels<Label extends { readonly at: number; readonly width: number }>(labels: readonly Label[]): Label[] {
  const crowded = (left: Label | undefined, right: Label | undefined) =>
    left !== undefined && right !== undefined && right.at - right.width / 2 - (left.at + left.width / 2) < margin.apart
  const rest = labels.slice(crowded(labels[0], labels[1]) ? 1 : 0)
  if (crowded(rest.at(-2), rest.at(-1))) rest.pop()
  const shown: Label[] = []
  for (const label of rest) if (!crowded(shown.at(-1), label)) shown.push(label)
  return shown
}
