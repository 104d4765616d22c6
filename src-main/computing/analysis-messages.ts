import type { ExplainInput } from '../domain/forensics/explain-table.ts'
import type { ExplanationResult } from '../contract/explanation.ts'
import type { ScoreHistogram } from '../contract/histogram.ts'
import type { Problem } from '../contract/problem.ts'
import type { Progress } from '../contract/progress.ts'
import type { TableReading, TableSummary } from '../contract/reading.ts'
import type { MovedAnswer, MoveRequest } from '../contract/moved-costs.ts'
import type { Costs, Recommendation, ThresholdView } from '../contract/recommendation.ts'
import type { RecordedThreshold } from '../contract/scan.ts'
import type { WarehouseQuestion, WarehouseRows } from '../contract/warehouse.ts'
import type { BucketRange } from '../domain/warehouse/bucket-query.ts'
import type { JudgementQuestions } from './judgement-messages.ts'

/** What `recommend` is asked for beside the table. */
export interface RecommendQuestion {
  readonly costs: Costs
  /** Steps as the user wrote them: "0.01". */
  readonly grids: readonly string[]
  readonly at: readonly number[]
  /** Betas of F-beta as decimal text; 1 and 2 where left out. */
  readonly betas?: readonly string[]
  readonly bootstrap: { readonly resamples: number; readonly seed: number } | null
}

/** What `view` may be asked for beyond its defaults (see `ThresholdViewInput`). */
export interface ViewQuestion {
  readonly grids?: readonly string[]
  readonly betas?: readonly string[]
  readonly bootstrap?: RecommendQuestion['bootstrap']
}

/** What `explain` is asked for beside the table. */
export type ExplainQuestion = Pick<ExplainInput, 'recorded' | 'costs' | 'evidence' | 'against' | 'claim'>

/** What `buckets` is asked for beside the table of counts. */
export interface BucketsQuestion {
  readonly range: WarehouseRows['range']
  readonly question: WarehouseQuestion
}

/** What `histogram` is asked for beside the table; see `scoreHistogram`. */
export interface HistogramQuestion {
  readonly costs: Costs
  readonly thresholds: readonly number[]
  readonly minimumCell: number
}

/** The questions that the worker answers, with their answers. `folder` null takes `reading.path` as it is. */
export interface AnalysisQuestions extends JudgementQuestions {
  buckets: { question: { folder: string | null; reading: TableReading } & BucketsQuestion; answer: Buckets }
  load: { question: { folder: string | null; reading: TableReading }; answer: TableSummary }
  histogram: { question: { folder: string | null; reading: TableReading } & HistogramQuestion; answer: ScoreHistogram }
  view: {
    question: { folder: string | null; reading: TableReading; costs: Costs; recorded: readonly RecordedThreshold[] } & ViewQuestion
    answer: ThresholdView
  }
  /** Answered null where scores would have to be listed first. `recorded` null stands for those of the last such question. */
  move: {
    question: Omit<MoveRequest, 'folder'> & { folder: string | null; recorded: readonly RecordedThreshold[] | null }
    answer: MovedAnswer | null
  }
  recommend: { question: { folder: string | null; reading: TableReading } & RecommendQuestion; answer: Recommendation }
  explain: {
    question: { folder: string | null; reading: TableReading } & ExplainQuestion
    answer: Omit<ExplanationResult, 'assumed'>
  }
}
/** See `bucketsToList`. */
export interface Buckets {
  readonly listed: readonly BucketRange[]
  readonly mostLines: number
}

export type QuestionKind = keyof AnalysisQuestions

export type Ask = { [Kind in QuestionKind]: { kind: Kind; id: number; question: AnalysisQuestions[Kind]['question'] } }[QuestionKind]

/** A step that counts nothing, as progress. */
export function step(stage: string): Progress {
  return { stage, done: 0, total: null, unit: 'steps' }
}

/** To the worker. `close` stops everything and ends the worker. */
export type ToWorker = Ask | { kind: 'stop'; id: number } | { kind: 'close' }

/** From the worker: any number of progress messages, then one of the others. */
export type FromWorker =
  | { kind: 'progress'; id: number; progress: Progress }
  | { kind: 'answer'; id: number; answer: AnalysisQuestions[QuestionKind]['answer'] }
  | { kind: 'problem'; id: number; problem: Problem }
  | { kind: 'defect'; id: number; message: string; stack: string }
