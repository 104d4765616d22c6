import type { Choices, ChoicesRequest } from '../contract/choices.ts'
import type { ColumnRequest, ExtraColumn } from '../contract/extra-columns.ts'
import type { TableReading } from '../contract/reading.ts'
import type { Groups, GroupsRequest, QualityRequest, ScoreQuality } from '../contract/score-quality.ts'
import type { HeldOut, HeldOutRequest, Uncertainty, UncertaintyRequest } from '../contract/uncertainty.ts'
import type { StatedWeighting } from '../domain/statistics/weighting.ts'

interface AboutTable {
  /** Null takes `reading.path` as it is. */
  readonly folder: string | null
  readonly reading: TableReading
}

type Question<Request> = AboutTable & Omit<Request, 'folder' | 'reading'>

/** The questions about uncertainty, choices and the score that the worker answers, with their answers. */
export interface JudgementQuestions {
  columns: { question: AboutTable; answer: ExtraColumn[] }
  loadColumns: { question: AboutTable & { readonly columns: readonly ColumnRequest[] }; answer: { rows: number } }
  choices: { question: Question<ChoicesRequest>; answer: Choices }
  quality: { question: Question<QualityRequest> & { readonly stated: readonly StatedWeighting[] }; answer: ScoreQuality }
  groups: { question: Question<GroupsRequest>; answer: Groups }
  uncertainty: { question: Question<UncertaintyRequest>; answer: Uncertainty }
  heldOut: { question: Question<HeldOutRequest>; answer: HeldOut }
}
export type JudgementKind = keyof JudgementQuestions
