import type { ExplanationKind, ExplanationResult } from '../../../src-main/contract/explanation.ts'
import { formatCount } from '../../format/number.ts'

/** "3 of 28 reproduce 0.338, 24 are refuted, 1 cannot be told." */
export function countWords({ explanations }: ExplanationResult, digits: string): string {
  const count = (verdict: string) => explanations.filter((explanation) => explanation.verdict === verdict).length
  const [reproduce, refuted, unknown] = [count('reproduces'), count('refuted'), count('cannot-tell')]
  const open = unknown === 0 ? '' : `, ${formatCount(unknown)} cannot be told`
  return `${formatCount(reproduce)} of ${formatCount(explanations.length)} ${reproduce === 1 ? 'reproduces' : 'reproduce'} ${digits}, ${formatCount(refuted)} ${refuted === 1 ? 'is' : 'are'} refuted${open}. Corroboration ranks them, not fit.`
}

/** What an analyst can choose as the kind of an explanation, and the parameter that it takes. */
export const claimKinds: readonly { readonly kind: ExplanationKind; readonly words: string; readonly parameter: string | null }[] = [
  { kind: 'grid-step', words: 'Grid of thresholds', parameter: 'step' },
  { kind: 'cost-ratio', words: 'Least cost at a ratio', parameter: 'ratio' },
  { kind: 'f-beta', words: 'F-beta', parameter: 'beta' },
  { kind: 'recall-target', words: 'Target for recall', parameter: 'target' },
  { kind: 'precision-target', words: 'Target for precision', parameter: 'target' },
  { kind: 'fpr-target', words: 'Target for the false positive rate', parameter: 'target' },
  { kind: 'positive-rate', words: 'Target for the share flagged', parameter: 'target' },
  { kind: 'youden', words: 'Youden’s J', parameter: null },
  { kind: 'g-mean', words: 'G-mean', parameter: null },
  { kind: 'mcc', words: 'Matthews correlation', parameter: null },
  { kind: 'kappa', words: 'Cohen’s kappa', parameter: null },
  { kind: 'accuracy', words: 'Accuracy', parameter: null },
  { kind: 'balanced-accuracy', words: 'Balanced accuracy', parameter: null },
  { kind: 'precision-recall-equal', words: 'Precision equal to recall', parameter: null },
  { kind: 'nearest-corner', words: 'Nearest corner of the ROC curve', parameter: null },
  { kind: 'theoretical', words: 'Threshold in theory', parameter: null },
  { kind: 'default-half', words: 'The default of 0.5', parameter: null },
  { kind: 'operator', words: '> in place of ≥', parameter: null },
  { kind: 'rounding', words: 'Digits cut off', parameter: null },
  { kind: 'orientation', words: 'Score read the other way round', parameter: null },
  { kind: 'other-data', words: 'Other data', parameter: null },
]
