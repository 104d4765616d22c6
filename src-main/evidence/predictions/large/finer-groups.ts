import { scoreAt } from '../../../domain/threshold/cut-table.ts'
import type { Orientation } from '../../../domain/threshold/cut-table.ts'
import { replaceGroups } from '../../../domain/large/score-groups.ts'
import type { ScoreGroups } from '../../../domain/large/score-groups.ts'
import type { TableSession } from '../table-session.ts'
import type { DuckDBValue } from '@duckdb/node-api'
import { GroupCollector } from './collect-groups.ts'
import type { CountedGroup } from './collect-groups.ts'
import { noRows, partedBy, partsOf } from './part-groups.ts'
import type { Side } from './part-groups.ts'
import { bordersQuery, createBorders, createPlaces, createZooms, groupsQuery, rowsBetween, scoresQuery } from './row-levels.ts'
import type { Level, Place, UsableRows, Zoom } from './row-levels.ts'
import { keyOf, mostKeys, spreadMap } from './score-map.ts'

/** How much is listed at once, and how finely what holds more is divided first. */
export interface ListingLimits {
  /** Rows whose scores are listed by one query. */
  readonly rows: number
  /** Groups that a second or later level has at most. */
  readonly groups: number
}

export const listingLimits: ListingLimits = { rows: 2_500_000, groups: 262_144 }

type Counted = Pick<ScoreGroups, 'heads' | 'tails' | 'positives' | 'negatives' | 'places'>

/** A group that is asked for, and where its rows are. */
export interface Asked extends Place {
  /** Among all groups. */
  readonly index: number
  readonly rows: number
}

export interface Listing {
  readonly session: TableSession
  readonly parameter: DuckDBValue
  readonly rows: UsableRows
  /** Grows by a level where too many rows are asked for. */
  readonly levels: Level[]
  readonly orientation: Orientation
  readonly limits: ListingLimits
}

/**
 * The groups with those at the ascending `indexes` listed score by score, or, where they hold too many rows, divided
 * once more; and those that hold one of the ascending `thresholds` parted there, into what lies below, at and above
 * it, with the scores next to it as ends. Each reading makes some group finer, so that asking again ends, but where
 * groups are divided some thresholds may have to be asked for again.
 */
export async function finerGroups(listing: Listing, groups: ScoreGroups, indexes: readonly number[], thresholds: readonly number[] = []): Promise<ScoreGroups> {
  const { session, parameter, levels, limits, orientation } = listing
  const parted = partedBy(groups, orientation, thresholds, limits.rows)
  const listed = new Set([...indexes, ...parted.heavy])
  const all = [...new Set([...listed, ...parted.thresholds.keys()])].sort((a, b) => a - b)
  const collector = new GroupCollector()
  const finer: number[] = []
  for (const [level, asked] of byFewestReadings(levels, groups, all)) {
    const whole = asked.filter(({ index }) => listed.has(index))
    const rows = whole.reduce((sum, group) => sum + group.rows, 0)
    await createZooms(session, levels, level)
    const near = nearRows(listing.rows, groups, asked)
    if (worthDividing(rows, whole.length, limits) && (await divide({ ...listing, rows: near }, level, whole, collector))) {
      finer.push(...whole.map(({ index }) => index))
      continue
    }
    finer.push(...asked.map(({ index }) => index))
    if (whole.length < asked.length) {
      const bordersOf = ({ index }: Asked) => (listed.has(index) ? [null] : (parted.thresholds.get(index) ?? []))
      await countBorders({ ...listing, rows: near }, level, asked.map((group) => ({ group, place: groups.places[group.index] ?? -1, thresholds: bordersOf(group) })), collector)
      continue
    }
    await createPlaces(session, asked)
    await session.rowsOfDoubles(scoresQuery(near, levels, level), [parameter], (length, at) => {
      for (let row = 0; row < length; row += 1) {
        collector.add({ low: at(0, row), high: at(0, row), positives: at(1, row), rows: at(2, row), place: -1 })
      }
    })
  }
  return replaceGroups(groups, finer.sort((a, b) => a - b), collector.finish(orientation))
}

interface Bordered {
  readonly group: Asked
  readonly place: number
  /** Null for every score. */
  readonly thresholds: readonly (number | null)[]
}

/** Counts groups around thresholds, and others score by score, in one reading. */
async function countBorders({ session, parameter, rows, levels }: Listing, level: number, bordered: readonly Bordered[], collector: GroupCollector): Promise<void> {
  const borders = bordered.flatMap(({ group: { key, from, to }, thresholds }) => thresholds.map((threshold) => ({ key, from, to, threshold })))
  await createBorders(session, borders)
  const sides: Side[] = Array.from({ length: 3 * borders.length }, () => noRows)
  await session.rowsOfDoubles(bordersQuery(rows, levels, level), [parameter], (length, at) => {
    for (let row = 0; row < length; row += 1) {
      const counted = { low: at(0, row), high: at(1, row), positives: at(2, row), rows: at(3, row) }
      const side = at(4, row)
      if (side < 0) collector.add({ ...counted, place: -1 })
      else sides[side] = counted
    }
  })
  let first = 0
  for (const { place, thresholds } of bordered) {
    const own = sides.slice(first, first + 3 * thresholds.length)
    first += own.length
    for (const part of partsOf(own)) collector.add({ ...part, place })
  }
}

/** Groups of more rows than this fall apart well: dividing them once more costs a reading and spares much memory. */
const coarse = 64

/** Whether groups hold so many rows that they are better divided once more than listed. */
export function worthDividing(rows: number, groups: number, limits: ListingLimits): boolean {
  return rows > limits.rows || (rows > limits.rows / 2.5 && rows / groups > coarse)
}

/** The rows, without those outside the range of what is asked for where that spares enough to be worth comparing. */
export function nearRows(rows: UsableRows, groups: Counted, asked: readonly Asked[]): UsableRows {
  const [low, high] = asked.reduce(([least, most], group) => [Math.min(least, group.from), Math.max(most, group.to)], [Infinity, -Infinity])
  let inside = 0
  let all = 0
  for (let group = 0; group < groups.heads.length; group += 1) {
    const held = scoreAt(groups.positives, group) + scoreAt(groups.negatives, group)
    all += held
    if (scoreAt(groups.heads, group) <= high && scoreAt(groups.heads, group) >= low) inside += held
  }
  return 2 * inside > all ? rows : rowsBetween(rows, [low, high])
}

/** The groups at some indexes by the level that counted them. */
export function byLevel(levels: readonly Level[], groups: Counted, indexes: readonly number[]): Map<number, Asked[]> {
  const found = new Map<number, Asked[]>()
  for (const index of indexes) {
    const place = groups.places[index] ?? -1
    const level = levels.findLastIndex(({ firstPlace }) => firstPlace <= place)
    const [head, tail] = [scoreAt(groups.heads, index), scoreAt(groups.tails, index)]
    const asked = {
      key: place - (levels[level]?.firstPlace ?? 0),
      from: Math.min(head, tail),
      to: Math.max(head, tail),
      index,
      rows: scoreAt(groups.positives, index) + scoreAt(groups.negatives, index),
    }
    const ofLevel = found.get(level)
    if (ofLevel === undefined) found.set(level, [asked])
    else ofLevel.push(asked)
  }
  return found
}

/**
 * The groups at some indexes by the level whose numbers find their rows. All are found by those of the first level
 * and their ends in one reading, unless groups share a number of it so often that each row would be compared many times.
 */
function byFewestReadings(levels: readonly Level[], groups: ScoreGroups, indexes: readonly number[]): Map<number, Asked[]> {
  const apart = byLevel(levels, groups, indexes)
  const [first] = levels
  if (apart.size < 2 || first === undefined || first.above !== null) return apart
  const rows = new Float64Array(mostKeys)
  let all = 0
  for (let group = 0; group < groups.heads.length; group += 1) {
    const key = keyOf(first.map, scoreAt(groups.heads, group))
    const own = scoreAt(groups.positives, group) + scoreAt(groups.negatives, group)
    rows[key] = (rows[key] ?? 0) + own
    all += own
  }
  const asked = [...apart.values()].flat().map((group) => ({ ...group, key: keyOf(first.map, group.from) })).sort((a, b) => a.index - b.index)
  return asked.reduce((sum, { key }) => sum + (rows[key] ?? 0), 0) > 2 * all ? apart : new Map([[0, asked]])
}

/** Adds a level that divides groups of the level `above` once more, into `groups` at most; its number. */
export function nextZooms(levels: Level[], above: number, asked: readonly Asked[], groups: number): number {
  const parts = Math.max(2, Math.min(mostKeys, Math.floor(groups / asked.length)))
  const zooms = asked.map(({ key, from, to }, index): Zoom => ({ key, from, to, base: index * parts, parts, ...spreadMap(from, to, parts) }))
  const last = levels.at(-1)
  const firstPlace = (last?.firstPlace ?? 0) + (last === undefined || last.above === null ? mostKeys : last.zooms.length * (last.zooms[0]?.parts ?? 0))
  return levels.push({ above, zooms, firstPlace }) - 1
}

/** Divides groups once more; false where that didn't tell any scores apart. */
async function divide(listing: Listing, above: number, asked: readonly Asked[], collector: GroupCollector): Promise<boolean> {
  const { levels, limits, session, parameter } = listing
  const level = nextZooms(levels, above, asked, limits.groups)
  const firstPlace = levels[level]?.firstPlace ?? 0
  await createZooms(session, levels, level)
  const found: CountedGroup[] = []
  await session.rowsOfDoubles(groupsQuery(listing.rows, levels, level), [parameter], (length, at) => {
    for (let row = 0; row < length; row += 1) {
      found.push({ low: at(0, row), high: at(1, row), positives: at(2, row), rows: at(3, row), place: firstPlace + at(4, row) })
    }
  })
  if (found.length <= asked.length) {
    levels.pop()
    return false
  }
  for (const group of found) collector.add(group)
  return true
}
