import type { Costs, Cut } from '../../../src-main/contract/recommendation.ts'
import { formatCount, formatFixed, formatNumber } from '../../format/number.ts'
import { words } from './case-words.ts'
import { costDigits } from './recorded-rows.ts'

/** What a threshold does to the rows of one class: a count of correct decisions and one of mistakes. */
export interface ClassOutcome {
  readonly kind: 'positive' | 'negative'
  /** "24,825 defaulted". */
  readonly title: string
  readonly correct: { readonly word: string; readonly counts: readonly string[] }
  readonly mistake: { readonly word: string; readonly counts: readonly string[] }
  /** Share of mistakes in the class for each threshold, 0 to 1. */
  readonly mistakeShares: readonly number[]
}

export interface Outcomes {
  readonly classes: readonly ClassOutcome[]
  /** "Cost (10 : 1)". */
  readonly costTitle: string
  readonly costs: readonly string[]
}

/** The confusion matrices of one or more cuts of the same rows, in the words of the business. */
export function outcomes(cuts: readonly Cut[], costs: Costs): Outcomes {
  const [first] = cuts
  const counts = (pick: (cut: Cut) => number) => cuts.map((cut) => formatCount(pick(cut)))
  const share = (mistakes: number, total: number) => (total === 0 ? 0 : mistakes / total)
  const digits = costDigits(cuts.map((cut) => cut.cost))
  return {
    classes: [
      {
        kind: 'positive',
        title: `${formatCount((first?.tp ?? 0) + (first?.fn ?? 0))} ${words.positives}`,
        correct: { word: words.truePositive, counts: counts((cut) => cut.tp) },
        mistake: { word: words.falseNegative, counts: counts((cut) => cut.fn) },
        mistakeShares: cuts.map((cut) => share(cut.fn, cut.tp + cut.fn)),
      },
      {
        kind: 'negative',
        title: `${formatCount((first?.fp ?? 0) + (first?.tn ?? 0))} ${words.negatives}`,
        correct: { word: words.trueNegative, counts: counts((cut) => cut.tn) },
        mistake: { word: words.falsePositive, counts: counts((cut) => cut.fp) },
        mistakeShares: cuts.map((cut) => share(cut.fp, cut.fp + cut.tn)),
      },
    ],
    costTitle: `Cost (${formatNumber(Number(costs.fn))} : ${formatNumber(Number(costs.fp))})`,
    costs: cuts.map((cut) => formatFixed(cut.cost, digits)),
  }
}
