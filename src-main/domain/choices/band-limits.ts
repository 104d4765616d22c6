import type { Constraint, Review } from '../../contract/choices.ts'
import { countAt, type CutTable } from '../threshold/cut-table.ts'
import { parseDecimal } from '../threshold/decimal.ts'
import { exactAt, sizeOf, type CutCost, type Weights } from './cut-cost.ts'

/** What two cuts may add up to: flag(flag cut) + review(review cut) <= atMost, all exact. */
export interface BandLimit {
  readonly flag: CutCost
  readonly review: CutCost
  readonly atMost: bigint
}

/** Whether a pair of cuts keeps a limit; compared as doubles where these can tell, else exactly. */
export type KeepsLimit = (flag: number, review: number) => boolean

/**
 * The limits that constraints set to a band, after its review: of the reviewed positives the reviewer refuses a share `catches`,
 * of the negatives a share 1 − `clears`. Flagged and reviewed cases together count as alerts, for a person looks at each.
 */
export function constraintLimits(constraints: readonly Constraint[], review: Review, cuts: CutTable, weights: Weights): BandLimit[] {
  const catches = fraction(review.catches)
  const clears = fraction(review.clears)
  const all = weights.positive * BigInt(cuts.positives) + weights.negative * BigInt(cuts.negatives)
  /** Refused cases with the given weights, in parts of `catches.whole · clears.whole`: by flag and by review. */
  const refused = (positive: bigint, negative: bigint): Omit<BandLimit, 'atMost'> => ({
    flag: counts(positive * (catches.whole - catches.units) * clears.whole, negative * clears.units * catches.whole),
    review: counts(positive * catches.units * clears.whole, negative * (clears.whole - clears.units) * catches.whole),
  })
  const parts = catches.whole * clears.whole
  return constraints.map((constraint) => {
    switch (constraint.kind) {
      case 'recall': {
        const { units, whole } = fraction(constraint.atLeast)
        return { ...refused(-whole, 0n), atMost: -units * parts * BigInt(cuts.positives) }
      }
      case 'false-positive-rate': {
        const { units, whole } = fraction(constraint.atMost)
        return { ...refused(0n, whole), atMost: units * parts * BigInt(cuts.negatives) }
      }
      case 'approval-rate': {
        const { units, whole } = fraction(constraint.atLeast)
        return { ...refused(weights.positive * whole, weights.negative * whole), atMost: (whole - units) * parts * all }
      }
      case 'alerts': {
        const most = fraction(constraint.atMost)
        const volume = fraction(constraint.volume)
        const factor = volume.units * most.whole
        return { flag: counts(0n, 0n), review: counts(weights.positive * factor, weights.negative * factor), atMost: most.units * volume.whole * all }
      }
    }
  })
}

/** The limit that a capacity sets: at most this share of all cases lies between the two cuts. */
export function capacityLimit(capacity: string, cuts: CutTable, weights: Weights): BandLimit {
  const { units, whole } = fraction(capacity)
  const all = weights.positive * BigInt(cuts.positives) + weights.negative * BigInt(cuts.negatives)
  return {
    flag: counts(-weights.positive * whole, -weights.negative * whole),
    review: counts(weights.positive * whole, weights.negative * whole),
    atMost: units * all,
  }
}

/** A limit as a question about pairs. */
export function keepsLimit({ flag, review, atMost }: BandLimit, cuts: CutTable): KeepsLimit {
  const sums = { cuts, amounts: null }
  const [flagTp, flagFp, reviewTp, reviewFp] = [flag.tp, flag.fp, review.tp, review.fp].map(Number) as [number, number, number, number]
  const limit = Number(atMost)
  const unsure = 1e-13 * (sizeOf(flag, sums) + sizeOf(review, sums) + Math.abs(limit))
  const { tp, fp } = cuts
  return (flagCut, reviewCut) => {
    const beyond = flagTp * countAt(tp, flagCut) + flagFp * countAt(fp, flagCut) + reviewTp * countAt(tp, reviewCut) + reviewFp * countAt(fp, reviewCut) - limit
    return Math.abs(beyond) > unsure ? beyond < 0 : exactAt(flag, sums, flagCut) + exactAt(review, sums, reviewCut) <= atMost
  }
}

function counts(tp: bigint, fp: bigint): CutCost {
  return { constant: 0n, tp, fp, tpAmount: 0n, fpAmount: 0n }
}

function fraction(text: string): { units: bigint; whole: bigint } {
  const { units, digits } = parseDecimal(text)
  return { units, whole: 10n ** BigInt(digits) }
}
