import type { BankChoices } from './bank-choices.ts'
import type { Payoffs } from './choices.ts'

/** Which of a bank's costs the intervals of an uncertainty are for. */
export interface IntervalCosts {
  /** Null where the costs of the two mistakes are all. */
  readonly payoffs: Payoffs | null
  readonly prevalence: string | null
  /** Some cost is by amount, which differs from case to case: the intervals are then for the two costs per case alone. */
  readonly byAmount: boolean
}

/** What of the choices the resampled intervals can honour exactly: payoffs per case and a share of positives, no costs by amount. */
export function intervalCosts({ payoffs, prevalence }: Pick<BankChoices, 'payoffs' | 'prevalence'>): IntervalCosts {
  if (Object.values(payoffs).some(({ perAmount }) => Number(perAmount) !== 0)) return { payoffs: null, prevalence: null, byAmount: true }
  const rightDecisionsAreFree = Number(payoffs.tp.perCase) === 0 && Number(payoffs.tn.perCase) === 0
  return { payoffs: rightDecisionsAreFree ? null : payoffs, prevalence, byAmount: false }
}
