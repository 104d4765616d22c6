import { groupHolding } from '../../../domain/large/group-holding.ts'
import { replaceGroups } from '../../../domain/large/score-groups.ts'
import type { ScoreGroups } from '../../../domain/large/score-groups.ts'
import { scoreAt } from '../../../domain/threshold/cut-table.ts'
import { GroupCollector } from './collect-groups.ts'
import { byLevel, finerGroups, nearRows } from './finer-groups.ts'
import type { Listing } from './finer-groups.ts'
import { bordersQuery, createBorders, createZooms } from './row-levels.ts'

/** A group with more thresholds than these and many rows is divided first: each threshold reads all its rows. */
const mostThresholds = 8

/** What is counted on one side of a threshold. */
interface Side {
  readonly low: number
  readonly high: number
  readonly positives: number
  readonly rows: number
}

const nothing: Side = { low: NaN, high: NaN, positives: 0, rows: 0 }

/**
 * The groups with those that hold one of the ascending `thresholds` parted there, into what lies below, at and above
 * it, with the scores next to it as ends. Of groups that are too large for that only the division is finer, so that
 * what isn't parted must be asked for again.
 */
export async function partGroups(listing: Listing, groups: ScoreGroups, thresholds: readonly number[]): Promise<ScoreGroups> {
  const parted = new Map<number, number[]>()
  for (const threshold of thresholds) {
    const index = groupHolding(groups, listing.orientation, threshold)
    const own = index === null ? undefined : parted.get(index)
    if (own !== undefined) own.push(threshold)
    else if (index !== null) parted.set(index, [threshold])
  }
  const indexes = [...parted.keys()].sort((a, b) => a - b)
  const readings = (index: number) => (parted.get(index)?.length ?? 0) * (scoreAt(groups.positives, index) + scoreAt(groups.negatives, index))
  const heavy = indexes.filter((index) => (parted.get(index)?.length ?? 0) > mostThresholds && readings(index) > listing.limits.rows)
  if (heavy.length > 0) return finerGroups(listing, groups, heavy)
  const collector = new GroupCollector()
  for (const [level, asked] of byLevel(listing.levels, groups, indexes)) {
    await createZooms(listing.session, listing.levels, level)
    const borders = asked.flatMap((group) => (parted.get(group.index) ?? []).map((threshold) => ({ ...group, threshold })))
    await createBorders(listing.session, borders)
    const sides: Side[] = Array.from({ length: 3 * borders.length }, () => nothing)
    await listing.session.rowsOfDoubles(bordersQuery(nearRows(listing.rows, groups, asked), listing.levels, level), [listing.parameter], (length, at) => {
      for (let row = 0; row < length; row += 1) sides[at(4, row)] = { low: at(0, row), high: at(1, row), positives: at(2, row), rows: at(3, row) }
    })
    let first = 0
    for (const { index } of asked) {
      const last = first + 3 * (parted.get(index)?.length ?? 0)
      for (const part of partsOf(sides.slice(first, last))) {
        if (part.rows > 0) collector.add({ ...part, place: groups.places[index] ?? -1 })
      }
      first = last
    }
  }
  return replaceGroups(groups, indexes, collector.finish(listing.orientation))
}

/** The parts of one group, ascending, from what lies below, at and above each of its ascending thresholds. */
function partsOf(sides: readonly Side[]): Side[] {
  const parts: Side[] = []
  for (let side = 0; side < sides.length; side += 3) {
    const [below = nothing, equal = nothing, above = nothing] = sides.slice(side, side + 3)
    const [underneath = nothing, before = nothing, beyond = nothing] = side === 0 ? [] : sides.slice(side - 3, side)
    const between = (of: 'positives' | 'rows') => below[of] - underneath[of] - before[of]
    // What lies between two thresholds begins where the first one's upper side does.
    parts.push({ low: side === 0 ? below.low : beyond.low, high: below.high, positives: between('positives'), rows: between('rows') }, equal)
    if (side + 3 === sides.length) parts.push(above)
  }
  return parts
}
