import { ProblemError } from '../contract/problem.ts'
import type { ColumnRequest } from '../contract/extra-columns.ts'
import type { HeldOutRequest, Resampling } from '../contract/uncertainty.ts'
import { amountTable, oneClassOfAmounts, type AmountTable } from '../domain/choices/amount-table.ts'
import { choiceDoubts, type ChoiceQuestion } from '../domain/large/choice-doubts.ts'
import { cutsOfCodes, type CodedCuts, type CodedGroups } from '../domain/large/coded-groups.ts'
import { groundsOfCodes, heldOutDoubts } from '../domain/large/held-out-doubts.ts'
import { segmentDoubts, type SegmentColumn } from '../domain/statistics/segments.ts'
import { categoryColumn, numberColumn, type AlignedRows } from '../domain/threshold/aligned-rows.ts'
import { prepareCuts, type CutTable } from '../domain/threshold/cut-table.ts'
import type { PartedGrounds } from '../domain/uncertainty/held-out.ts'
import { groundsOfRows } from '../domain/uncertainty/held-out-rows.ts'
import type { UncertaintyInput } from '../domain/uncertainty/uncertainty.ts'
import type { CodeRequest } from '../evidence/predictions/large/read-coded-table.ts'
import type { PreparedTable } from './analysis-tables.ts'
import type { AnswerContext } from './judgement-answers.ts'
import { keptSegment, segmentsByName } from './kept-segments.ts'

/**
 * Columns beside label and score, as the answers need them: held in memory row by row, or of a large table counted by ranges of
 * scores, of which those are listed that decide.
 */

/** Reads or counts columns ahead of the question that needs them; parts together with the amounts that are asked for beside them. */
export async function loadColumns(table: PreparedTable, requests: readonly ColumnRequest[], context: AnswerContext): Promise<void> {
  const { basis } = table
  const parts = requests.filter(({ use }) => use === 'part' || use === 'date')
  const amounts = requests.filter(({ use }) => use === 'amount')
  const segments = requests.filter(({ use }) => use === 'segment').map(({ name }) => name)
  if (basis === undefined) await segmentsByName(table, segments, context.column)
  for (const request of requests) {
    const { name, use } = request
    if (use === 'customer') refuseManyCustomers(table, name)
    if (basis === undefined && use === 'segment') continue
    if (basis === undefined || use === 'customer') await context.column(request)
    else if (use === 'amount') await (parts.length === 0 ? context.counted(basis, { codes: { kind: 'none' }, amount: name }) : null)
    else await context.counted(basis, { codes: codesFor(name, use), amount: use === 'segment' ? null : (amounts[0]?.name ?? null) })
  }
}

function codesFor(column: string, use: 'part' | 'segment' | 'date'): CodeRequest {
  return use === 'date' ? { kind: 'date', column, from: null } : { kind: 'names', column, use }
}

/** The segments of some columns, exact at the thresholds. */
export async function segmentsOf(
  table: PreparedTable,
  { segments, thresholds }: { readonly segments: readonly string[]; readonly thresholds: readonly number[] },
  context: AnswerContext,
): Promise<SegmentColumn[]> {
  const { basis, cuts } = table
  if (basis === undefined) {
    const rows = await segmentsByName(table, segments, context.column)
    return rows.map((each, place) => ({ name: segments[place] ?? '', rows: each }))
  }
  const found: SegmentColumn[] = []
  for (const name of segments) {
    const counted = await context.counted(basis, { codes: codesFor(name, 'segment'), amount: null })
    const groups = await counted.settle((current) => segmentDoubts(current, cuts.orientation, thresholds), context)
    const probability = counted.scores?.map((sum, code) => (cuts.orientation === 'high' ? sum : (counted.rows[code] ?? 0) - sum)) ?? null
    found.push({ name, counted: { groups, names: counted.names, probability, query: counted.query } })
  }
  return found
}

/** The same for columns whose rows are in memory already; null where one isn't. */
export function segmentsInMemory(table: PreparedTable, names: readonly string[]): SegmentColumn[] | null {
  const found = names.flatMap((name) => {
    const rows = keptSegment(table, name)
    return rows === null ? [] : [{ name, rows }]
  })
  return found.length === names.length ? found : null
}

/** The amounts of a column, with what the question needs of them exact. */
export async function amountsOf(table: PreparedTable, name: string, question: ChoiceQuestion, context: AnswerContext): Promise<AmountTable> {
  const { basis, cuts } = table
  const { orientation } = cuts
  if (basis === undefined) {
    const request = { name, use: 'amount' } as const
    const rows = await context.column(request)
    return amountTable(rows, numberColumn(rows, request), orientation, name)
  }
  const counted = await context.counted(basis, { codes: { kind: 'none' }, amount: name })
  const cutsOf = (groups: CodedGroups): CodedCuts => {
    const found = cutsOfCodes(groups, orientation, () => true)
    if (found === null) throw oneClassOfAmounts(name)
    return found
  }
  const groups = await counted.settle((current) => {
    const { sums, groups: places } = cutsOf(current)
    return choiceDoubts(sums, question).map((end) => places[end - 1] ?? 0)
  }, context)
  const { sums } = cutsOf(groups)
  if (sums.amounts === null || counted.amounts === null) throw new RangeError('no amounts were summed')
  return { cuts: sums.cuts, amounts: sums.amounts, withoutAmount: counted.amounts.without, rounded: counted.amounts.rounded, query: counted.query }
}

/** The parts of the rows, with what the question needs of them exact. */
export async function groundsOf(table: PreparedTable, question: Pick<HeldOutRequest, 'reading' | 'parting' | 'amount' | 'costs' | 'payoffs' | 'prevalence' | 'constraints'>, context: AnswerContext): Promise<PartedGrounds> {
  const { basis, cuts } = table
  const { orientation } = cuts
  const { parting, amount, reading } = question
  const use = parting.kind === 'date' ? 'date' : 'part'
  if (basis === undefined) {
    const request = amount === null ? null : ({ name: amount, use: 'amount' } as const)
    const rows = await context.column({ name: parting.column, use }, ...(request === null ? [] : [request]))
    const amounts = request === null ? null : { name: request.name, values: numberColumn(rows, request) }
    return groundsOfRows(rows, parting, amounts, orientation, reading.path)
  }
  const codes = parting.kind === 'date' ? { ...parting } : codesFor(parting.column, 'part')
  const counted = await context.counted(basis, { codes, amount })
  const partsIn = (groups: CodedGroups) => ({ groups, orientation, names: counted.names, rows: counted.rows, day: counted.day, query: counted.query })
  const groups = await counted.settle((current) => heldOutDoubts(partsIn(current), parting, question, reading.path), context)
  return groundsOfCodes(partsIn(groups), parting, reading.path)
}

/** Rows that are held in memory at most, to be drawn with what each of them has of its own. */
const mostDrawnRows = 5_000_000

/** Draws that look at each row again and again need all of them: no counts by range stand for rows. */
function refuseManyRows({ cuts, basis }: PreparedTable, what: string, action: string): void {
  const rows = cuts.positives + cuts.negatives
  if (rows <= mostDrawnRows) return
  const count = (value: number) => value.toLocaleString('en')
  throw new ProblemError({
    kind: 'too-large',
    path: basis?.reading.path ?? null,
    message: `${what} needs all rows in memory: ${count(mostDrawnRows)} rows at most, and ${count(rows)} are usable.`,
    action,
  })
}

function refuseManyCustomers(table: PreparedTable, column: string): void {
  refuseManyRows(table, `Drawing the customers of column ${column}`, 'Draw single rows, or a table of some of the customers with all their rows.')
}

/** The rows with their amounts, and with their customers where these are drawn. */
export async function rowsWithAmounts(
  table: PreparedTable,
  amount: string,
  resampling: Resampling,
  context: AnswerContext,
): Promise<Pick<UncertaintyInput, 'amounts' | 'customers'>> {
  refuseManyRows(table, `Drawing rows with the amounts of column ${amount}`, 'Take the costs per case alone, or a table of fewer rows.')
  const request = { name: amount, use: 'amount' } as const
  const byCustomer = resampling.kind === 'customers' ? ({ name: resampling.column, use: 'customer' } as const) : null
  const rows = await context.column(request, ...(byCustomer === null ? [] : [byCustomer]))
  return {
    amounts: { name: amount, rows, values: numberColumn(rows, request) },
    customers: byCustomer === null ? null : { rows, ...categoryColumn(rows, byCustomer) },
  }
}

/** The rows with their customers, and the cuts that they make. */
export async function customersOf(
  table: PreparedTable,
  column: string,
  context: AnswerContext,
): Promise<{ readonly rows: AlignedRows; readonly codes: Int32Array; readonly count: number; readonly cuts: CutTable }> {
  refuseManyCustomers(table, column)
  const request = { name: column, use: 'customer' } as const
  const rows = await context.column(request)
  const { codes, count } = categoryColumn(rows, request)
  return { rows, codes, count, cuts: table.large === null ? table.cuts : cutsOfRows(rows, table.cuts) }
}

function cutsOfRows({ scores, positive }: AlignedRows, { orientation }: CutTable): CutTable {
  const of = (kind: number) => scores.filter((_, index) => positive[index] === kind).sort()
  return prepareCuts({ positives: of(1), negatives: of(0) }, orientation)
}
