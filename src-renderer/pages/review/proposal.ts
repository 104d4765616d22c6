import type { Choices } from '../../../src-main/contract/choices.ts'
import type { ThresholdView } from '../../../src-main/contract/recommendation.ts'
import type { ReviewState } from '../../../src-main/contract/review.ts'
import { formatCount, formatExact, formatNumber, plural } from '../../format/number.ts'
import { nameOf } from './review-words.ts'

/** A threshold that can be proposed without typing it; null flags nobody. */
export interface Proposable {
  readonly id: string
  readonly label: string
  readonly threshold: number | null
}

/** The recommended threshold under what the bank chose; undefined while it isn't computed, or where none meets the limits. */
export function recommendedNow(choices: Choices | null, view: ThresholdView | null): number | null | undefined {
  if (choices !== null) return choices.recommended === null ? undefined : choices.recommended.cut.threshold
  return view === null ? undefined : view.recommendation.optimum.threshold
}

/** The recommended threshold, then the recorded ones, each value once. */
export function proposableThresholds(recommended: number | null | undefined, view: ThresholdView | null): Proposable[] {
  const words = (threshold: number | null) => (threshold === null ? 'flag nobody' : formatExact(threshold))
  const first: Proposable[] = recommended === undefined ? [] : [{ id: 'recommended', label: `${words(recommended)} (recommended)`, threshold: recommended }]
  const recorded = [...new Set((view?.recorded ?? []).map((each) => each.recorded.value))].filter((value) => value !== recommended)
  return [...first, ...recorded.map((value) => ({ id: `recorded-${value}`, label: `${words(value)} (recorded)`, threshold: value }))]
}

/** A typed threshold; undefined where it is none. */
export function readThreshold(text: string): number | undefined {
  const value = Number(text)
  return text.trim() === '' || !Number.isFinite(value) ? undefined : value
}

/** What a proposal waits for; null where it can be made. */
export function proposalWaits(given: { hasChoices: boolean; answered: boolean; offered: number; threshold: number | null | undefined }): string | null {
  if (!given.hasChoices) return 'Choose the table and its costs first.'
  if (!given.answered) return 'Answer the question about the costs with yes first.'
  if (given.offered === 0) return 'The recommended threshold is not computed yet.'
  return given.threshold === undefined ? 'Choose a threshold.' : null
}

/** What is proposed, or frozen, line by line. */
export function proposalLines(state: ReviewState): { readonly title: string; readonly says: string }[] {
  const { draft, record } = state
  if (draft === null) return []
  const { choices, adopted, runs } = draft
  const { reading, payoffs, statement } = choices
  const currency = statement.currency === '' ? 'units' : statement.currency
  const lines = [
    { title: 'Threshold', says: adopted === null ? 'none' : adopted.threshold === null ? 'flag nobody' : formatExact(adopted.threshold) },
    { title: 'Table', says: `${reading.path}; label ${reading.label}, score ${reading.score}` },
    { title: 'Costs', says: `${payoffs.fn.perCase} ${currency} for a false negative, ${payoffs.fp.perCase} for a false positive` },
    { title: 'Limits', says: choices.constraints.length === 0 ? 'none' : plural(choices.constraints.length, 'limit') },
    { title: 'Runs', says: runs.length === 0 ? 'those that record a threshold' : plural(runs.length, 'run') },
  ]
  if (record === null) return lines
  const cut = record.adopted
  return [
    ...lines,
    { title: 'On the rows', says: `cost ${formatNumber(cut.cost, 2)}; TP ${formatCount(cut.tp)}, FP ${formatCount(cut.fp)}, FN ${formatCount(cut.fn)}, TN ${formatCount(cut.tn)}` },
    { title: 'Recommended', says: record.recommended === null ? 'no threshold meets the limits' : `${record.recommended.decimal ?? 'flag nobody'}, cost ${formatNumber(record.recommended.cost, 2)}` },
    ...(record.deviation === null
      ? []
      : [{ title: 'Deviation', says: `${record.deviation.reason} It costs ${record.deviation.cost === null ? 'an unknown amount' : formatNumber(record.deviation.cost, 2)} more; ${nameOf(state, record.deviation.approver)} has to approve it.` }]),
  ]
}
