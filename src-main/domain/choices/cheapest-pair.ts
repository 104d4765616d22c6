import type { KeepsLimit } from './band-limits.ts'
import type { CutValues } from './cut-values.ts'
import { BLOCK, type RangeLeast } from './range-least.ts'

/** Which way a limit moves the flag cuts that it allows, as the review cut moves on. */
export interface PairLimits {
  /** Kept by stricter flag cuts, and by fewer of them as the review cut loosens. */
  readonly upTo: readonly KeepsLimit[]
  /** Kept by looser flag cuts, and by more of them as the review cut loosens. */
  readonly from: readonly KeepsLimit[]
  /** Kept by looser flag cuts, and by fewer of them as the review cut loosens. */
  readonly within: readonly KeepsLimit[]
}

/** A part of the cost at every cut, with its ranges prepared. */
export interface RangedValues {
  readonly values: CutValues
  readonly ranges: RangeLeast
}

interface Pair {
  readonly flag: number
  readonly review: number
}

/** Review cuts that follow each other, the flag cuts that any of them allows, and what none of their pairs costs less than. */
interface Block {
  readonly first: number
  readonly last: number
  readonly from: number
  readonly to: number
  readonly floor: number
}

/**
 * The pair flag <= review of least f(flag) + g(review) that keeps every limit; of equal cost the strictest review, then the
 * strictest flag; null where no pair keeps the limits. For each review cut the allowed flag cuts are one range, and each limit moves
 * its end one way: the ends at both edges of a block of review cuts hold for all of it. Blocks are tried from the lowest floor on,
 * and those whose floor is beyond the best pair never.
 */
export function cheapestPair(f: RangedValues, g: RangedValues, limits: PairLimits): Pair | null {
  const unsure = f.values.unsure + g.values.unsure
  const floorOf = (flag: number, review: number) => flag + review - unsure
  let best: Pair | null = null
  let bestRough = Infinity
  let bestExact: bigint | null = null
  const exactly = ({ flag, review }: Pair) => f.values.exact(flag) + g.values.exact(review)

  function offer(pair: Pair): void {
    const rough = f.values.rough(pair.flag) + g.values.rough(pair.review)
    const more = rough - bestRough
    if (best !== null && more > unsure) return
    if (best !== null && more >= -unsure) {
      const exact = exactly(pair)
      bestExact ??= exactly(best)
      if (exact > bestExact || (exact === bestExact && pair.review >= best.review)) return
      bestExact = exact
    } else {
      bestExact = null
    }
    best = pair
    bestRough = rough
  }
  /** Whether pairs of this floor, with review cuts from `review` on, can't be chosen. */
  const isBeaten = (floor: number, review: number) => floor > bestRough || (unsure === 0 && floor === bestRough && best !== null && review >= best.review)

  const blocks = blocksOf(f, g, limits, floorOf).sort((a, b) => a.floor - b.floor || a.first - b.first)
  for (const { first, last, from, to, floor } of blocks) {
    if (floor > bestRough) break
    if (isBeaten(floor, first)) continue
    const flagFloor = f.ranges.floor(from, to)
    for (let review = first; review <= last; review += 1) {
      if (isBeaten(floorOf(flagFloor, g.values.rough(review)), review)) continue
      const range = flagCuts(limits, review, review, from, Math.min(to, review))
      if (range.from <= range.to) offer({ flag: f.ranges.least(range.from, range.to), review })
    }
  }
  return best
}

function blocksOf(f: RangedValues, g: RangedValues, limits: PairLimits, floorOf: (flag: number, review: number) => number): Block[] {
  const end = g.values.size - 1
  const blocks: Block[] = []
  for (let first = 0; first <= end; first += BLOCK) {
    const last = Math.min(end, first + BLOCK - 1)
    const { from, to } = flagCuts(limits, first, last, 0, last)
    if (from <= to) blocks.push({ first, last, from, to, floor: floorOf(f.ranges.floor(from, to), g.ranges.floor(first, last)) })
  }
  return blocks
}

/** The flag cuts of [from, to] that some of the review cuts first … last may allow; exactly those of a single one. */
function flagCuts({ upTo, from: starts, within }: PairLimits, first: number, last: number, from: number, to: number): { from: number; to: number } {
  let low = from
  let high = to
  for (const keeps of upTo) high = firstWhere(low, high + 1, (flag) => !keeps(flag, first)) - 1
  for (const keeps of starts) low = firstWhere(low, high + 1, (flag) => keeps(flag, last))
  for (const keeps of within) low = firstWhere(low, high + 1, (flag) => keeps(flag, first))
  return { from: low, to: high }
}

/** The first place of [from, end) from which `holds` is true on; `end` where it never is. */
function firstWhere(from: number, end: number, holds: (place: number) => boolean): number {
  let low = from
  let high = end
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}
