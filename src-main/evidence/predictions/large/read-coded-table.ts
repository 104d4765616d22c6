import type { CodedGroups } from '../../../domain/large/coded-groups.ts'
import { sumAt } from '../../../domain/large/coded-groups.ts'
import { withDecimalCommas } from '../decimal-comma.ts'
import { withTable } from '../lend-table.ts'
import { requireColumn } from '../read-prediction-table.ts'
import type { FurtherColumn } from '../read-prediction-table.ts'
import type { ReadOptions } from '../read-table.ts'
import { scoreExpression } from '../row-expressions.ts'
import { tableProblems } from '../table-problems.ts'
import { withTableSession } from '../table-session.ts'
import type { TableSession } from '../table-session.ts'
import { columnsOf } from '../table-source.ts'
import type { TableColumn, TableSource } from '../table-source.ts'
import { amountFacts, isAmount } from './amount-places.ts'
import type { AmountFacts } from './amount-places.ts'
import { CodedCollector } from './collect-coded.ts'
import { cellsQuery, codedCells, codedScoresQuery, finerCoded } from './coded-cells.ts'
import { dayCodes, nameCodes } from './column-codes.ts'
import type { CodeGround, ColumnCodes } from './column-codes.ts'
import { confine } from './confine.ts'
import { withProgress } from './read-large-table.ts'
import type { LargeBasis } from './read-large-table.ts'
import type { Level, UsableRows } from './row-levels.ts'
import { endsOfKeys, evenMap } from './score-map.ts'
import { usableRows } from './usable-rows.ts'

/** What tells rows apart: the texts or bands of a column, the sides of a day (null: the one that `openDay` gives), or nothing. */
export type CodeRequest =
  | { readonly kind: 'names'; readonly column: string; readonly use: 'part' | 'segment' }
  | { readonly kind: 'date'; readonly column: string; readonly from: string | null }
  | { readonly kind: 'none' }

export interface CountRequest {
  readonly codes: CodeRequest
  /** The column of the amounts that are summed; rows without one are then not counted. */
  readonly amount: string | null
}

/** The rows of a large table by ranges of scores and a code, and a way to list the scores that matter. */
export interface CodedTable {
  readonly groups: CodedGroups
  /** The names of the codes; rows without a value have the code after the last. */
  readonly names: readonly string[]
  /** Usable rows by code, with and without an amount. */
  readonly rows: readonly number[]
  /** The sum of the scores of each code; null where they don't lie from 0 to 1, and for a date. */
  readonly scores: readonly number[] | null
  /** The day that parts the rows where a date does. */
  readonly day: string | null
  readonly amounts: AmountFacts | null
  /** The query, verbatim, that counted the rows; table `codes` holds the code of each value of the column. */
  readonly query: string
  /** The groups with those at the ascending indexes listed score by score or divided once more; reads the file again. */
  readonly finer: (groups: CodedGroups, indexes: readonly number[], options: ReadOptions) => Promise<CodedGroups>
}

/** Cells of a range and a code: as many as a number of 16 bits counts, unless codes are many. */
const fewCells = 65_536
const manyCells = 1_048_576
/** More codes than this leave fewer than 1,024 ranges to so few cells. */
const fewCodes = 64

/**
 * Counts the rows of a large table by ranges of scores and what a column says of them, in memory that doesn't grow with the rows.
 * Throws ProblemErrors as `readExtraColumns` and `amountTable` do, and where the file isn't the one that was counted.
 */
export async function readCodedTable(basis: LargeBasis, request: CountRequest, options: ReadOptions): Promise<CodedTable> {
  const { file, reading, facts, limits, used, unchanged } = basis
  const problem = tableProblems(reading.path)
  const inSession = <Result>(signal: AbortSignal | undefined, work: (session: TableSession, source: TableSource) => Promise<Result>) =>
    withTable(file, problem, signal, (source) =>
      withTableSession(problem, signal, async (session) => {
        await unchanged()
        await confine(session, source)
        const result = await work(session, source)
        await unchanged()
        return result
      }),
    )
  const stage = <Result>(name: string, session: TableSession, source: TableSource, { onProgress }: ReadOptions, work: () => Promise<Result>) =>
    withProgress(session, source, facts.rowCount, name, onProgress === undefined ? {} : { onProgress }, work)

  return inSession(options.signal, async (session, source) => {
    const columns = await columnsFor(session, source, request, (name, all) => requireColumn(all, name, problem))
    const rowsWith = (further: readonly FurtherColumn[]) => usableRows(source, basis.columns, facts, further)
    const looking = <Result>(name: string, work: () => Promise<Result>) => stage(`Looking at column ${name}`, session, source, options, work)
    const coding = () => codesOf({ session, source, rows: rowsWith, limits, countsAll: request.amount !== null, problem }, request.codes, columns.code, used)
    const codes = columns.code === null ? await coding() : await looking(columns.code.name, coding)
    const amount = columns.amount === null ? null : { column: columns.amount.name, alias: 'amount', expression: scoreExpression(columns.amount, source.format) }
    const amounts = amount === null ? null : await looking(amount.column, () => amountFacts(session, source.parameter, rowsWith([amount]).select, amount.column, problem))
    const rows = codedRows(rowsWith([...codes.further, ...(amount === null ? [] : [amount])]), codes, amounts)
    await codes.prepare(session)
    const cells = codes.names.length + 1
    const parts = limits.parts ?? Math.floor((cells <= fewCodes ? fewCells : manyCells) / cells)
    const map = evenMap(...facts.range, parts)
    const scores = request.codes.kind === 'names' && facts.range[0] >= 0 && facts.range[1] <= 1 ? new Array<number>(cells).fill(0) : null
    const levels: Level[] = [{ above: null, map, firstPlace: 0 }]
    const of = { rows, levels, cells, parts, shares: scores !== null }
    const query = `${cellsQuery(of)};\n-- then, for the groups that can hold an answer:\n${codedScoresQuery(rows, levels, 0)}`
    const counted = await stage('Counting rows by score and column', session, source, options, async () => {
      const collector = new CodedCollector(amounts?.digits ?? null)
      const ends = endsOfKeys(map, facts.range)
      await codedCells({ session, parameter: source.parameter, ...of }, (key, code, sum, scoresOf) => {
        const [low, high] = ends(key)
        collector.add({ group: key, low, high, place: key, code, sum })
        if (scores !== null) scores[code] = (scores[code] ?? 0) + scoresOf
      })
      return collector.finish(reading.orientation)
    })
    const found = rowsByCode(counted, cells)
    const byCode = codes.rows ?? found
    const total = (rows: readonly number[]) => rows.reduce((sum, each) => sum + each, 0)
    if (total(found) !== used - (amounts?.without ?? 0)) throw new RangeError(`Counted ${total(found)} rows of ${used}.`)
    const finer: CodedTable['finer'] = (groups, indexes, more) =>
      inSession(more.signal, async (again, from) => {
        await codes.prepare(again)
        const listing = { session: again, parameter: from.parameter, rows, levels, cells, orientation: reading.orientation, limits, digits: amounts?.digits ?? null }
        return stage('Listing the scores that decide', again, from, more, () => finerCoded(listing, groups, indexes))
      })
    return { groups: counted, names: codes.names, rows: byCode, scores, day: codes.day, amounts, query, finer }
  })
}

interface Columns {
  readonly code: TableColumn | null
  readonly amount: TableColumn | null
}

async function columnsFor(
  session: TableSession,
  source: TableSource,
  { codes, amount }: CountRequest,
  required: (name: string, all: readonly TableColumn[]) => TableColumn,
): Promise<Columns> {
  const problem = tableProblems(source.names.join(', '))
  const all = await columnsOf(session, source, problem)
  const wanted = [codes.kind === 'none' ? null : codes.column, amount]
  const names = wanted.flatMap((name) => name ?? [])
  const found = await withDecimalCommas(session, source, [...new Set(names)].map((name) => required(name, all)))
  const [code, other] = wanted.map((name) => (name === null ? null : (found.find((each) => each.name === name) ?? null)))
  return { code: code ?? null, amount: other ?? null }
}

const noCodes: Omit<ColumnCodes, 'rows'> = { further: [], prepare: () => Promise.resolve(), join: '', expression: '0::usmallint', names: [] }

async function codesOf(ground: CodeGround, request: CodeRequest, column: TableColumn | null, used: number): Promise<ColumnCodes & { readonly day: string | null }> {
  if (column === null || request.kind === 'none') return { ...noCodes, rows: [used], day: null }
  if (request.kind === 'date') return dayCodes(ground, column, request.from)
  return { ...(await nameCodes(ground, column, request.use)), day: null }
}

/** The usable rows with their code, and with their amount in whole units where it is summed. */
function codedRows(rows: UsableRows, { join, expression }: ColumnCodes, amounts: AmountFacts | null): UsableRows {
  const summed = amounts === null ? '' : `, round(amount * ${10 ** amounts.digits}::double)::${amounts.type} as amount`
  const kept = amounts === null ? '' : ` where ${isAmount}`
  return {
    ...rows,
    select: `select score, positive, ${expression} as code${summed} from (${rows.select}) r${join}${kept}`,
    columns: ['positive', 'code', ...(amounts === null ? [] : ['amount'])],
  }
}

function rowsByCode(groups: CodedGroups, cells: number): number[] {
  const rows = new Array<number>(cells).fill(0)
  for (const [entry, code] of groups.codes.entries()) rows[code] = (rows[code] ?? 0) + sumAt(groups, 'positives', entry) + sumAt(groups, 'negatives', entry)
  return rows
}
