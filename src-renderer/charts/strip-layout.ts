/** Where the name and the value of a strip go, in CSS pixels. */
export interface StripText {
  readonly nameX: number
  readonly nameAlign: 'left' | 'right'
  readonly valueX: number
  /** True where the texts have no room beside the strip and stand on a line of their own above it. */
  readonly above: boolean
}

const gap = 8

/**
 * Puts the name left of a strip and the value right of it; where one has no room within [left, right], both
 * go to the side that has, the name first, or above it where none has. `from` and `to` are the ends of the strip.
 */
export function placeStripText(
  strip: { readonly from: number; readonly to: number; readonly nameWidth: number; readonly valueWidth: number },
  bounds: { readonly left: number; readonly right: number },
): StripText {
  const { from, to, nameWidth, valueWidth } = strip
  const fitsLeft = from - gap - nameWidth >= bounds.left
  const fitsRight = to + gap + valueWidth <= bounds.right
  if (fitsLeft && fitsRight) return { nameX: from - gap, nameAlign: 'right', valueX: to + gap, above: false }
  const both = nameWidth + gap + valueWidth
  if (to + gap + both <= bounds.right) {
    return { nameX: to + gap, nameAlign: 'left', valueX: to + gap + nameWidth + gap, above: false }
  }
  const beside = from - gap - both >= bounds.left
  const start = beside ? from - gap - both : Math.max(bounds.left, Math.min(from, bounds.right - both))
  return { nameX: start, nameAlign: 'left', valueX: start + nameWidth + gap, above: !beside }
}
