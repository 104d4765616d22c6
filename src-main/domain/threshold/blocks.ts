/**
 * Cuts are looked at in blocks of so many. Both counts only grow from cut to cut, so the two ends of a block bound what
 * any cut in it can cost, and most blocks need no closer look.
 */
export const BLOCK = 512

/** The first cut, in blocks of `BLOCK` from 0 up to `last` or back, that satisfies `holds`; null where none does. */
export function firstCut(
  last: number,
  direction: 'up' | 'down',
  holds: (cut: number) => boolean,
  mayHold: (from: number, to: number) => boolean,
): number | null {
  const blocks = Math.floor(last / BLOCK)
  for (let turn = 0; turn <= blocks; turn += 1) {
    const from = (direction === 'up' ? turn : blocks - turn) * BLOCK
    const to = Math.min(from + BLOCK - 1, last)
    if (!mayHold(from, to)) continue
    if (direction === 'up') {
      for (let cut = from; cut <= to; cut += 1) if (holds(cut)) return cut
    } else {
      for (let cut = to; cut >= from; cut -= 1) if (holds(cut)) return cut
    }
  }
  return null
}
