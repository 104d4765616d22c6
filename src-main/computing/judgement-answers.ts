import { ProblemError } from '../contract/problem.ts'
import type { ColumnRequest, ExtraColumn } from '../contract/extra-columns.ts'
import type { ReportProgress } from '../contract/progress.ts'
import type { TableReading } from '../contract/reading.ts'
import { scoreQuality } from '../domain/statistics/score-quality.ts'
import type { ScoreQualityInput } from '../domain/statistics/score-quality.ts'
import { columnOf } from '../domain/threshold/aligned-rows.ts'
import type { AlignedRows } from '../domain/threshold/aligned-rows.ts'
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

function later(): never {
  throw new ProblemError({ kind: 'usage', path: null, message: 'This is not answered yet.', action: 'Wait for the next version.' })
}

/** The answers of the worker about uncertainty, choices and the score. */
export const judgementAnswers: JudgementAnswers = {
  columns: (_table, _question, context) => context.describeColumns(),
  loadColumns: async (table, { columns }, context) => {
    for (const column of columns) await context.column(column)
    return { rows: table.cuts.positives + table.cuts.negatives }
  },
  choices: later,
  quality: async (table, question, context) => {
    const { cuts, sha256, query } = table
    const segments: ScoreQualityInput['segments'][number][] = []
    for (const name of question.segments) {
      const request = { name, use: 'segment' } as const
      const rows = await context.column(request)
      segments.push({ name, rows, column: columnOf(rows, request) })
    }
    const other = question.reference === null ? null : await context.otherTable(question.reference)
    const reference = question.reference === null || other === null ? null : { cuts: other.cuts, sha256: other.sha256, reading: question.reference }
    return scoreQuality({ ...question, cuts, sha256, query, segments, reference })
  },
  uncertainty: later,
  heldOut: later,
}
