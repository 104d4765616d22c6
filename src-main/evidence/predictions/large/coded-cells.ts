import type { DuckDBValue } from '@duckdb/node-api'
import type { CodedGroups } from '../../../domain/large/coded-groups.ts'
import { replaceCoded, sumAt } from '../../../domain/large/coded-groups.ts'
import { countAt, scoreAt } from '../../../domain/threshold/cut-table.ts'
import type { Orientation } from '../../../domain/threshold/cut-table.ts'
import type { TableSession } from '../table-session.ts'
import { CodedCollector } from './collect-coded.ts'
import { byLevel, nearRows, nextZooms, worthDividing } from './finer-groups.ts'
import type { Asked, ListingLimits } from './finer-groups.ts'
import { createKeep, createZooms, keyedRows } from './row-levels.ts'
import type { Level, UsableRows } from './row-levels.ts'

/** Rows that have a `code`, and an `amount` where amounts are summed, and how they are divided. */
export interface CodedRows {
  readonly session: TableSession
  readonly parameter: DuckDBValue
  readonly rows: UsableRows
  readonly levels: Level[]
  /** How many codes there are. */
  readonly cells: number
}

/** How the rows of the first level are counted. */
interface CellRows extends Pick<CodedRows, 'rows' | 'levels' | 'cells'> {
  /** Ranges of scores. */
  readonly parts: number
  /** Whether scores lie from 0 to 1 and are summed. */
  readonly shares: boolean
}

/** Takes the sums of one cell: of positives, negatives, and of amounts as `CodedGroups` has them. */
type TakeCell = (key: number, code: number, sum: (measure: number) => number, scores: number) => void

/** What a score from 0 to 1 is multiplied by to be summed as a whole number, the same in whatever order. */
const scoreUnits = 2 ** 52

/** What is summed of a cell, as doubles: whole numbers that are added up exactly, whatever the order. */
function sumsOf({ columns }: UsableRows): string {
  const each = ['count(*) filter (where positive)', 'count(*) filter (where not positive)']
  const amounts = ['sum(amount)', 'sum(amount * amount)'].flatMap((sum) => [`coalesce(${sum} filter (where positive), 0)`, `coalesce(${sum} filter (where not positive), 0)`])
  return [...each, ...(columns.includes('amount') ? amounts : [])].map((sum, place) => `(${sum})::double as sum${place}`).join(', ')
}

/** The query that counts the rows of every range and code of the first level: cell, sum of scores, sums; ascending. */
export function cellsQuery({ rows, levels, cells, parts, shares }: CellRows): string {
  // One number of 16 bits is counted in an array, several times faster than two are in a hash table.
  const type = parts * cells <= 65_536 ? 'usmallint' : 'uinteger'
  const scores = shares ? `sum((score * ${scoreUnits}::double)::bigint)::double` : '0::double'
  return `select cell::double as cell, ${scores} as scores, ${sumsOf(rows)}
from (select *, (key::uinteger * ${cells} + code)::${type} as cell from (${keyedRows(rows, levels, 0)})) group by cell order by cell`
}

/** The query that counts the rows of every score and code of the groups in `keep`: score, code, sums; ascending. */
export function codedScoresQuery(rows: UsableRows, levels: readonly Level[], level: number): string {
  return `select score, code::double as code, ${sumsOf(rows)}
from (${keyedRows(rows, levels, level)}) r join keep k on r.key = k.key group by score, code order by score, code`
}

/** Counts the rows of every range and code of the first level, ascending; and sums their scores where these lie from 0 to 1 (`shares`). */
export async function codedCells({ session, parameter, ...of }: CodedRows & CellRows, take: TakeCell): Promise<void> {
  const { cells } = of
  await session.rowsOfDoubles(cellsQuery(of), [parameter], (length, at) => {
    for (let row = 0; row < length; row += 1) {
      const cell = at(0, row)
      take(Math.floor(cell / cells), cell % cells, (measure) => at(measure + 2, row), at(1, row) / scoreUnits)
    }
  })
}

interface CodedListing extends CodedRows {
  readonly orientation: Orientation
  readonly limits: ListingLimits
  readonly digits: number | null
}

/** As `finerGroups`, of groups whose rows have codes. */
export async function finerCoded(listing: CodedListing, groups: CodedGroups, indexes: readonly number[]): Promise<CodedGroups> {
  const { session, parameter, levels, orientation, digits } = listing
  // Each score takes more room than in `finerGroups`: a code, and sums of amounts.
  const limits = { ...listing.limits, rows: Math.ceil(listing.limits.rows / (digits === null ? 2 : 4)) }
  const collector = new CodedCollector(digits)
  const counted = { ...groups, ...classesOf(groups) }
  for (const [level, asked] of byLevel(levels, counted, indexes)) {
    collector.part()
    const rows = asked.reduce((sum, group) => sum + group.rows, 0)
    await createZooms(session, levels, level)
    const near = nearRows(listing.rows, counted, asked)
    if (worthDividing(rows, asked.length, limits) && (await divide({ ...listing, rows: near }, level, asked, collector))) continue
    await createKeep(session, asked.map(({ key }) => key))
    await session.rowsOfDoubles(codedScoresQuery(near, levels, level), [parameter], (length, at) => {
      for (let row = 0; row < length; row += 1) {
        const score = at(0, row)
        collector.add({ group: score, low: score, high: score, place: -1, code: at(1, row), sum: (measure) => at(measure + 2, row) })
      }
    })
  }
  return replaceCoded(groups, indexes, collector.finish(orientation))
}

function classesOf(groups: CodedGroups): { positives: Float64Array; negatives: Float64Array } {
  const positives = new Float64Array(groups.heads.length)
  const negatives = new Float64Array(groups.heads.length)
  for (let group = 0; group < positives.length; group += 1) {
    for (let entry = countAt(groups.starts, group); entry < countAt(groups.starts, group + 1); entry += 1) {
      positives[group] = scoreAt(positives, group) + sumAt(groups, 'positives', entry)
      negatives[group] = scoreAt(negatives, group) + sumAt(groups, 'negatives', entry)
    }
  }
  return { positives, negatives }
}

/** Divides groups once more; false where that didn't tell any scores apart. */
async function divide(listing: CodedListing, above: number, asked: readonly Asked[], collector: CodedCollector): Promise<boolean> {
  const { levels, limits, session, parameter, rows, cells } = listing
  const level = nextZooms(levels, above, asked, Math.max(2 * asked.length, Math.floor(limits.groups / cells)))
  const firstPlace = levels[level]?.firstPlace ?? 0
  await createZooms(session, levels, level)
  const found: Parameters<CodedCollector['add']>[0][] = []
  let groups = 0
  let last = NaN
  const query = `select key::double as key, code::double as code, min(score) as low, max(score) as high, ${sumsOf(rows)} from (${keyedRows(rows, levels, level)}) group by key, code order by key, code`
  await session.rowsOfDoubles(query, [parameter], (length, at) => {
    for (let row = 0; row < length; row += 1) {
      const key = at(0, row)
      if (key !== last) groups += 1
      last = key
      const sums = rowSums(rows, (measure) => at(measure + 4, row))
      found.push({ group: key, low: at(2, row), high: at(3, row), place: firstPlace + key, code: at(1, row), sum: (measure) => sums[measure] ?? 0 })
    }
  })
  if (groups <= asked.length) {
    levels.pop()
    return false
  }
  for (const entry of found) collector.add(entry)
  collector.part()
  return true
}

function rowSums({ columns }: UsableRows, at: (measure: number) => number): number[] {
  return Array.from({ length: columns.includes('amount') ? 6 : 2 }, (_, measure) => at(measure))
}
