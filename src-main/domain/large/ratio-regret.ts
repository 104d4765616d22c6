import { countAt, entry, type CutTable } from '../threshold/cut-table.ts'
import { oncePerTable } from '../threshold/once-per-table.ts'
import { hullCuts } from '../threshold/ratio-map.ts'
import { openCuts } from './score-groups.ts'

/** A cut that a group may hold: what it misses and what it flags wrongly. */
interface Corner {
  readonly fn: number
  readonly fp: number
}

/**
 * The most that the ratio map's threshold can cost above the least conceivable cost, as a share of the latter, over
 * all FN:FP ratios in [from, to]: 0 where every score is listed, null where the least conceivable cost is 0. Both
 * costs are concave and piecewise linear in the ratio, so their quotient is greatest at an end or at a ratio where
 * one of them bends.
 */
export function ratioRegret(table: CutTable, from: number, to: number): number | null {
  if (openCuts(table).length === 0) return 0
  const { found, conceivable } = envelopes(table)
  const ratios = [from, to, ...found.bends, ...conceivable.bends].filter((ratio) => ratio >= from && ratio <= to)
  let greatest = 0
  for (const ratio of ratios) {
    const least = leastAt(conceivable, ratio)
    const cost = leastAt(found, ratio)
    if (cost === least) continue
    if (least <= 0) return null
    greatest = Math.max(greatest, cost / least - 1)
  }
  return greatest
}

/** What the listed cuts cost at best, and what any cut could. */
const envelopes = oncePerTable((table) => {
  const { tp, fp, positives } = table
  const ofCut = (missing: number, wrong: number) => ({ fn: positives - countAt(tp, missing), fp: countAt(fp, wrong) })
  const listed = hullCuts(table).map((cut) => ofCut(cut, cut))
  const corners = Array.from(openCuts(table), (end) => ofCut(end, end - 1))
  return { found: lowerEnvelope(listed), conceivable: lowerEnvelope(merged(listed, corners)) }
})

interface Envelope {
  /** The corners that some ratio makes cheapest, from few false positives to many. */
  readonly corners: readonly Corner[]
  /** The ratios at which a corner and the next cost the same, ascending. */
  readonly bends: readonly number[]
}

/** Two lists, each from few false positives to many and from many misses to few, as one in the order of false positives. */
function merged(some: readonly Corner[], others: readonly Corner[]): Corner[] {
  const all: Corner[] = []
  let taken = 0
  for (const corner of some) {
    for (let other = others[taken]; other !== undefined && (other.fp - corner.fp || other.fn - corner.fn) < 0; other = others[taken]) {
      all.push(other)
      taken += 1
    }
    all.push(corner)
  }
  return [...all, ...others.slice(taken)]
}

/** Of corners in the order of their false positives. */
function lowerEnvelope(all: readonly Corner[]): Envelope {
  const corners: Corner[] = []
  for (const corner of all) {
    if (corner.fn >= (corners.at(-1)?.fn ?? Infinity)) continue
    for (;;) {
      const before = corners.at(-2)
      const last = corners.at(-1)
      if (before === undefined || last === undefined || tie(before, last) < tie(last, corner)) break
      corners.pop()
    }
    corners.push(corner)
  }
  return { corners, bends: corners.slice(1).map((corner, index) => tie(corners[index] ?? corner, corner)) }
}

function tie(a: Corner, b: Corner): number {
  return (b.fp - a.fp) / (a.fn - b.fn)
}

/** The least cost at a ratio of FN:FP, in units of one false positive. */
function leastAt({ corners, bends }: Envelope, ratio: number): number {
  let low = 0
  let high = bends.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (entry(bends, middle) <= ratio) low = middle + 1
    else high = middle
  }
  const corner = corners[low]
  if (corner === undefined) throw new RangeError('an envelope without corners has no cost')
  return ratio * corner.fn + corner.fp
}
