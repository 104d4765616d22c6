import type { BankChoices } from './bank-choices.ts'
import type { Payoffs } from './choices.ts'

/** Which of a bank's costs the intervals of an uncertainty are for. */
export interface IntervalCosts {
  /** Null where the costs of the two mistakes are all. */
  readonly payoffs: Payoffs | null
  readonly prevalence: string | null
  /** The column of the amounts that some cost is by; null where no cost is. */
  readonly amount: string | null
}

/** What of the choices the resampled intervals honour: all four payoffs, by case and by amount, and a share of positives. Constraints don't limit them. */
export function intervalCosts({ payoffs, prevalence, amount }: Pick<BankChoices, 'payoffs' | 'prevalence' | 'amount'>): IntervalCosts {
  if (Object.values(payoffs).some(({ perAmount }) => Number(perAmount) !== 0)) return { payoffs, prevalence, amount }
  const rightDecisionsAreFree = Number(payoffs.tp.perCase) === 0 && Number(payoffs.tn.perCase) === 0
  return { payoffs: rightDecisionsAreFree ? null : payoffs, prevalence, amount: null }
}
