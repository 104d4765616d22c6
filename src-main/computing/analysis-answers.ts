import { answeredThreshold, judgedThresholds } from '../contract/judged-thresholds.ts'
import type { MovedCosts } from '../contract/moved-costs.ts'
import type { Progress } from '../contract/progress.ts'
import type { MovedThreshold, Recommendation } from '../contract/recommendation.ts'
import type { TableReading } from '../contract/reading.ts'
import type { Groups } from '../contract/score-quality.ts'
import { choices } from '../domain/choices/choices.ts'
import { explainInTurn } from '../domain/forensics/explain-table.ts'
import { testSteps } from '../domain/forensics/findings.ts'
import { scoreHistogram } from '../domain/histogram/score-histogram.ts'
import { aucBound, boundsOf, distinctBound } from '../domain/large/bounds.ts'
import type { LargeQuestion } from '../domain/large/doubts.ts'
import { OpenQuestions } from '../domain/large/open-questions.ts'
import { groupTables } from '../domain/statistics/group-tables.ts'
import type { CutTable } from '../domain/threshold/cut-table.ts'
import { recommend } from '../domain/threshold/recommend.ts'
import { tableNumbers } from '../domain/threshold/table-numbers.ts'
import { defaultGrids, movedThreshold, thresholdView } from '../domain/threshold/threshold-view.ts'
import { uncertainty } from '../domain/uncertainty/uncertainty.ts'
import { bucketsToList } from '../domain/warehouse/buckets-to-list.ts'
import type { AnalysisQuestions } from './analysis-messages.ts'
import type { PreparedTable } from './analysis-tables.ts'
import { segmentsInMemory } from './further-columns.ts'
import { inTurn, withoutPause } from './in-turn.ts'
import type { KeptHulls } from './kept-hulls.ts'
import type { AnswerContext } from './judgement-answers.ts'
import { judgementAnswers, settled } from './judgement-answers.ts'

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
    ...malformedOf(table),
    ...(table.excludedLines === undefined ? {} : { excludedLines: table.excludedLines }),
    form: table.form,
    decimalComma: table.decimalComma,
    ...tableNumbers(table.cuts),
    ...(table.cuts.heads === undefined ? {} : { bounds: [...aucBound(table.cuts), distinctBound(table.cuts)] }),
  }),
  recommend: async (table: PreparedTable, question: Question<'recommend'>, context: AnswerContext): Promise<Recommendation> => {
    const { rowCount, excluded, sha256 } = table
    const asked = { ...question, view: false }
    const cuts = await settled(table, asked, context)
    return { ...bounded(cuts, asked, recommend({ ...question, cuts, rowCount, excluded, sha256 })), ...malformedOf(table) }
  },
  view: async (table: PreparedTable, question: Question<'view'>, context: AnswerContext): Promise<AnalysisQuestions['view']['answer']> => {
    const asked = decidedBy(question)
    const cuts = await settled(table, asked, context)
    return ofTable(table, cuts, asked, thresholdView({ ...question, ...factsOf(table), cuts }))
  },
  move: (table: PreparedTable, { choices: chosen, groups, uncertainty: doubt, ...question }: Omit<Question<'move'>, 'since' | 'recorded'> & Pick<Question<'view'>, 'recorded'>, { hulls }: Pick<AnswerContext, 'hulls'>): MovedCosts | null => {
    const asked = decidedBy(question)
    const cuts = table.large === null ? table.cuts : table.large.settledBefore(asked)
    if (cuts === null) return null
    const { sha256, query } = table
    const inMemory = chosen !== null && chosen.amount === null && table.large === null
    const view = ofTable(table, cuts, asked, movedThreshold({ ...question, ...factsOf(table), cuts }))
    const weighed = inMemory ? choices({ ...chosen, reading: question.reading, cuts, sha256, query, amounts: null }) : null
    // Under choices that must be read first, the answered threshold isn't known yet.
    const known = chosen === null || weighed !== null
    return {
      view,
      choices: weighed,
      groups: groups === null || !known ? null : movedGroups(table, question.reading, groups, answeredThreshold(view.recommendation, weighed)),
      ...movedUncertainty(table, question, doubt, view.recommendation.optimum.threshold, hulls),
    }
  },
  buckets: ({ cuts }: PreparedTable, { range, question }: Question<'buckets'>): AnalysisQuestions['buckets']['answer'] => bucketsToList(cuts, { range }, question),
  histogram: async (table: PreparedTable, { costs, thresholds, minimumCell }: Question<'histogram'>, context: AnswerContext): Promise<AnalysisQuestions['histogram']['answer']> => {
    const cuts = await settled(table, { costs, grids: [], at: thresholds, view: false }, context)
    return scoreHistogram(cuts, thresholds, minimumCell)
  },
  explain: async (table: PreparedTable, question: Question<'explain'>, context: AnswerContext): Promise<AnalysisQuestions['explain']['answer']> => {
    const { rowCount, sha256, query, large } = table
    const explain = (cuts: CutTable) => inTurn(explainInTurn({ ...question, cuts, rowCount, sha256, query }), testing, context)
    if (large === null) return explain(table.cuts)
    let explained = null as Awaited<ReturnType<typeof explain>> | null
    const cuts = await large.refine(async (current) => {
      context.onProgress(testing(0))
      const asked = new OpenQuestions(current)
      explained = await explain({ ...current, asked })
      return asked.needs()
    }, context)
    return explained ?? explain(cuts)
  },
}

/** How sure the threshold is that costs lead to, from resamples that are held. */
function movedUncertainty(
  { cuts, sha256, query }: PreparedTable,
  { reading, costs }: Pick<Question<'move'>, 'reading' | 'costs'>,
  asked: Question<'move'>['uncertainty'],
  optimum: number | null,
  kept: KeptHulls,
): Pick<MovedCosts, 'uncertainty' | 'chosenUncertainty'> {
  const hulls = asked === null ? null : kept.of(cuts, asked)
  if (asked === null || hulls === null) return { uncertainty: null, chosenUncertainty: null }
  const { chosen, ...drawn } = asked
  const about = { ...drawn, reading, costs, cuts, sha256, query, hulls, amounts: null, customers: null }
  return {
    uncertainty: withoutPause(uncertainty({ ...about, payoffs: null, prevalence: null })),
    chosenUncertainty: chosen === null ? null : withoutPause(uncertainty({ ...about, ...chosen, thresholds: judgedThresholds(optimum, drawn.thresholds) })),
  }
}

/** The groups at the threshold that costs lead to, where their columns are in memory. */
function movedGroups(table: PreparedTable, reading: TableReading, { segments: names, elsewhere, minimumCell }: NonNullable<Question<'move'>['groups']>, answered: number | null): Groups | null {
  const thresholds = judgedThresholds(answered, elsewhere)
  const segments = thresholds.length === 0 ? null : segmentsInMemory(table, names)
  const { cuts, sha256, query } = table
  return segments === null ? null : groupTables({ reading, thresholds, minimumCell, cuts, sha256, query, segments })
}

function malformedOf({ malformed }: PreparedTable): Pick<Recommendation, 'malformed'> {
  return malformed === undefined ? {} : { malformed }
}

function factsOf({ rowCount, excluded, sha256, query }: PreparedTable): Pick<PreparedTable, 'rowCount' | 'excluded' | 'sha256' | 'query'> {
  return { rowCount, excluded, sha256, query }
}

/** What a view of a table needs listed. */
function decidedBy(question: Pick<Question<'view'>, 'costs' | 'recorded' | 'grids'>): LargeQuestion {
  const grids = [...new Set([...(question.grids ?? defaultGrids), '0.01'])]
  return { costs: question.costs, grids, at: [0.5, ...question.recorded.map(({ value }) => value)], view: true }
}

/** A view with what its table says of it: the bounds of what isn't exact, and rows that can't be taken apart. */
function ofTable<View extends MovedThreshold>(table: PreparedTable, cuts: CutTable, asked: LargeQuestion, view: View): View {
  return { ...view, recommendation: { ...bounded(cuts, asked, view.recommendation), ...malformedOf(table) } }
}

const testing = (share: number): Progress => ({ stage: 'Testing explanations', done: Math.round(share * testSteps), total: testSteps, unit: 'steps' })

/** A recommendation with the bounds of what isn't exact in it. */
function bounded(cuts: CutTable, question: LargeQuestion, recommendation: Recommendation): Recommendation {
  const bounds = boundsOf(cuts, question, recommendation)
  return bounds.length === 0 ? recommendation : { ...recommendation, bounds }
}
