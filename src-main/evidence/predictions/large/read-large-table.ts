import type { Excluded, TableReading } from '../../../contract/reading.ts'
import { ProblemError } from '../../../contract/problem.ts'
import type { ScoreGroups } from '../../../domain/large/score-groups.ts'
import { mostRowsOfAClass } from '../../../domain/large/score-groups.ts'
import { withDecimalCommas } from '../decimal-comma.ts'
import { withTable } from '../lend-table.ts'
import { hashed, requireColumn, withMalformed } from '../read-prediction-table.ts'
import type { ReadOptions, ReadTable } from '../read-table.ts'
import { tableProblems } from '../table-problems.ts'
import type { TableProblem } from '../table-problems.ts'
import { countOf, withTableSession } from '../table-session.ts'
import type { TableSession } from '../table-session.ts'
import { columnsOf, statedRows, tableStamp } from '../table-source.ts'
import type { TableSource } from '../table-source.ts'
import { GroupCollector } from './collect-groups.ts'
import { confine } from './confine.ts'
import { finerGroups, listingLimits } from './finer-groups.ts'
import type { ListingLimits } from './finer-groups.ts'
import { countsQuery, groupsQuery, scoresQuery } from './row-levels.ts'
import type { Level, UsableRows } from './row-levels.ts'
import { endsOfKeys, evenMap, mostKeys } from './score-map.ts'
import { likelyRows, mostRowsInMemory } from './table-size.ts'
import { countedFacts, statedFacts, usableRows } from './usable-rows.ts'
import type { LargeColumns, TableFacts } from './usable-rows.ts'

/** A table that isn't held in memory: its rows by ranges of scores, and a way to list the scores that matter. */
export interface LargeTable extends Omit<ReadTable, 'rows' | 'excludedLines'> {
  readonly groups: ScoreGroups
  /**
   * The groups with those at the ascending indexes listed score by score or divided once more, and those that hold one
   * of the ascending `thresholds` parted there (see `finerGroups`); reads the file again.
   */
  readonly finer: (groups: ScoreGroups, indexes: readonly number[], options: ReadOptions, thresholds?: readonly number[]) => Promise<ScoreGroups>
  readonly basis: LargeBasis
}

/** What is known of a large table once it was counted: all that further columns need to be counted beside its scores. */
export interface LargeBasis {
  readonly file: string
  readonly reading: TableReading
  readonly columns: LargeColumns
  readonly facts: TableFacts
  /** How many rows are usable. */
  readonly used: number
  readonly limits: LargeLimits
  /** Raises `file-unreadable` where the file isn't the one that was counted. */
  readonly unchanged: () => Promise<void>
}

export interface LargeReadOptions extends ReadOptions {
  /** SHA-256 of the table where it is known already. */
  readonly sha256?: string
}

export interface LargeLimits extends ListingLimits {
  /** Tables up to this many rows aren't large. */
  readonly inMemory: number
  /** The ranges that scores are divided into at first; chosen by the number of rows where null. */
  readonly parts: number | null
}

export const largeLimits: LargeLimits = { ...listingLimits, inMemory: mostRowsInMemory, parts: null }

/** Ranges that stay in a processor's cache while the lowest and highest score of each are kept. */
const partsOfFew = 16_384

/**
 * Reads the table like `readPredictionTable`, but in memory that doesn't grow with the rows; null where it is small
 * enough for that one. The file may not change while the table is used: a size or time that differs is refused.
 * Throws the same ProblemErrors.
 */
export async function readLargeTable(file: string, reading: TableReading, options: LargeReadOptions, limits: LargeLimits = largeLimits): Promise<LargeTable | null> {
  const problem = tableProblems(reading.path)
  const stamp = await tableStamp(file, reading.path)
  const unchanged = async () => {
    if ((await tableStamp(file, reading.path)) === stamp) return
    throw problem('file-unreadable', 'The file changed while it was read.', 'Wait until nobody writes to it and read it again.')
  }
  return withTable(file, problem, options.signal, async (source) => {
    const read = await withTableSession(problem, options.signal, async (session) => {
      const likely = await likelyRows(session, source)
      if (likely <= limits.inMemory) return null
      await confine(session, source)
      return withProgress(session, source, likely, 'Counting rows by score', options, () => readGroups(session, source, reading, limits, problem))
    })
    if (read === null) return null
    const sha256 = options.sha256 ?? (await hashed(source, problem, options.signal, hashProgress(source, options)))
    await unchanged()
    const { levels, rows, columns, facts, ...table } = withMalformed(read, source)
    const finer: LargeTable['finer'] = (groups, indexes, { signal, ...rest }, thresholds = []) =>
      withTable(file, problem, signal, (again) =>
        withTableSession(problem, signal, async (session) => {
          await confine(session, again)
          const listing = { session, parameter: again.parameter, rows, levels, orientation: reading.orientation, limits }
          const finest = await withProgress(session, again, table.rowCount, 'Listing the scores that decide', rest, () => finerGroups(listing, groups, indexes, thresholds))
          await unchanged()
          return finest
        }),
      )
    return { ...table, sha256, form: source.form, finer, basis: { file, reading, columns, facts, used: usedOf(table.groups), limits, unchanged } }
  })
}

function hashProgress({ bytes }: TableSource, { onProgress }: ReadOptions): (more: number) => void {
  let done = 0
  return (more) => {
    done += more
    onProgress?.({ stage: 'Hashing the table', done: Math.min(done, bytes), total: bytes, unit: 'bytes' })
  }
}

/** Reports how far the running statement has come, again and again, while `work` goes on. */
export async function withProgress<Result>(
  session: TableSession,
  source: TableSource,
  rows: number,
  stage: string,
  { onProgress }: ReadOptions,
  work: () => Promise<Result>,
): Promise<Result> {
  const [total, unit] = source.format === 'parquet' ? [rows, 'rows'] : [source.bytes, 'bytes']
  const report = () => onProgress?.({ stage, done: Math.floor((session.doneShare() ?? 0) * total), total, unit })
  report()
  const timer = setInterval(report, 50)
  try {
    return await work()
  } finally {
    clearInterval(timer)
  }
}

type Groups = Pick<LargeTable, 'groups' | 'excluded' | 'positive' | 'negative' | 'query' | 'decimalComma' | 'rowCount'> & {
  readonly levels: Level[]
  readonly rows: UsableRows
  readonly columns: LargeColumns
  readonly facts: TableFacts
}

async function readGroups(session: TableSession, source: TableSource, reading: TableReading, limits: LargeLimits, problem: TableProblem): Promise<Groups> {
  const columns = await columnsOf(session, source, problem)
  const named = [requireColumn(columns, reading.label, problem), requireColumn(columns, reading.score, problem)] as const
  if (named[0].name === named[1].name) {
    throw problem('usage', `Column ${named[0].name} can't be label and score at once.`, 'Give two different columns.')
  }
  const [label = named[0], score = named[1]] = await withDecimalCommas(session, source, named)
  const large: LargeColumns = { label, score }
  const stated = await statedFacts(session, source, large, reading, (await statedRows(session, source)) ?? 0, problem)
  const counted = () => countedFacts(session, source, large, reading, problem)
  const first = stated ?? (await counted())
  const found = stated === null ? await count(session, source, large, first, reading, limits) : await countByStatement(session, source, large, stated, reading, limits)
  if (found !== null && usedOf(found.groups) === first.rowCount) return finish(found, large, first, nothingLeftOut, problem)
  // Some rows are left out, or what the file states of itself isn't so.
  const facts = stated === null ? first : await counted()
  const again = found !== null && sameClasses(facts, first) ? found : await count(session, source, large, facts, reading, limits)
  return finish(again, large, facts, facts.excluded ?? nothingLeftOut, problem)
}

const nothingLeftOut: Excluded = { nullScore: 0, nanScore: 0, infiniteScore: 0, textScore: 0, nullLabel: 0, foreignLabel: 0 }

function sameClasses(a: TableFacts, b: TableFacts): boolean {
  return a.positive === b.positive && a.negative === b.negative && (a.excluded?.nullLabel ?? 0) + (a.excluded?.foreignLabel ?? 0) === 0
}

interface Counted {
  readonly groups: ScoreGroups
  readonly levels: Level[]
  readonly rows: UsableRows
  readonly query: string
}

async function count(session: TableSession, source: TableSource, columns: LargeColumns, facts: TableFacts, reading: TableReading, limits: LargeLimits): Promise<Counted> {
  const rows = usableRows(source, columns, facts)
  const fewScores = await repeatsScores(session, source, rows)
  const map = evenMap(...facts.range, limits.parts ?? (fewScores ? partsOfFew : mostKeys))
  const levels: Level[] = [{ above: null, map, firstPlace: 0 }]
  const ends = endsOfKeys(map, facts.range)
  const collector = new GroupCollector()
  const query = fewScores ? groupsQuery(rows, levels, 0) : countsQuery(rows, levels, 0)
  await session.rowsOfDoubles(query, [source.parameter], (length, at) => {
    for (let row = 0; row < length; row += 1) {
      if (fewScores) collector.add({ low: at(0, row), high: at(1, row), positives: at(2, row), rows: at(3, row), place: at(4, row) })
      else {
        const [low, high] = ends(at(2, row))
        collector.add({ low, high, positives: at(0, row), rows: at(1, row), place: at(2, row) })
      }
    }
  })
  return { groups: collector.finish(reading.orientation), levels, rows, query }
}

const sampledRows = 20_000

/**
 * Whether many rows share a score, by the first of them. Groups then often hold one score only and are known to be
 * exact by their lowest and highest score; where scores hardly repeat, finding those only takes time.
 */
async function repeatsScores(session: TableSession, source: TableSource, rows: UsableRows): Promise<boolean> {
  const [sample = {}] = await session.rows(`select count(distinct score) as scores, count(*) as n from (select score from (${rows.select}) limit ${sampledRows})`, [source.parameter])
  return 2 * countOf(sample['scores']) <= countOf(sample['n'])
}

/** The count by what the file states of itself; null where a score lies outside its range, is NaN or missing after all. */
async function countByStatement(...input: Parameters<typeof count>): Promise<Counted | null> {
  try {
    return await count(...input)
  } catch (error) {
    if (error instanceof TypeError) return null
    if (error instanceof ProblemError && error.cause instanceof Error && error.cause.message.startsWith('Conversion Error')) return null
    throw error
  }
}

function usedOf({ positives, negatives }: ScoreGroups): number {
  return positives.reduce((sum, count) => sum + count, 0) + negatives.reduce((sum, count) => sum + count, 0)
}

function finish({ groups, levels, rows, query: first }: Counted, columns: LargeColumns, facts: TableFacts, excluded: Excluded, problem: TableProblem): Groups {
  const { rowCount, positive, negative } = facts
  const used = usedOf(groups)
  const leftOut = Object.values(excluded).reduce((sum, count) => sum + count, 0)
  if (used + leftOut !== rowCount) throw new RangeError(`Counted ${used} usable rows and ${leftOut} others of ${rowCount}.`)
  if (rowCount > mostRowsOfAClass) {
    throw problem('too-large', `The table has ${rowCount.toLocaleString('en')} rows, more than can be counted here.`, 'Count the rows by score where the table lives and read the counts.')
  }
  const query = `${first};\n-- then, for the groups that can hold an answer:\n${scoresQuery(rows, levels, 0)}`
  return { groups, levels, rows, rowCount, excluded, positive, negative, query, decimalComma: columns.score.decimalComma === true, columns, facts }
}
