/** The label of a vertical line: where the line stands and how wide the label is. */
export interface LineLabel {
  readonly x: number
  readonly width: number
}

export interface PlacedLabel {
  /** 0 is the topmost lane. A line reaches from its own lane downwards. */
  readonly lane: number
  readonly side: 'left' | 'right'
}

/**
 * Puts each label beside the head of its line so that no label meets another label or another line.
 * Labels stand at the right of their lines and step down towards the right; those that would leave the drawing
 * stand at the left and step up. `lines` must be in ascending order of x; gives one place for each.
 */
export function labelLanes(lines: readonly LineLabel[], rightEdge: number): PlacedLabel[] {
  const flipped = labelsAtTheLeft(lines, rightEdge)
  const lanes: number[] = []
  lines.forEach((line, index) => {
    const before = lines.slice(0, index).map((other, at) => ({ other, lane: lanes[at] ?? 0, flipped: flipped[at] === true }))
    if (flipped[index] === true) {
      const near = before.filter(({ other, flipped: left }) => (left ? other.x : other.x + other.width) > line.x - line.width)
      lanes.push(near.length === 0 ? 0 : Math.min(...near.map(({ lane }) => lane)) - 1)
    } else {
      const covering = before.filter(({ other, flipped: left }) => !left && other.x + other.width > line.x)
      lanes.push(Math.max(-1, ...covering.map(({ lane }) => lane)) + 1)
    }
  })
  const highest = Math.min(0, ...lanes)
  return lanes.map((lane, index) => ({ lane: lane - highest, side: flipped[index] === true ? 'left' : 'right' }))
}

/** A label goes to the left where it would leave the drawing, or would cover the line of one that went to the left. */
function labelsAtTheLeft(lines: readonly LineLabel[], rightEdge: number): boolean[] {
  const flipped = lines.map((line) => line.x + line.width > rightEdge)
  for (let index = lines.length - 1; index >= 0; index--) {
    const line = lines[index]
    if (line === undefined || flipped[index] === true) continue
    flipped[index] = lines.some((other, at) => flipped[at] === true && at > index && line.x + line.width > other.x)
  }
  return flipped
}
