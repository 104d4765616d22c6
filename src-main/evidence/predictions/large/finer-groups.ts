import { scoreAt } from '../../../domain/threshold/cut-table.ts'
import type { Orientation } from '../../../domain/threshold/cut-table.ts'
import { replaceGroups } from '../../../domain/large/score-groups.ts'
import type { ScoreGroups } from '../../../domain/large/score-groups.ts'
import type { TableSession } from '../table-session.ts'
import type { DuckDBValue } from '@duckdb/node-api'
import { GroupCollector } from './collect-groups.ts'
import type { CountedGroup } from './collect-groups.ts'
import { createPlaces, createZooms, groupsQuery, rowsBetween, scoresQuery } from './row-levels.ts'
import type { Level, Place, UsableRows, Zoom } from './row-levels.ts'
import { mostKeys, spreadMap } from './score-map.ts'

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
 * once more. Every group of several scores falls apart into two or more, so that asking again ends.
 */
export async function finerGroups(listing: Listing, groups: ScoreGroups, indexes: readonly number[]): Promise<ScoreGroups> {
  const collector = new GroupCollector()
  for (const [level, asked] of byLevel(listing.levels, groups, indexes)) {
    const rows = asked.reduce((sum, group) => sum + group.rows, 0)
    await createZooms(listing.session, listing.levels, level)
    const near = nearRows(listing.rows, groups, asked)
    if (worthDividing(rows, asked.length, listing.limits) && (await divide({ ...listing, rows: near }, level, asked, collector))) continue
    await createPlaces(listing.session, asked)
    await listing.session.rowsOfDoubles(scoresQuery(near, listing.levels, level), [listing.parameter], (length, at) => {
      for (let row = 0; row < length; row += 1) {
        collector.add({ low: at(0, row), high: at(0, row), positives: at(1, row), rows: at(2, row), place: -1 })
      }
    })
  }
  return replaceGroups(groups, indexes, collector.finish(listing.orientation))
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
