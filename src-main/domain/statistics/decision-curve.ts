import type { DecisionCurve } from '../../contract/score-quality.ts'
import { countAt, type CutTable } from '../threshold/cut-table.ts'
import type { ExactCosts } from '../threshold/exact-costs.ts'
import { oncePerTable } from '../threshold/once-per-table.ts'
import { quotient } from '../threshold/quotient.ts'
import { cutAtProbability } from './probability.ts'

const STEPS = 100

/**
 * Net benefit TP/n − FP/n · t/(1−t) of flagging where the stated probability is at least t (Vickers and Elkin 2006).
 * At t = cost FP / (cost FN + cost FP) it equals prevalence − cost / (n · cost FN).
 */
export function netBenefit(table: CutTable, probability: number): number {
  const cut = cutAtProbability(table, probability)
  return benefit(table, countAt(table.tp, cut), countAt(table.fp, cut), probability)
}

function benefitOfAll(table: CutTable, probability: number): number {
  return benefit(table, table.positives, table.negatives, probability)
}

function benefit({ positives, negatives }: CutTable, tp: number, fp: number, probability: number): number {
  return (tp - (fp * probability) / (1 - probability)) / (positives + negatives)
}

const curve: (table: CutTable) => Omit<DecisionCurve, 'atCosts'> = oncePerTable((table) => {
  const thresholds = Array.from({ length: STEPS - 1 }, (_, k) => (k + 1) / STEPS)
  return {
    thresholds,
    netBenefit: thresholds.map((probability) => netBenefit(table, probability)),
    flagEverybody: thresholds.map((probability) => benefitOfAll(table, probability)),
  }
})

/** The decision curve at every hundredth and at the costs; null where a false negative costs nothing. For probabilities. */
export function decisionCurve(table: CutTable, costs: ExactCosts): DecisionCurve | null {
  if (costs.fn === 0n) return null
  const threshold = quotient(costs.fp, costs.fp + costs.fn)
  return {
    ...curve(table),
    atCosts: { threshold, netBenefit: netBenefit(table, threshold), flagEverybody: benefitOfAll(table, threshold) },
  }
}
