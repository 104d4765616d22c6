import type { ColumnRequest, ExtraColumn } from '../contract/extra-columns.ts'
import type { ReportProgress } from '../contract/progress.ts'
import type { TableReading } from '../contract/reading.ts'
import { choices } from '../domain/choices/choices.ts'
import { groupTables } from '../domain/statistics/group-tables.ts'
import { scoreQuality } from '../domain/statistics/score-quality.ts'
import type { Bound } from '../contract/bound.ts'
import type { LargeQuestion } from '../domain/large/doubts.ts'
import { choiceDoubts } from '../domain/large/choice-doubts.ts'
import { choiceBounds, qualityBounds, reviewBounds, uncertaintyBounds } from '../domain/large/judged-bounds.ts'
import type { CutTable } from '../domain/threshold/cut-table.ts'
import type { AlignedRows } from '../domain/threshold/aligned-rows.ts'
import { decidingCosts } from '../domain/uncertainty/deciding-costs.ts'
import { heldOut } from '../domain/uncertainty/held-out.ts'
import { uncertainty } from '../domain/uncertainty/uncertainty.ts'
import type { CountRequest } from '../evidence/predictions/large/read-coded-table.ts'
import type { LargeBasis } from '../evidence/predictions/large/read-large-table.ts'
import { step } from './analysis-messages.ts'
import type { PreparedTable } from './analysis-tables.ts'
import { inTurn, withoutPause } from './in-turn.ts'
import { amountsOf, customersOf, groundsOf, loadColumns, rowsWithAmounts, segmentsOf } from './further-columns.ts'
import type { KeptHulls } from './kept-hulls.ts'
import { practice } from './practice.ts'
import type { JudgementKind, JudgementQuestions } from './judgement-messages.ts'
import type { CodedCounts } from './settled-codes.ts'

/** What an answer may ask for beyond its own table. */
export interface AnswerContext {
  /** Columns read in one go: only then do the values of all stand beside one row. */
  readonly column: (...requests: readonly ColumnRequest[]) => Promise<AlignedRows>
  /** Columns of a large table, counted by ranges of scores. */
  readonly counted: (basis: LargeBasis, request: CountRequest) => Promise<CodedCounts>
  readonly describeColumns: () => Promise<ExtraColumn[]>
  readonly otherTable: (reading: TableReading) => Promise<PreparedTable>
  /** Resamples that were drawn before, with their best cuts at all costs. */
  readonly hulls: KeptHulls
  readonly signal: AbortSignal
  readonly onProgress: ReportProgress
}

type JudgementAnswers = {
  readonly [Kind in JudgementKind]: (
    table: PreparedTable,
    question: JudgementQuestions[Kind]['question'],
    context: AnswerContext,
  ) => JudgementQuestions[Kind]['answer'] | Promise<JudgementQuestions[Kind]['answer']>
}

/** Drives resampling that yields the share that is done. */
function toEnd<Result>(work: Generator<number, Result>, total: number, context: AnswerContext): Promise<Result> {
  return inTurn(work, (share) => ({ stage: 'Resampling', done: Math.floor(share * total), total, unit: 'resamples' }), context)
}

/** The cuts of a table, with the scores listed that decide a question where not all are. */
export async function settled({ cuts, large }: PreparedTable, question: LargeQuestion, context: AnswerContext): Promise<CutTable> {
  if (large === null) return cuts
  const found = await large.settle(question, context)
  context.onProgress(step('Computing'))
  return found
}

function stated(bounds: readonly Bound[]): { bounds?: Bound[] } {
  return bounds.length === 0 ? {} : { bounds: [...bounds] }
}

/** A number above 0 as a decimal without an exponent, which costs are given as. */
function decimalText(value: number): string {
  return value.toLocaleString('en', { useGrouping: false, maximumSignificantDigits: 17 })
}

/** Where the decision curve is drawn, for either orientation. */
const hundredths = Array.from({ length: 99 }, (_, k) => (k + 1) / 100).flatMap((share) => [share, 1 - share])

/** The answers of the worker about uncertainty, choices and the score. */
export const judgementAnswers: JudgementAnswers = {
  columns: (_table, _question, context) => context.describeColumns(),
  loadColumns: async (table, { columns }, context) => {
    await loadColumns(table, columns, context)
    return { rows: table.cuts.positives + table.cuts.negatives }
  },
  choices: async (table, question, context) => {
    const { sha256, query } = table
    const amounts = question.amount === null ? null : await amountsOf(table, question.amount, question, context)
    const chosen = (cuts: CutTable) => choices({ ...question, cuts, sha256, query: amounts?.query ?? query, amounts })
    const first = chosen(table.cuts)
    if (table.large === null) return first
    if (amounts !== null) return { ...first, ...stated(reviewBounds(amounts.cuts, question)) }
    // What the payoffs, the prevalence and the weights come to is one ratio, whose optimum is then exact.
    const costs = { fn: decimalText(first.ratio ?? 1), fp: first.ratio === null ? '0' : '1' }
    const further = (current: CutTable) => choiceDoubts({ cuts: current, amounts: null }, question)
    const cuts = await settled(table, { costs, grids: [], at: question.thresholds, view: true, further }, context)
    const ratios = first.sensitivity?.ratios ?? []
    return { ...chosen(cuts), ...stated([...choiceBounds(cuts, [ratios[0] ?? 0.1, ratios.at(-1) ?? 1000]), ...reviewBounds(cuts, question)]) }
  },
  quality: async (table, question, context) => {
    const { sha256, query } = table
    const { positives, negatives } = table.cuts
    await settled(table, { costs: question.costs, grids: [], at: [...question.thresholds, ...hundredths], view: false }, context)
    // The greatest TPR − FPR is the least cost at these costs.
    const cuts = await settled(table, { costs: { fn: String(negatives), fp: String(positives) }, grids: [], at: [], view: false }, context)
    const segments = await segmentsOf(table, question, context)
    const other = question.reference === null ? null : await context.otherTable(question.reference)
    const reference = question.reference === null || other === null ? null : { cuts: other.cuts, sha256: other.sha256, reading: question.reference }
    return { ...scoreQuality({ ...question, cuts, sha256, query, segments, reference }), ...stated(qualityBounds(cuts)) }
  },
  groups: async (table, question, context) => {
    const { cuts, sha256, query } = table
    return groupTables({ ...question, cuts, sha256, query, segments: await segmentsOf(table, question, context) })
  },
  uncertainty: async (table, question, context) => {
    const { sha256, query } = table
    const { resampling, amount } = question
    if (amount !== null) {
      const drawn = await rowsWithAmounts(table, amount, resampling, context)
      return toEnd(uncertainty({ ...question, cuts: table.cuts, sha256, query, ...drawn }), question.resamples, context)
    }
    const deciding = decidingCosts(table.cuts, question)
    if (resampling.kind === 'customers') {
      const customers = await customersOf(table, resampling.column, context)
      return toEnd(uncertainty({ ...question, cuts: customers.cuts, sha256, query, amounts: null, customers }), question.resamples, context)
    }
    const cuts = await settled(table, { costs: deciding.asCosts, grids: [], at: question.thresholds, view: true }, context)
    const hulls = context.hulls.of(cuts, question)
    const asked = { ...question, cuts, sha256, query, amounts: null, customers: null }
    const answer = await toEnd(uncertainty({ ...asked, ...(hulls === null ? {} : { hulls }) }), question.resamples, context)
    // Whoever asks how sure a threshold is will ask it of other costs: what the thresholds flag in each resample is then known too.
    context.hulls.prepare(cuts, question, (held) => practice((costs) => withoutPause(uncertainty({ ...asked, costs, hulls: held }))))
    return { ...answer, ...stated(uncertaintyBounds(cuts, deciding, answer)) }
  },
  heldOut: async (table, question, context) => {
    const { sha256, query } = table
    return heldOut({ ...question, grounds: await groundsOf(table, question, context), sha256, query })
  },
}
