import { intervalCosts, type IntervalCosts } from '../../../src-main/contract/interval-costs.ts'
import { judgedThresholds } from '../../../src-main/contract/judged-thresholds.ts'
import type { ThresholdView } from '../../../src-main/contract/recommendation.ts'
import type { UncertaintyRequest } from '../../../src-main/contract/uncertainty.ts'
import { bankChoicesOf, type Chosen } from '../../app/bank-choices.ts'

/** How sure the recommendation of a view is, against some thresholds; null while no folder is open. */
export function uncertaintyQuestion({ folder, resampling }: Pick<Chosen, 'folder' | 'resampling'>, view: ThresholdView, thresholds: readonly number[]): UncertaintyRequest | null {
  if (folder === null) return null
  return { folder, reading: view.reading, costs: view.costs, payoffs: null, amount: null, prevalence: null, thresholds: [...thresholds], ...resampling }
}

/**
 * How sure the best threshold is under the payoffs, by case and by amount, and the share of positives that the bank chose, against
 * the one for the two costs and the others; null where these costs are all, or a choice can't be used.
 */
export function chosenUncertaintyQuestion(chosen: Chosen, view: ThresholdView, thresholds: readonly number[]): UncertaintyRequest | null {
  const question = uncertaintyQuestion(chosen, view, judgedThresholds(view.recommendation.optimum.threshold, thresholds))
  const costs = chosenCosts(chosen)
  return question === null || costs === null ? null : { ...question, ...costs }
}

/** What the bank chose beside the two costs that resamples honour; null where it is nothing, or can't be used. */
export function chosenCosts(chosen: Chosen): IntervalCosts | null {
  const document = bankChoicesOf(chosen)
  const costs = document === null ? null : intervalCosts(document)
  return costs === null || (costs.payoffs === null && costs.prevalence === null) ? null : costs
}

/** Names an answer: of another question, or another file, it is another one. */
export function uncertaintyKey(question: UncertaintyRequest, { recommendation }: ThresholdView): string {
  return JSON.stringify([question, recommendation.sha256])
}
