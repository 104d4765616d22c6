import { scoreAt } from '../threshold/cut-table.ts'
import type { KeepsLimit } from './band-limits.ts'
import type { RangeLeast } from './range-least.ts'

/** Which way a limit moves the stricter cut that is still allowed, as the looser one moves on. */
export interface PairLimits {
  /** Kept by stricter flag cuts, and by fewer of them as the review cut loosens. */
  readonly upTo: readonly KeepsLimit[]
  /** Kept by looser flag cuts, and by more of them as the review cut loosens. */
  readonly from: readonly KeepsLimit[]
  /** Kept by looser flag cuts, and by fewer of them as the review cut loosens. */
  readonly within: readonly KeepsLimit[]
}

/**
 * The pair flag <= review of least f(flag) + g(review) that keeps every limit; of equal cost the strictest review, then the
 * strictest flag. For each review cut the allowed flag cuts are one range whose ends move one way for each limit, so all ends
 * together move no farther than there are cuts. `least` is of f. Null where no pair keeps the limits.
 */
export function cheapestPair(f: Float64Array, g: Float64Array, least: RangeLeast, limits: PairLimits): { flag: number; review: number } | null {
  const last = f.length - 1
  const ends = limits.upTo.map(() => last)
  const starts = limits.from.map(() => last + 1)
  const behind = limits.within.map(() => 0)
  // Counted loops: this body runs once for each cut, and iterators would cost more than it does.
  let best: { flag: number; review: number } | null = null
  let bestCost = Infinity
  for (let review = 0; review <= last; review += 1) {
    let to = review
    for (let place = 0; place < limits.upTo.length; place += 1) {
      const keeps = limits.upTo[place]
      if (keeps === undefined) break
      let end = ends[place] ?? 0
      while (end >= 0 && !keeps(end, review)) end -= 1
      ends[place] = end
      if (end < to) to = end
    }
    if (to < 0) break
    let from = 0
    for (let place = 0; place < limits.from.length; place += 1) {
      const keeps = limits.from[place]
      if (keeps === undefined) break
      let start = starts[place] ?? 0
      while (start > 0 && keeps(start - 1, review)) start -= 1
      starts[place] = start
      if (start > from) from = start
    }
    for (let place = 0; place < limits.within.length; place += 1) {
      const keeps = limits.within[place]
      if (keeps === undefined) break
      let start = behind[place] ?? 0
      while (start < review && !keeps(start, review)) start += 1
      behind[place] = start
      if (start > from) from = start
    }
    if (from > to) continue
    const flag = least(from, to)
    const cost = scoreAt(f, flag) + scoreAt(g, review)
    if (cost >= bestCost) continue
    bestCost = cost
    best = { flag, review }
  }
  return best
}
