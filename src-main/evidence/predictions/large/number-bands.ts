import type { DuckDBValue } from '@duckdb/node-api'
import { scoreAt } from '../../../domain/threshold/cut-table.ts'
import type { ScoreGroups } from '../../../domain/large/score-groups.ts'
import { bandRanks } from '../../../domain/statistics/segment-groups.ts'
import { countOf } from '../table-session.ts'
import type { TableSession } from '../table-session.ts'
import { GroupCollector } from './collect-groups.ts'
import { finerGroups } from './finer-groups.ts'
import type { ListingLimits } from './finer-groups.ts'
import { countsQuery } from './row-levels.ts'
import type { Level, UsableRows } from './row-levels.ts'
import { endsOfKeys, evenMap, mostKeys } from './score-map.ts'

/** The bands of a column of numbers: the lowest and the highest value of each. */
export type NumberBands = readonly { readonly low: number; readonly high: number }[]

/**
 * The bands that `groupsOf` makes of the finite numbers of a column, which `numbers` (a SELECT) gives as `number`, without
 * holding them: counted by ranges, of which those are listed that an end of a band lies in.
 */
export async function numberBands(session: TableSession, parameter: DuckDBValue, numbers: string, limits: ListingLimits): Promise<NumberBands> {
  const rows: UsableRows = { select: `select number + 0 as score from (${numbers}) where isfinite(number)`, rows: 'count(*)', positives: '0', columns: [] }
  const [range = {}] = await session.rows(`select count(*) as n, min(score)::varchar as low, max(score)::varchar as high from (${rows.select})`, [parameter])
  const count = countOf(range['n'])
  if (count === 0) return []
  const ends = [Number(range['low']), Number(range['high'])] as const
  const map = evenMap(...ends, mostKeys)
  const levels: Level[] = [{ above: null, map, firstPlace: 0 }]
  const endsOf = endsOfKeys(map, ends)
  const collector = new GroupCollector()
  await session.rowsOfDoubles(countsQuery(rows, levels, 0), [parameter], (length, at) => {
    for (let row = 0; row < length; row += 1) {
      const [low, high] = endsOf(at(2, row))
      collector.add({ low, high, positives: 0, rows: at(1, row), place: at(2, row) })
    }
  })
  let groups = collector.finish('low')
  for (;;) {
    const open = openOfBands(groups, count)
    if (open.length === 0) return bandsIn(groups, count)
    groups = await finerGroups({ session, parameter, rows, levels, orientation: 'low', limits }, groups, open)
  }
}

/** The group that holds each of the ascending ranks, from 0 on. */
function groupsAt(groups: ScoreGroups, ranks: readonly number[]): number[] {
  let before = 0
  let group = 0
  return ranks.map((rank) => {
    while (before + scoreAt(groups.negatives, group) <= rank) before += scoreAt(groups.negatives, group++)
    return group
  })
}

/** The open groups that hold the highest value of a band, or the lowest of the next one. */
function openOfBands(groups: ScoreGroups, count: number): number[] {
  const highs = groupsAt(groups, bandRanks(count))
  const asked = new Set([0, ...highs, ...highs.map((group) => group + 1)])
  return [...asked].filter((group) => group < groups.heads.length && groups.heads[group] !== groups.tails[group]).sort((a, b) => a - b)
}

function bandsIn(groups: ScoreGroups, count: number): NumberBands {
  const highs = [...new Set(groupsAt(groups, bandRanks(count)))]
  return highs.map((group, band) => ({ low: scoreAt(groups.heads, band === 0 ? 0 : (highs[band - 1] ?? 0) + 1), high: scoreAt(groups.heads, group) }))
}
