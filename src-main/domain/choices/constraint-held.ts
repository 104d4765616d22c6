import type { Constraint, ConstraintHeld } from '../../contract/choices.ts'
import { rate } from '../statistics/wilson.ts'
import { constraintText } from './constraint-range.ts'

/** What becomes of the cases, as shares of the positives and negatives. After a review the counts are those to expect. */
export interface Outcome {
  readonly positives: number
  readonly negatives: number
  /** Positives that are refused, and negatives. */
  readonly caught: number
  readonly alarms: number
  /** Positives and negatives that are flagged, refused or not: what a person must look at. */
  readonly flaggedPositives: number
  readonly flaggedNegatives: number
  /** How many cases in use a positive and a negative of the table stand for. */
  readonly weights: { readonly positive: number; readonly negative: number }
}

/** How a constraint stands, given whether it is held exactly. */
export function constraintHeld(constraint: Constraint, outcome: Outcome, held: boolean): ConstraintHeld {
  const { count, of, limit } = shareOf(constraint, outcome)
  const share = rate(Math.min(of, count), of)
  return { constraint, text: constraintText(constraint), share, limit, held, unsure: share.low <= limit && limit <= share.high }
}

/**
 * Whether a constraint is held, compared as decimals: exact where counts are whole and the limit has the digits of a double.
 * For a case where the cuts themselves can't say it, such as counts over several tables.
 */
export function isHeld(constraint: Constraint, outcome: Outcome): boolean {
  const { count, of, limit } = shareOf(constraint, outcome)
  const atLeast = constraint.kind === 'recall' || constraint.kind === 'approval-rate'
  return atLeast ? count / of >= limit : count / of <= limit
}

function shareOf(constraint: Constraint, outcome: Outcome): { count: number; of: number; limit: number } {
  const { positives, negatives, weights } = outcome
  const rows = positives + negatives
  const all = weights.positive * positives + weights.negative * negatives
  /** Cases in use, as rows of the table, so that the interval counts the rows that were seen. */
  const inUse = (ofPositives: number, ofNegatives: number) => (rows * (weights.positive * ofPositives + weights.negative * ofNegatives)) / all
  switch (constraint.kind) {
    case 'recall':
      return { count: outcome.caught, of: positives, limit: Number(constraint.atLeast) }
    case 'false-positive-rate':
      return { count: outcome.alarms, of: negatives, limit: Number(constraint.atMost) }
    case 'approval-rate':
      return { count: inUse(positives - outcome.caught, negatives - outcome.alarms), of: rows, limit: Number(constraint.atLeast) }
    case 'alerts':
      return { count: inUse(outcome.flaggedPositives, outcome.flaggedNegatives), of: rows, limit: Math.min(1, Number(constraint.atMost) / Number(constraint.volume)) }
  }
}
