import { ProblemError } from '../../contract/problem.ts'
import type { Costs, Cut } from '../../contract/recommendation.ts'
import { countAt, thresholdOf, type CutTable } from './cut-table.ts'
import { decimalNumber, parseDecimal, sameScale } from './decimal.ts'

/** Costs as integers of one scale: a cost of c units is c · 10^digits here. */
export interface ExactCosts {
  readonly fn: bigint
  readonly fp: bigint
  readonly digits: number
}

/** Scales both costs to integers. Raises `cost-invalid` where one is no decimal, negative, or both are zero. */
export function exactCosts(costs: Costs): ExactCosts {
  const { a: fn, b: fp, digits } = sameScale(cost('false negative', costs.fn), cost('false positive', costs.fp))
  if (fn === 0n && fp === 0n) {
    throw invalid('Both costs are 0, so every threshold costs the same.', 'Give at least one cost above 0.')
  }
  return { fn, fp, digits }
}

function cost(name: string, text: string) {
  if (!/^\d{1,30}(\.\d{1,30})?$/.test(text)) {
    throw invalid(`The cost of a ${name} is "${text.slice(0, 60)}".`, 'Write a number such as 10 or 0.5, not negative.')
  }
  return parseDecimal(text)
}

function invalid(message: string, action: string): ProblemError {
  return new ProblemError({ kind: 'cost-invalid', path: null, message, action })
}

/** FN·costFN + FP·costFP, exactly, in scaled units. */
export function scaledCost(costs: ExactCosts, falseNegatives: number, falsePositives: number): bigint {
  return costs.fn * BigInt(falseNegatives) + costs.fp * BigInt(falsePositives)
}

/** A scaled cost as the nearest double in the user's units. */
export function costNumber(costs: ExactCosts, scaled: bigint): number {
  return decimalNumber({ units: scaled, digits: costs.digits })
}

/** The scaled cost of a cut. */
export function costOfCut(table: CutTable, costs: ExactCosts, cut: number): bigint {
  return scaledCost(costs, table.positives - countAt(table.tp, cut), countAt(table.fp, cut))
}

/** Counts and cost of a cut, under the given threshold or else its own. */
export function describeCut(
  table: CutTable,
  costs: ExactCosts,
  cut: number,
  threshold: number | null = thresholdOf(table, cut),
): Cut {
  const tp = countAt(table.tp, cut)
  const fp = countAt(table.fp, cut)
  return {
    threshold,
    cost: costNumber(costs, costOfCut(table, costs, cut)),
    tp,
    fp,
    fn: table.positives - tp,
    tn: table.negatives - fp,
  }
}

/** Both costs as plain numbers where `factor` times every possible cost stays an exact integer; else null. */
export function plainCosts(table: CutTable, costs: ExactCosts, factor: number): { fn: number; fp: number } | null {
  const greatest = scaledCost(costs, table.positives, table.negatives) * BigInt(factor)
  return greatest <= BigInt(Number.MAX_SAFE_INTEGER) ? { fn: Number(costs.fn), fp: Number(costs.fp) } : null
}

/** Powers of ten up to this one are doubles. */
const LARGEST_POWER = 22

/** What each cut costs, as the double nearest to the exact cost in the user's units. */
export function costNumbers(table: CutTable, costs: ExactCosts): (cut: number) => number {
  const { tp, fp, positives } = table
  const plain = plainCosts(table, costs, 1)
  if (plain === null || costs.digits > LARGEST_POWER) return (cut) => costNumber(costs, costOfCut(table, costs, cut))
  // Both sides are exact, so that the division rounds once.
  const scale = 10 ** costs.digits
  return (cut) => (plain.fn * (positives - countAt(tp, cut)) + plain.fp * countAt(fp, cut)) / scale
}

/** What each cut costs in scaled units, exact, for comparing. */
export function comparableCosts(table: CutTable, costs: ExactCosts): (cut: number) => number | bigint {
  const { tp, fp, positives } = table
  const plain = plainCosts(table, costs, 1)
  return plain === null ? (cut) => costOfCut(table, costs, cut) : (cut) => plain.fn * (positives - countAt(tp, cut)) + plain.fp * countAt(fp, cut)
}
