import { explainTable } from '../domain/forensics/explain-table.ts'
import { recommend } from '../domain/threshold/recommend.ts'
import { tableNumbers } from '../domain/threshold/table-numbers.ts'
import { thresholdView } from '../domain/threshold/threshold-view.ts'
import type { AnalysisQuestions } from './analysis-messages.ts'
import type { PreparedTable } from './analysis-tables.ts'
import { judgementAnswers } from './judgement-answers.ts'

type Question<Kind extends keyof AnalysisQuestions> = AnalysisQuestions[Kind]['question']

/** The answers of the worker, from a table that has been read. */
export const answers = {
  ...judgementAnswers,
  load: (table: PreparedTable, { reading }: Question<'load'>): AnalysisQuestions['load']['answer'] => ({
    reading,
    sha256: table.sha256,
    rows: table.rowCount,
    excluded: table.excluded,
    positive: table.positive,
    negative: table.negative,
    query: table.query,
    excludedLines: table.excludedLines,
    form: table.form,
    decimalComma: table.decimalComma,
    ...tableNumbers(table.cuts),
  }),
  recommend: (table: PreparedTable, question: Question<'recommend'>): AnalysisQuestions['recommend']['answer'] =>
    recommend({ ...question, cuts: table.cuts, rowCount: table.rowCount, excluded: table.excluded, sha256: table.sha256 }),
  view: (table: PreparedTable, question: Question<'view'>): AnalysisQuestions['view']['answer'] => {
    const { cuts, rowCount, excluded, sha256, query } = table
    return thresholdView({ ...question, cuts, rowCount, excluded, sha256, query })
  },
  explain: ({ cuts, rowCount, sha256, query }: PreparedTable, question: Question<'explain'>): AnalysisQuestions['explain']['answer'] =>
    explainTable({ ...question, cuts, rowCount, sha256, query }),
}
