import { setImmediate } from 'node:timers/promises'
import { ProblemError } from '../contract/problem.ts'
import type { ColumnRequest, ExtraColumn } from '../contract/extra-columns.ts'
import type { ReportProgress } from '../contract/progress.ts'
import type { TableReading } from '../contract/reading.ts'
import { amountTable } from '../domain/choices/amount-table.ts'
import { choices } from '../domain/choices/choices.ts'
import { groupTables } from '../domain/statistics/group-tables.ts'
import { scoreQuality } from '../domain/statistics/score-quality.ts'
import type { ScoreQualityInput } from '../domain/statistics/score-quality.ts'
import type { Bound } from '../contract/bound.ts'
import type { LargeQuestion } from '../domain/large/doubts.ts'
import { choiceBounds, qualityBounds, uncertaintyBounds } from '../domain/large/judged-bounds.ts'
import type { CutTable } from '../domain/threshold/cut-table.ts'
import { categoryColumn, columnOf, numberColumn } from '../domain/threshold/aligned-rows.ts'
import type { AlignedRows } from '../domain/threshold/aligned-rows.ts'
import { decidingCosts } from '../domain/uncertainty/deciding-costs.ts'
import { heldOut } from '../domain/uncertainty/held-out.ts'
import { uncertainty } from '../domain/uncertainty/uncertainty.ts'
import { step } from './analysis-messages.ts'
import type { PreparedTable } from './analysis-tables.ts'
import type { JudgementKind, JudgementQuestions } from './judgement-messages.ts'

/** What an answer may ask for beyond its own table. */
export interface AnswerContext {
  readonly column: (request: ColumnRequest) => Promise<AlignedRows>
  readonly describeColumns: () => Promise<ExtraColumn[]>
  readonly otherTable: (reading: TableReading) => Promise<PreparedTable>
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

/** How long the worker computes, in milliseconds, before it looks for a message that stops it. */
const atOnce = 25

/** Drives work that yields the share that is done, and lets messages in between. */
async function toEnd<Result>(work: Generator<number, Result>, total: number, { signal, onProgress }: AnswerContext): Promise<Result> {
  let until = performance.now() + atOnce
  for (;;) {
    const step = work.next()
    if (step.done === true) return step.value
    if (performance.now() < until) continue
    onProgress({ stage: 'Resampling', done: Math.floor(step.value * total), total, unit: 'resamples' })
    await setImmediate()
    if (signal.aborted) {
      throw new ProblemError({ kind: 'stopped', path: null, message: 'The analysis was stopped.', action: 'Nothing was changed; start again when you like.' })
    }
    until = performance.now() + atOnce
  }
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

async function segmentsOf(names: readonly string[], context: AnswerContext): Promise<ScoreQualityInput['segments'][number][]> {
  const segments: ScoreQualityInput['segments'][number][] = []
  for (const name of names) {
    const request = { name, use: 'segment' } as const
    const rows = await context.column(request)
    segments.push({ name, rows, column: columnOf(rows, request) })
  }
  return segments
}

/** The answers of the worker about uncertainty, choices and the score. */
export const judgementAnswers: JudgementAnswers = {
  columns: (_table, _question, context) => context.describeColumns(),
  loadColumns: async (table, { columns }, context) => {
    for (const column of columns) await context.column(column)
    return { rows: table.cuts.positives + table.cuts.negatives }
  },
  choices: async (table, question, context) => {
    const { sha256, query } = table
    const request = question.amount === null ? null : ({ name: question.amount, use: 'amount' } as const)
    const rows = request === null ? null : await context.column(request)
    const amounts = request === null || rows === null ? null : amountTable(rows, numberColumn(rows, request), table.cuts.orientation, request.name)
    const chosen = (cuts: CutTable) => choices({ ...question, cuts, sha256, query, amounts })
    const first = chosen(table.cuts)
    if (table.large === null || amounts !== null) return first
    // What the payoffs, the prevalence and the weights come to is one ratio, whose optimum is then exact.
    const costs = { fn: decimalText(first.ratio ?? 1), fp: first.ratio === null ? '0' : '1' }
    const cuts = await settled(table, { costs, grids: [], at: question.thresholds, view: true }, context)
    const ratios = first.sensitivity?.ratios ?? []
    const bounds = choiceBounds(cuts, [ratios[0] ?? 0.1, ratios.at(-1) ?? 1000], question.constraints.length > 0 || question.review !== null)
    return { ...chosen(cuts), ...stated(bounds) }
  },
  quality: async (table, question, context) => {
    const { sha256, query } = table
    const { positives, negatives } = table.cuts
    await settled(table, { costs: question.costs, grids: [], at: [...question.thresholds, ...hundredths], view: false }, context)
    // The greatest TPR − FPR is the least cost at these costs.
    const cuts = await settled(table, { costs: { fn: String(negatives), fp: String(positives) }, grids: [], at: [], view: false }, context)
    const segments = await segmentsOf(question.segments, context)
    const other = question.reference === null ? null : await context.otherTable(question.reference)
    const reference = question.reference === null || other === null ? null : { cuts: other.cuts, sha256: other.sha256, reading: question.reference }
    return { ...scoreQuality({ ...question, cuts, sha256, query, segments, reference }), ...stated(qualityBounds(cuts)) }
  },
  groups: async (table, question, context) => {
    const { cuts, sha256, query } = table
    return groupTables({ ...question, cuts, sha256, query, segments: await segmentsOf(question.segments, context) })
  },
  uncertainty: async (table, question, context) => {
    const { sha256, query } = table
    const deciding = decidingCosts(table.cuts, question)
    const cuts = await settled(table, { costs: deciding.asCosts, grids: [], at: question.thresholds, view: true }, context)
    const { resampling } = question
    const request = resampling.kind === 'customers' ? ({ name: resampling.column, use: 'customer' } as const) : null
    const rows = request === null ? null : await context.column(request)
    const customers = request === null || rows === null ? null : { rows, ...categoryColumn(rows, request) }
    const answer = await toEnd(uncertainty({ ...question, cuts, sha256, query, customers }), question.resamples, context)
    return { ...answer, ...stated(uncertaintyBounds(cuts, deciding, answer)) }
  },
  heldOut: async (table, question, context) => {
    const { sha256, query } = table
    const { kind, column } = question.parting
    const rows = await context.column({ name: column, use: kind === 'date' ? 'date' : 'part' })
    const request = question.amount === null ? null : ({ name: question.amount, use: 'amount' } as const)
    const amount = request === null ? null : { name: request.name, values: numberColumn(await context.column(request), request) }
    return heldOut({ ...question, rows, sha256, query, amount })
  },
}
