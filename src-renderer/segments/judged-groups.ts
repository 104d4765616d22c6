import { answeredThreshold, judgedThresholds, mostJudged } from '../../src-main/contract/judged-thresholds.ts'
import { givenText } from '../../src-main/contract/recorded-text.ts'
import type { ThresholdView } from '../../src-main/contract/recommendation.ts'

/** Where a score that is a probability divides, while nothing else does. */
const anywhere = 0.5

/** What of the weighed choices says which threshold is answered with. */
interface Weighed {
  readonly recommended: { readonly cut: { readonly threshold: number | null }; readonly digits: string } | null
}

/** The thresholds whose groups are counted, and whether the first, the judged one, stands in for an answer that refuses nobody. */
export interface JudgedGroups {
  readonly thresholds: readonly number[]
  readonly refusesNobody: boolean
  /** A threshold as the page says it. */
  readonly digitsOf: (threshold: number) => string
}

/**
 * The threshold that the question about the costs is answered with, then `others`, the `selected` one always; where the answer
 * refuses nobody, these alone. `choices` where something beside the two costs was weighed.
 */
export function judgedGroups(view: ThresholdView, choices: Weighed | null, others: readonly number[], selected: number | null): JudgedGroups {
  const answered = answeredThreshold(view.recommendation, choices)
  const found = judgedThresholds(answered, comparedGroups(others, selected))
  return { thresholds: found.length === 0 ? [anywhere] : found, refusesNobody: answered === null, digitsOf: (threshold) => judgedDigits(view, choices, threshold) }
}

/** A threshold as the page says it: the answered ones with just the digits that reproduce their counts. */
function judgedDigits({ recommendation, shortThreshold }: ThresholdView, choices: Weighed | null, threshold: number): string {
  const chosen = choices?.recommended ?? null
  if (chosen?.cut.threshold === threshold) return chosen.digits
  return threshold === recommendation.optimum.threshold ? shortThreshold : givenText(threshold)
}

/** The further thresholds that the impact ratio is shown at: `others` in their order, the `selected` one always. */
export function comparedGroups(others: readonly number[], selected: number | null): number[] {
  const first = others.slice(0, mostJudged - 1)
  return selected === null || first.includes(selected) ? first : [selected, ...first].slice(0, mostJudged - 1)
}
