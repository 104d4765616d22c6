import { ProblemError } from '../../contract/problem.ts'
import type { ObjectiveKind } from '../../contract/recommendation.ts'
import { BLOCK } from './blocks.ts'
import { countAt, entry, type CutTable } from './cut-table.ts'
import { parseDecimal } from './decimal.ts'

/** What a threshold can be chosen for, apart from cost. `beta` is decimal text. */
export type Objective =
  | { readonly kind: 'f-beta'; readonly beta: string }
  | { readonly kind: Exclude<ObjectiveKind, 'f-beta'> }

/** The strictest cut that attains the greatest value, how many cuts attain it, and the value. */
export interface ObjectiveOptimum {
  readonly cut: number
  readonly tied: number
  readonly value: number
}

/** Counts of one cut, with the totals of the table. */
export interface Counts {
  readonly tp: number
  readonly fp: number
  readonly positives: number
  readonly negatives: number
}

/** An objective as a double for the first pass, and as an exact fraction that orders cuts in the same way. */
export interface Measure {
  /** At most 1 in size, and right to a few 1e-16. */
  readonly value: (tp: number, fp: number, positives: number, negatives: number) => number
  /** Denominator positive. For a root or a constant factor, the order is that of the fraction without it. */
  readonly exact: (counts: Counts) => { numerator: bigint; denominator: bigint }
  /**
   * Where the value never falls while TP rises or FP falls: everywhere, or only on the better-than-chance side, beyond
   * which it is 0 at most. Left out where it may fall.
   */
  readonly rises?: 'everywhere' | 'above chance'
  /**
   * The greatest value between two cuts, where it isn't that of the counts with the most true and the fewest false
   * positives: given for a measure that can fall when TP rises or rise when FP rises.
   */
  readonly greatest?: (strict: Counts, loose: Counts) => number
}

/** The greatest value of a measure at any cut with at most `tp` true and at least `fp` false positives. */
export function greatestWithin(measure: Measure, tp: number, fp: number, positives: number, negatives: number): number {
  if (measure.rises === undefined) return Infinity
  const corner = measure.value(tp, fp, positives, negatives)
  return measure.rises === 'everywhere' ? corner : Math.max(0, corner)
}

/**
 * How close to the greatest double a cut must come to be compared exactly. Values are at most 1 and the formulas err
 * by a few 1e-16, so no optimum is missed; the choice itself is made between exact fractions.
 */
const SHORTLIST = 1e-12

/** Finds the optimum over every distinct score and "flag nobody"; the strictest of equals. */
export function optimumFor(table: CutTable, objective: Objective): ObjectiveOptimum {
  const cuts = bestCuts(table, measureOf(objective))
  const cut = entry(cuts, 0)
  return { cut, tied: cuts.length, value: valueOfCut(table, objective, cut) }
}

/** Every cut that attains the greatest value of a measure, compared exactly; the strictest first. */
export function bestCuts(table: CutTable, measure: Measure): number[] {
  const { tp, fp, positives, negatives } = table
  let greatest = -Infinity
  let shortlist: { cut: number; value: number }[] = []
  // Some cut reaches the best first of a block: a block whose corner doesn't get there holds no optimum.
  let reached = -Infinity
  for (let cut = 0; cut < tp.length; cut += BLOCK) reached = Math.max(reached, measure.value(countAt(tp, cut), countAt(fp, cut), positives, negatives))
  for (let from = 0; from < tp.length; from += BLOCK) {
    const to = Math.min(from + BLOCK, tp.length) - 1
    if (greatestWithin(measure, countAt(tp, to), countAt(fp, from), positives, negatives) < reached - SHORTLIST) continue
    for (let cut = from; cut <= to; cut += 1) {
      const value = measure.value(countAt(tp, cut), countAt(fp, cut), positives, negatives)
      if (value < greatest - SHORTLIST) continue
      if (value > greatest + SHORTLIST) shortlist = []
      greatest = Math.max(greatest, value)
      shortlist.push({ cut, value })
    }
  }
  let best: { cuts: number[]; numerator: bigint; denominator: bigint } | null = null
  for (const { cut, value } of shortlist) {
    if (value < greatest - SHORTLIST) continue
    const exact = measure.exact({ tp: countAt(tp, cut), fp: countAt(fp, cut), positives, negatives })
    const difference =
      best === null ? 1n : exact.numerator * best.denominator - best.numerator * exact.denominator
    if (best === null || difference > 0n) best = { cuts: [cut], ...exact }
    else if (difference === 0n) best.cuts.push(cut)
  }
  if (best === null) throw new RangeError('a table without cuts has no optimum')
  return best.cuts
}

/** The value of an objective at a cut, a double; 0 where the formula divides by zero. */
export function valueOfCut(table: CutTable, objective: Objective, cut: number): number {
  return measureOf(objective).value(countAt(table.tp, cut), countAt(table.fp, cut), table.positives, table.negatives)
}

/** The measure behind an objective. Raises a `usage` problem for a negative beta. */
export function measureOf(objective: Objective): Measure {
  switch (objective.kind) {
    case 'f-beta':
      return fBeta(objective.beta)
    case 'youden':
      return youden
    case 'g-mean':
      return gMean
    case 'mcc':
      return mcc
    case 'kappa':
      return kappa
    case 'accuracy':
      return accuracy
    case 'balanced-accuracy':
      return balancedAccuracy
  }
}

/** (1+β²)·TP / ((1+β²)·TP + β²·FN + FP), van Rijsbergen 1979; 0 where nobody is flagged. */
function fBeta(beta: string): Measure {
  const { units, digits } = parseDecimal(beta)
  if (units < 0n) {
    throw new ProblemError({
      kind: 'usage',
      path: null,
      message: `The beta ${beta} of an F-beta is negative.`,
      action: 'Give a beta such as 2, or 0 for the precision alone.',
    })
  }
  const square = units * units
  const scale = 10n ** BigInt(2 * digits)
  const squareNumber = Number(beta) ** 2
  return {
    value: (tp, fp, positives) =>
      tp === 0 ? 0 : ((1 + squareNumber) * tp) / (tp + squareNumber * positives + fp),
    // (1+β²)·TP + β²·FN + FP = TP + β²·P + FP.
    exact: ({ tp, fp, positives }) =>
      tp === 0
        ? { numerator: 0n, denominator: 1n }
        : {
            numerator: (scale + square) * BigInt(tp),
            denominator: scale * BigInt(tp + fp) + square * BigInt(positives),
          },
    rises: 'everywhere',
  }
}

/** TP·N − FP·P: the numerator that Youden, kappa and MCC share. */
function lift({ tp, fp, positives, negatives }: Counts): bigint {
  return BigInt(tp) * BigInt(negatives) - BigInt(fp) * BigInt(positives)
}

/** TPR − FPR, Youden 1950. */
const youden: Measure = {
  value: (tp, fp, positives, negatives) => tp / positives - fp / negatives,
  exact: (counts) => ({ numerator: lift(counts), denominator: 1n }),
  rises: 'everywhere',
}

/** (TPR + TNR) / 2: orders cuts as Youden does. */
const balancedAccuracy: Measure = {
  value: (tp, fp, positives, negatives) => (tp / positives + (negatives - fp) / negatives) / 2,
  exact: youden.exact,
  rises: 'everywhere',
}

/** √(TPR·TNR), Kubat and Matwin 1997. */
const gMean: Measure = {
  value: (tp, fp, positives, negatives) => Math.sqrt((tp / positives) * ((negatives - fp) / negatives)),
  exact: ({ tp, fp, negatives }) => ({ numerator: BigInt(tp) * BigInt(negatives - fp), denominator: 1n }),
  rises: 'everywhere',
}

/** (TP + TN) / n. */
const accuracy: Measure = {
  value: (tp, fp, positives, negatives) => (tp + negatives - fp) / (positives + negatives),
  exact: ({ tp, fp }) => ({ numerator: BigInt(tp - fp), denominator: 1n }),
  rises: 'everywhere',
}

/** Matthews 1975; 0 where everybody or nobody is flagged. Ordered by its signed square, which is rational. */
const mcc: Measure = {
  value: (tp, fp, positives, negatives) => {
    const flagged = tp + fp
    const rest = positives + negatives - flagged
    if (flagged === 0 || rest === 0) return 0
    return (
      (tp * negatives - fp * positives) /
      (Math.sqrt(flagged) * Math.sqrt(rest) * Math.sqrt(positives) * Math.sqrt(negatives))
    )
  },
  exact: (counts) => {
    const flagged = BigInt(counts.tp + counts.fp)
    const rest = BigInt(counts.positives + counts.negatives) - flagged
    if (flagged === 0n || rest === 0n) return { numerator: 0n, denominator: 1n }
    const above = lift(counts)
    return { numerator: above < 0n ? -above * above : above * above, denominator: flagged * rest }
  },
  rises: 'above chance',
}

/** Cohen 1960: 2(TP·N − FP·P) / (flagged·N + rest·P). */
const kappa: Measure = {
  value: (tp, fp, positives, negatives) => {
    const flagged = tp + fp
    return (
      (2 * (tp * negatives - fp * positives)) /
      (flagged * negatives + (positives + negatives - flagged) * positives)
    )
  },
  exact: (counts) => {
    const flagged = BigInt(counts.tp + counts.fp)
    const all = BigInt(counts.positives + counts.negatives)
    return {
      numerator: lift(counts),
      denominator: flagged * BigInt(counts.negatives) + (all - flagged) * BigInt(counts.positives),
    }
  },
  rises: 'above chance',
}
