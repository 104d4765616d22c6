/** A rectangle in CSS pixels; y grows downwards. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** A label that wants to stand beside the vertical line over its mark. */
export interface LabelRequest {
  readonly id: string
  /** Where the mark is. */
  readonly x: number
  readonly y: number
  /** Widths to try, the full text first, then shorter forms of it. */
  readonly forms: readonly { readonly width: number; readonly height: number }[]
}

export interface PlacedLabel {
  readonly id: string
  /** Index of the form that found room. */
  readonly form: number
  readonly box: Box
  readonly side: 'right' | 'left'
  /** True for a label in the top row, whose line runs the whole height instead of ending in an elbow. */
  readonly top: boolean
}

export interface LabelRoom {
  readonly bounds: Box
  /** The curve as ascending pixels; labels stay above it. */
  readonly curve: readonly (readonly [number, number])[]
  /** Boxes that are taken before the first label is placed. */
  readonly taken: readonly Box[]
}

const besideLine = 8
const clearance = { x: 6, y: 3, curve: 5 }
const step = 3

/**
 * Places labels in the order given, each in the highest free place beside its own line: right of it, else
 * left of it, else further down on a leader. A label overlaps no other label, no line of another label, and
 * does not cover the curve. What finds no place in any form is left out of the result.
 */
export function placeLabels(requests: readonly LabelRequest[], room: LabelRoom): PlacedLabel[] {
  const placed: PlacedLabel[] = []
  const lines: Box[] = []
  for (const request of requests) {
    const label = firstPlace(request, room, placed, lines)
    if (label === null) continue
    placed.push(label)
    lines.push(lineOf(request, label, room.bounds))
  }
  return placed
}

function firstPlace(
  request: LabelRequest,
  room: LabelRoom,
  placed: readonly PlacedLabel[],
  lines: readonly Box[],
): PlacedLabel | null {
  const boxes = [...room.taken, ...placed.map((other) => other.box)]
  for (const [form, size] of request.forms.entries()) {
    const lefts = { right: request.x + besideLine, left: request.x - besideLine - size.width }
    const ceilings = { right: highestPoint(room.curve, lefts.right, size.width), left: highestPoint(room.curve, lefts.left, size.width) }
    for (let top = room.bounds.top; top + size.height <= room.bounds.bottom; top += step) {
      for (const side of ['right', 'left'] as const) {
        const left = lefts[side]
        if (top + size.height + clearance.curve > ceilings[side]) continue
        const box = { left, top, right: left + size.width, bottom: top + size.height }
        const label = { id: request.id, form, box, side, top: top === room.bounds.top }
        if (isFree(label, request, room.bounds, boxes, lines)) return label
      }
    }
  }
  return null
}

function isFree(
  label: PlacedLabel,
  request: LabelRequest,
  bounds: Box,
  boxes: readonly Box[],
  lines: readonly Box[],
): boolean {
  const { box } = label
  if (box.left < bounds.left || box.right > bounds.right) return false
  const padded = grow(box, clearance.x, clearance.y)
  const line = lineOf(request, label, bounds)
  if (boxes.some((other) => overlaps(padded, other) || overlaps(grow(line, 2, 0), other))) return false
  return !lines.some((other) => overlaps(grow(box, 3, 0), other))
}

/** The pixel of the highest point of the curve over a label at `left`; only the points over its width are looked at. */
function highestPoint(curve: LabelRoom['curve'], left: number, width: number): number {
  const [start, end] = [left - clearance.curve, left + width + clearance.curve]
  let [from, to] = [0, curve.length]
  while (from < to) {
    const middle = (from + to) >>> 1
    if ((curve[middle]?.[0] ?? Infinity) < start) from = middle + 1
    else to = middle
  }
  let highest = Infinity
  for (let index = from; index < curve.length; index += 1) {
    const [x, y] = curve[index] ?? [Infinity, Infinity]
    if (x > end) break
    highest = Math.min(highest, y)
  }
  return highest
}

/** The vertical line from a label to its mark; from the top row it runs the whole height. */
function lineOf(request: LabelRequest, label: PlacedLabel, bounds: Box): Box {
  const from = label.top ? bounds.top : (label.box.top + label.box.bottom) / 2
  return { left: request.x, right: request.x, top: Math.min(from, request.y), bottom: request.y }
}

function grow(box: Box, x: number, y: number): Box {
  return { left: box.left - x, right: box.right + x, top: box.top - y, bottom: box.bottom + y }
}

/** True where two boxes share a point; boxes that only touch do too, so that a thin line counts. */
export function overlaps(a: Box, b: Box): boolean {
  return a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom
}

/** True for a point inside a box or on its edge. */
export function contains(box: Box, [x, y]: readonly [number, number]): boolean {
  return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom
}
