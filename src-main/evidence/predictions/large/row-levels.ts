import { listValue } from '@duckdb/node-api'
import type { TableSession } from '../table-session.ts'
import { bitsExpression, doubleLiteral, mapExpression } from './score-map.ts'
import type { ScoreMap } from './score-map.ts'

/** The usable rows of a table, and how they are counted. */
export interface UsableRows {
  /** SELECT of the columns `score` and what the counts need. `$1` is the list of files. */
  readonly select: string
  /** The aggregate that counts rows, and the one that counts positives. */
  readonly rows: string
  readonly positives: string
  /** The columns that the counts need, beside the score. */
  readonly columns: readonly string[]
}

/** Where the rows of a group are found: those of a number of its level whose score lies between two scores. */
export interface Place {
  readonly key: number
  readonly from: number
  readonly to: number
}

/** One group of the level above, and the part of the keys below that its scores get. */
export interface Zoom extends ScoreMap, Place {
  readonly base: number
  readonly parts: number
}

/** A division of scores into numbered groups: of all rows, or (`zooms`) of the rows of some groups of a level above. */
export type Level =
  | { readonly above: null; readonly map: ScoreMap; readonly firstPlace: number }
  | { readonly above: number; readonly zooms: readonly Zoom[]; readonly firstPlace: number }

/** SQL of the usable rows that a level divides, with the number of their group as `key`. */
export function keyedRows(rows: UsableRows, levels: readonly Level[], level: number): string {
  const own = levels[level]
  if (own === undefined) throw new RangeError(`there is no level ${level}`)
  const columns = ['score', ...rows.columns]
  if (own.above === null) {
    return `select ${columns.join(', ')}, ${mapExpression(own.map, 'score', 'usmallint')} as key from (${rows.select})`
  }
  return `select ${columns.map((name) => `r.${name}`).join(', ')},
  z.base + least(floor((case when z.by_bits then ${bitsExpression('r.score')} else r.score * z.shrink end - z.low) * z.scale), z.parts - 1)::uinteger as key
from (${keyedRows(rows, levels, own.above)}) r join zoom${level} z on ${isOf('z')}`
}

/** SQL that is true where a row is one of a group: groups that were parted share their number. */
function isOf(group: string): string {
  return `r.key = ${group}.key and r.score between ${group}.lowest and ${group}.highest`
}

/** Creates the tables that {@link keyedRows} joins, up to a level. */
export async function createZooms(session: TableSession, levels: readonly Level[], level: number): Promise<void> {
  for (let at = level; ;) {
    const own = levels[at]
    if (own === undefined || own.above === null) return
    const { zooms } = own
    // Doubles travel as text: a list of parameters takes the type of its first value.
    const list = (value: (zoom: Zoom) => number) => listValue(zooms.map((zoom) => String(value(zoom))))
    await session.run(
      `create or replace temp table zoom${at} as select unnest($1::varchar[]::uinteger[]) as key, unnest($2::varchar[]::double[]) as low,
        unnest($3::varchar[]::double[]) as scale, unnest($4::varchar[]::uinteger[]) as base, unnest($5::varchar[]::uinteger[]) as parts,
        unnest($6::varchar[]::double[]) as shrink, unnest($7::varchar[]::double[]) as lowest, unnest($8::varchar[]::double[]) as highest,
        unnest($9::varchar[]::integer[])::boolean as by_bits`,
      [...(['key', 'low', 'scale', 'base', 'parts', 'shrink', 'from', 'to'] as const).map((name) => list((zoom) => zoom[name])), list(({ byBits }) => Number(byBits))],
    )
    at = own.above
  }
}

/** Creates the table `keep` of the numbers of some groups. */
export async function createKeep(session: TableSession, keys: readonly number[]): Promise<void> {
  await session.run('create or replace temp table keep as select unnest($1::varchar[]::uinteger[]) as key', [listValue(keys.map(String))])
}

/** Creates the table `place` of where the rows of some groups are. */
export async function createPlaces(session: TableSession, places: readonly Place[]): Promise<void> {
  await session.run(
    'create or replace temp table place as select unnest($1::varchar[]::uinteger[]) as key, unnest($2::varchar[]::double[]) as lowest, unnest($3::varchar[]::double[]) as highest',
    (['key', 'from', 'to'] as const).map((name) => listValue(places.map((place) => String(place[name])))),
  )
}

/** A threshold that parts a group; null asks for every score of it. */
export interface Border extends Place {
  readonly threshold: number | null
}

/** Creates the table `border` of thresholds, numbered as they come. */
export async function createBorders(session: TableSession, borders: readonly Border[]): Promise<void> {
  await session.run(
    `create or replace temp table border as select unnest($1::varchar[]::uinteger[]) as key, unnest($2::varchar[]::double[]) as lowest,
      unnest($3::varchar[]::double[]) as highest, nullif(unnest($4::varchar[]), '')::double as threshold, unnest(range($5::integer)) as number`,
    [...(['key', 'from', 'to', 'threshold'] as const).map((name) => listValue(borders.map((border) => String(border[name] ?? '')))), borders.length],
  )
}

/** The query that counts the rows of every group of a level: lowest and highest score, positives, rows, key; ascending. */
export function groupsQuery(rows: UsableRows, levels: readonly Level[], level: number): string {
  return `select min(score) as low, max(score) as high, (${rows.positives})::double as positives, (${rows.rows})::double as n, key::double as key
from (${keyedRows(rows, levels, level)}) group by key order by low`
}

/** The query that only counts the rows of every group of a level, which takes half as long: positives, rows, key. */
export function countsQuery(rows: UsableRows, levels: readonly Level[], level: number): string {
  return `select (${rows.positives})::double as positives, (${rows.rows})::double as n, key::double as key
from (${keyedRows(rows, levels, level)}) group by key order by key`
}

/** Those of the usable rows whose scores lie in a range; a file's own statistics then spare reading some of it. */
export function rowsBetween(rows: UsableRows, [low, high]: readonly [number, number]): UsableRows {
  return { ...rows, select: `select * from (${rows.select}) where score between ${doubleLiteral(low)} and ${doubleLiteral(high)}` }
}

/** The query that counts the rows of every score of the groups in `place`: score, positives, rows; ascending. */
export function scoresQuery(rows: UsableRows, levels: readonly Level[], level: number): string {
  return `select score, (${rows.positives})::double as positives, (${rows.rows})::double as n
from (${keyedRows(rows, levels, level)}) r join place p on ${isOf('p')} group by score order by score`
}

/**
 * The query that counts the rows of a group below, at and above every threshold in `border`, and of every score where
 * there is none: lowest and highest score, positives, rows, and three times the number of the threshold with 0, 1 or 2
 * added, or -1; ascending by the last, then by score.
 */
export function bordersQuery(rows: UsableRows, levels: readonly Level[], level: number): string {
  return `select min(score) as low, max(score) as high, (${rows.positives})::double as positives, (${rows.rows})::double as n, coalesce(side, -1)::double as side
from (select r.*, case when b.threshold is null then r.score end as listed,
    case when r.score < b.threshold then 3 * b.number when r.score = b.threshold then 3 * b.number + 1 when b.threshold is not null then 3 * b.number + 2 end as side
  from (${keyedRows(rows, levels, level)}) r join border b on ${isOf('b')}) group by listed, side order by 5, 1`
}
