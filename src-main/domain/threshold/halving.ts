// Both counts only grow from cut to cut, so the two ends of a stretch bound what any cut in it can cost: most are never looked into.

/** So few cuts are looked at one by one: to halve them on would cost as much. */
const FEW = 8

/** The first cut from `start` up to `last`, or back, that satisfies `holds`; null where none does. `mayHold` is false for two cuts only where none from the one to the other does. */
export function firstCut(
  start: number,
  last: number,
  direction: 'up' | 'down',
  holds: (cut: number) => boolean,
  mayHold: (from: number, to: number) => boolean,
): number | null {
  function first(from: number, to: number): number | null {
    if (!mayHold(from, to)) return null
    if (to - from < FEW) return direction === 'up' ? upwards(from, to) : downwards(from, to)
    const middle = (from + to) >>> 1
    return direction === 'up' ? (first(from, middle) ?? first(middle + 1, to)) : (first(middle + 1, to) ?? first(from, middle))
  }
  function upwards(from: number, to: number): number | null {
    for (let cut = from; cut <= to; cut += 1) if (holds(cut)) return cut
    return null
  }
  function downwards(from: number, to: number): number | null {
    for (let cut = to; cut >= from; cut -= 1) if (holds(cut)) return cut
    return null
  }
  return first(start, last)
}

/** Looks at the cuts from `start` up to `last`, in order, but for stretches of which `may` is false for their two ends. */
export function lookThrough(start: number, last: number, may: (from: number, to: number) => boolean, look: (cut: number) => void): void {
  function through(from: number, to: number): void {
    if (!may(from, to)) return
    if (to - from < FEW) {
      for (let cut = from; cut <= to; cut += 1) look(cut)
      return
    }
    const middle = (from + to) >>> 1
    through(from, middle)
    through(middle + 1, to)
  }
  through(start, last)
}
