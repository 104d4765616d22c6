import type { Choices } from '../../../src-main/contract/choices.ts'
import { moneyText } from '../../../src-main/contract/money.ts'
import type { ThresholdView } from '../../../src-main/contract/recommendation.ts'
import type { ChoiceDraft } from '../choices/choice-draft.ts'
import { formatPercent } from '../../format/number.ts'

const beyondTwoCosts = ['tp', 'tn', 'amount', 'prevalence', 'recall', 'falsePositiveRate', 'approval', 'alerts'] as const

/** Whether something was chosen beside the two costs that may lead to another threshold. */
export function choosesMore(draft: ChoiceDraft): boolean {
  return beyondTwoCosts.some((field) => draft[field].trim() !== '')
}

/**
 * The answer under everything that the bank chose, where that is another threshold than the two costs recommend: the question
 * about the costs asks for this one. Null where both agree.
 */
export function chosenAnswer(choices: Choices, { recommendation, reading, answer }: ThresholdView, currency: string): { decisive: string; rest: string } | null {
  const ofTwoCosts = recommendation.optimum.threshold
  const { recommended } = choices
  const alone = `The two costs alone (curve and outcomes below): ${answer.decisive}`
  if (recommended === null) return { decisive: choices.infeasible ?? 'No threshold meets all limits.', rest: alone }
  const { threshold, cost } = recommended.cut
  if (threshold === ofTwoCosts) return null
  const side = reading.orientation === 'high' ? 'higher' : 'lower'
  return {
    decisive: threshold === null ? 'Refuse nobody.' : `Refuse an applicant whose score is ${recommended.digits} or ${side}.`,
    rest: `Under all that the bank chose that costs ${moneyText(cost, currency)} and approves ${formatPercent(recommended.approval.value)}. ${alone}`,
  }
}
