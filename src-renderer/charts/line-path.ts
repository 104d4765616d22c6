import type { Pixel } from './marks.ts'
import { toPixel, type Scale } from './scale.ts'

/** Where a line steps from one point to the next: at the start of the way, at its end, or not at all. */
export type Step = 'start' | 'end' | false

/** The way between two points of a line, both included: straight, or over the corner of its step. */
export function wayBetween(from: Pixel, to: Pixel, step: Step): readonly Pixel[] {
  switch (step) {
    case 'start':
      return [from, [from[0], to[1]], to]
    case 'end':
      return [from, [to[0], from[1]], to]
    case false:
      return [from, to]
  }
}

/**
 * Path data in pixels, with two decimals, of a line through points in the units of the scales. It has a gap where a
 * point has no finite value. Of many points in one column of pixels only those are kept that the column can show.
 */
export function linePath(
  points: readonly (readonly [number, number | null, ...number[]])[],
  scales: { readonly x: Scale; readonly y: Scale },
  step: Step = false,
): string {
  const runs: Pixel[][] = []
  let run: Pixel[] = []
  for (const [across, up] of points) {
    const pixel: Pixel = [toPixel(scales.x, across), up === null ? Number.NaN : toPixel(scales.y, up)]
    if (!Number.isFinite(pixel[0]) || !Number.isFinite(pixel[1])) {
      run = []
      continue
    }
    const before = run.at(-1)
    if (before === undefined) {
      run = [pixel]
      runs.push(run)
    } else {
      for (const next of wayBetween(before, pixel, step)) {
        const last = run.at(-1)
        // A way begins where the line is, and a step of no width or height has its corner at one of its ends.
        if (last?.[0] !== next[0] || last[1] !== next[1]) run.push(next)
      }
    }
  }
  return runs.map((pixels) => `M${thinLine(pixels).map(([x, y]) => `${hundredths(x)} ${hundredths(y)}`).join('L')}`).join('')
}

/** The points of a line that its pixels can show: of those in one column of a pixel the first, the highest, the lowest and the last, in their order. */
export function thinLine(pixels: readonly Pixel[]): Pixel[] {
  const kept: Pixel[] = []
  let start = 0
  while (start < pixels.length) {
    const column = Math.floor(pixels[start]?.[0] ?? 0)
    let end = start + 1
    while (end < pixels.length && Math.floor(pixels[end]?.[0] ?? 0) === column) end += 1
    const inColumn = pixels.slice(start, end)
    kept.push(...(inColumn.length <= 4 ? inColumn : extremes(inColumn)))
    start = end
  }
  return kept
}

function extremes(column: readonly Pixel[]): Pixel[] {
  let [highest, lowest] = [0, 0]
  for (const [index, [, y]] of column.entries()) {
    if (y < (column[highest]?.[1] ?? y)) highest = index
    if (y > (column[lowest]?.[1] ?? y)) lowest = index
  }
  return [...new Set([0, highest, lowest, column.length - 1])].sort((a, b) => a - b).flatMap((index) => column.slice(index, index + 1))
}

function hundredths(pixel: number): number {
  return Math.round(pixel * 100) / 100
}
