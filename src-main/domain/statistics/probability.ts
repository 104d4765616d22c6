import { cutAt, scoreAt, scoreRange, type CutTable } from '../threshold/cut-table.ts'

/** Whether every score lies in [0, 1], so that it can be read as a probability. */
export function isProbability(table: CutTable): boolean {
  const [lowest, highest] = scoreRange(table)
  return lowest >= 0 && highest <= 1
}

/**
 * The probability of the positive class that the score at `index` states. For orientation low the score is that of the
 * negative class, as in `theoreticalThreshold`.
 */
export function probabilityAt(table: CutTable, index: number): number {
  return probabilityOf(table, scoreAt(table.scores, index))
}

/** The probability of the positive class that a score states. */
export function probabilityOf({ orientation }: Pick<CutTable, 'orientation'>, score: number): number {
  return orientation === 'high' ? score : 1 - score
}

/** The score that states a probability of the positive class. */
export function scoreOfProbability({ orientation }: CutTable, probability: number): number {
  return orientation === 'high' ? probability : 1 - probability
}

/** The cut that flags every row whose probability of the positive class is at least `probability`. */
export function cutAtProbability(table: CutTable, probability: number): number {
  return cutAt(table, scoreOfProbability(table, probability))
}

/** ln(p/(1−p)). */
export function logit(probability: number): number {
  return Math.log(probability) - Math.log1p(-probability)
}

/** 1/(1+e^−x), the inverse of `logit`. */
export function logistic(x: number): number {
  return x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x))
}
