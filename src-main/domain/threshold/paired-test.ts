import { firstCut } from './halving.ts'
import { countAt, scoreAt, type CutTable } from './cut-table.ts'
import type { ExactCosts } from './exact-costs.ts'
import { nextBeyond } from './next-double.ts'

/** The 97.5 % point of the standard normal distribution. */
export const Z_975 = 1.959963984540054

/**
 * False where the difference of cost between two cuts can't be told from chance on these rows (paired, 95 %).
 * Only the rows between the cuts are decided differently: a positives and b negatives of n. With d the difference,
 * sd = √(FN²·a + FP²·b − d²/n) is the standard deviation of d over resamples of the rows (multinomial, closed form).
 */
export function distinguishable(table: CutTable, costs: ExactCosts, cut: number, other: number): boolean {
  return isTold(table, Number(costs.fn), Number(costs.fp), cut, other)
}

function isTold(table: CutTable, costFn: number, costFp: number, cut: number, other: number): boolean {
  const morePositives = countAt(table.tp, cut) - countAt(table.tp, other)
  const moreNegatives = countAt(table.fp, cut) - countAt(table.fp, other)
  const difference = costFp * moreNegatives - costFn * morePositives
  const variance =
    costFn * costFn * Math.abs(morePositives) +
    costFp * costFp * Math.abs(moreNegatives) -
    (difference * difference) / (table.positives + table.negatives)
  return difference * difference > Z_975 * Z_975 * variance
}

/**
 * True where a cut with counts between those of two cuts, listed or not, might not be told from `best`: by the least
 * difference of cost and the most rows between, over all such counts.
 */
export function mayBeIndistinguishable(table: CutTable, costs: Pick<ExactCosts, 'fn' | 'fp'>, from: number, to: number, best: number): boolean {
  return mayNotBeTold(table, Number(costs.fn), Number(costs.fp), from, to, best)
}

function mayNotBeTold(table: CutTable, costFn: number, costFp: number, from: number, to: number, best: number): boolean {
  const { tp, fp, positives, negatives } = table
  const fewerPositives = countAt(tp, from) - countAt(tp, best)
  const morePositives = countAt(tp, to) - countAt(tp, best)
  const fewerNegatives = countAt(fp, from) - countAt(fp, best)
  const moreNegatives = countAt(fp, to) - countAt(fp, best)
  const least = costFp * fewerNegatives - costFn * morePositives
  const greatest = costFp * moreNegatives - costFn * fewerPositives
  const difference = least > 0 ? least : greatest < 0 ? greatest : 0
  const between =
    costFn * costFn * Math.max(Math.abs(fewerPositives), Math.abs(morePositives)) +
    costFp * costFp * Math.max(Math.abs(fewerNegatives), Math.abs(moreNegatives))
  const square = difference * difference
  return square <= Z_975 * Z_975 * (between - square / (positives + negatives))
}

/**
 * Lowest and highest threshold whose cost can't be told from that of `best` (paired, 95 %). Cut 0 counts as the
 * first double beyond the strictest score, which flags nobody too.
 */
export function indistinguishableRange(table: CutTable, costs: ExactCosts, best: number): [number, number] {
  const costFn = Number(costs.fn)
  const costFp = Number(costs.fp)
  return thresholdRange(
    table,
    (cut) => !isTold(table, costFn, costFp, cut, best),
    (from, to) => mayNotBeTold(table, costFn, costFp, from, to, best),
  )
}

/**
 * Lowest and highest threshold among the cuts that satisfy `holds`; at least one must. The cuts between them need
 * not all satisfy it. `mayHold` is false for two cuts only where no cut from the one to the other satisfies it.
 */
export function thresholdRange(
  table: CutTable,
  holds: (cut: number) => boolean,
  mayHold: (from: number, to: number) => boolean = () => true,
): [number, number] {
  const last = table.tp.length - 1
  const strictest = firstCut(0, last, 'up', holds, mayHold)
  const loosest = firstCut(0, last, 'down', holds, mayHold)
  if (strictest === null || loosest === null) throw new RangeError('no cut satisfies the condition')
  const threshold = (cut: number) =>
    cut === 0 ? nextBeyond(scoreAt(table.heads ?? table.scores, 0), table.orientation) : scoreAt(table.scores, cut - 1)
  return table.orientation === 'high'
    ? [threshold(loosest), threshold(strictest)]
    : [threshold(strictest), threshold(loosest)]
}
