import type { Constraint } from '../../contract/choices.ts'
import { countAt, type CutTable } from '../threshold/cut-table.ts'
import { parseDecimal } from '../threshold/decimal.ts'
import type { Weights } from './cut-cost.ts'

/** The cuts [from, to] that meet a constraint; none where from > to. */
export interface CutRange {
  readonly from: number
  readonly to: number
}

/**
 * The cuts that meet a constraint, compared as exact fractions. Recall rises and approval falls from the strictest cut to the
 * loosest, so each constraint leaves one range. Shares of all cases are those in use, under the weights.
 */
export function constraintRange(constraint: Constraint, cuts: CutTable, weights: Weights): CutRange {
  const { tp, fp, positives, negatives } = cuts
  const last = cuts.scores.length
  const all = weights.positive * BigInt(positives) + weights.negative * BigInt(negatives)
  const flagged = (cut: number) => weights.positive * BigInt(countAt(tp, cut)) + weights.negative * BigInt(countAt(fp, cut))
  switch (constraint.kind) {
    case 'recall': {
      const { units, whole } = fraction(constraint.atLeast)
      const holds = (cut: number) => BigInt(countAt(tp, cut)) * whole >= units * BigInt(positives)
      return { from: firstWhere(last, holds), to: last }
    }
    case 'false-positive-rate': {
      const { units, whole } = fraction(constraint.atMost)
      return upTo(last, (cut) => BigInt(countAt(fp, cut)) * whole <= units * BigInt(negatives))
    }
    case 'approval-rate': {
      const { units, whole } = fraction(constraint.atLeast)
      return upTo(last, (cut) => (all - flagged(cut)) * whole >= units * all)
    }
    case 'alerts': {
      const most = fraction(constraint.atMost)
      const volume = fraction(constraint.volume)
      return upTo(last, (cut) => flagged(cut) * volume.units * most.whole <= most.units * volume.whole * all)
    }
  }
}

function fraction(text: string): { units: bigint; whole: bigint } {
  const { units, digits } = parseDecimal(text)
  return { units, whole: 10n ** BigInt(digits) }
}

/** The first cut from which `holds` is true on; one beyond the last where it never is. */
function firstWhere(last: number, holds: (cut: number) => boolean): number {
  let low = 0
  let high = last + 1
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}

/** The cuts up to the last one for which `holds` is true. */
function upTo(last: number, holds: (cut: number) => boolean): CutRange {
  return { from: 0, to: firstWhere(last, (cut) => !holds(cut)) - 1 }
}

/** The cuts in all of the ranges. */
export function intersection(ranges: readonly CutRange[], last: number): CutRange {
  return { from: Math.max(0, ...ranges.map(({ from }) => from)), to: Math.min(last, ...ranges.map(({ to }) => to)) }
}

/** A constraint in words: "at least 70 % of the positives are flagged". */
export function constraintText(constraint: Constraint): string {
  const percent = (share: string) => `${Number((100 * Number(share)).toPrecision(6))} %`
  switch (constraint.kind) {
    case 'recall':
      return `at least ${percent(constraint.atLeast)} of the positives are flagged`
    case 'false-positive-rate':
      return `at most ${percent(constraint.atMost)} of the negatives are flagged`
    case 'approval-rate':
      return `at least ${percent(constraint.atLeast)} of all cases are approved`
    case 'alerts':
      return `at most ${constraint.atMost} of ${constraint.volume} cases per ${constraint.period === '' ? 'period' : constraint.period} are flagged`
  }
}
