import type { Choices } from '../../src-main/contract/choices.ts'
import type { ExtraColumn } from '../../src-main/contract/extra-columns.ts'
import type { Groups, ScoreQuality } from '../../src-main/contract/score-quality.ts'
import type { HeldOut, Provenance, Uncertainty } from '../../src-main/contract/uncertainty.ts'
import type { Loadable } from './case.ts'

/** An answer with the question that it belongs to; `key` is null before the first. */
export interface Judged<Value> {
  key: string | null
  answer: Loadable<Value>
}

/** What the engine says beyond the least cost. */
export interface Judgements {
  uncertainty: Judged<Uncertainty>
  /** The same under the payoffs and the share of positives that the bank chose. */
  chosenUncertainty: Judged<Uncertainty>
  provenance: Judged<Provenance>
  heldOut: Judged<HeldOut>
  quality: Judged<ScoreQuality>
  groups: Judged<Groups>
  choices: Judged<Choices>
  columns: Judged<ExtraColumn[]>
}

const unasked = { key: null, answer: { status: 'none' } } as const

export const noJudgements: Judgements = {
  uncertainty: unasked,
  chosenUncertainty: unasked,
  provenance: unasked,
  heldOut: unasked,
  quality: unasked,
  groups: unasked,
  choices: unasked,
  columns: unasked,
}
