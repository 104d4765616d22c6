import { contains, overlaps } from './label-layout.ts'
import type { Box } from './label-layout.ts'

/** Where a text of `width` and `height` pixels may stand: its top left corner. */
export type Corner = readonly [number, number]

/**
 * The first of the corners where a text lies within the bounds and keeps 3 px from every point and box to
 * avoid; null where none does.
 */
export function freePlace(
  corners: readonly Corner[],
  size: { readonly width: number; readonly height: number },
  avoid: { readonly bounds: Box; readonly points: readonly (readonly [number, number])[]; readonly boxes: readonly Box[] },
): Box | null {
  for (const [left, top] of corners) {
    const box = { left, top, right: left + size.width, bottom: top + size.height }
    const { bounds } = avoid
    if (box.left < bounds.left || box.right > bounds.right || box.top < bounds.top || box.bottom > bounds.bottom) continue
    const padded = { left: box.left - 3, right: box.right + 3, top: box.top - 3, bottom: box.bottom + 3 }
    if (!avoid.points.some((point) => contains(padded, point)) && !avoid.boxes.some((other) => overlaps(padded, other))) return box
  }
  return null
}

/** Points on the straight line between two corners, at most 4 px apart, so that a line can be kept clear of texts. */
export function alongLine(from: readonly [number, number], to: readonly [number, number]): [number, number][] {
  const [across, down] = [to[0] - from[0], to[1] - from[1]]
  const pieces = Math.max(1, Math.ceil(Math.sqrt(across * across + down * down) / 4))
  if (pieces === 1) return [[...from], [...to]]
  return Array.from({ length: pieces + 1 }, (_, index) => [
    from[0] + (across * index) / pieces,
    from[1] + (down * index) / pieces,
  ])
}
