import type { Bound } from '../../src-main/contract/bound.ts'
import { formatCount, formatFixed, formatNumber, formatPercent, formatRange } from './number.ts'

/** The bound of a number by its name; null where the number is exact. */
export function boundOf(bounds: readonly Bound[] | undefined, of: string): Bound | null {
  return bounds?.find((bound) => bound.of === of) ?? null
}

const objectiveNames: Readonly<Record<string, string>> = {
  youden: 'Youden’s J',
  'g-mean': 'G-mean',
  mcc: 'Matthews correlation',
  kappa: 'Cohen’s kappa',
  accuracy: 'accuracy',
  'balanced-accuracy': 'balanced accuracy',
}

/** What a bound is about, in words. */
export function boundName(of: string): string {
  const [kind = '', ...rest] = of.split(' ')
  const detail = rest.join(' ')
  switch (kind) {
    case 'auc':
      return 'AUC'
    case 'distinctScores':
      return 'Different scores'
    case 'optimum':
      return 'Least cost'
    case 'objective':
      return `Greatest ${detail.startsWith('f-beta ') ? `F-beta, ${detail.slice('f-beta '.length)}` : (objectiveNames[detail] ?? detail)}`
    case 'grid':
      return `Best threshold of the grid ${detail}`
    case 'at':
      return `Cost at ${detail}`
    case 'theoretical':
      return 'Cost at the theoretical threshold'
    case 'ratioMap':
      return 'Cost of a step of the ratio map'
    case 'distribution':
      return 'Bars of the distribution'
    case 'interval95':
      return 'Interval of the threshold, 95 %'
    case 'indistinguishable':
      return 'Thresholds that cannot be told apart'
    case 'gini':
      return 'Gini'
    case 'meanPredicted':
      return 'Mean probability'
    case 'brier':
      return 'Brier score'
    case 'calibration':
      return 'Calibration'
    case 'leastCostResampled':
      return 'Least cost of a resample'
    case 'review':
      return 'Thresholds of the review'
    case 'withinOnePercent':
      return 'Thresholds within 1 %'
    default:
      return of
  }
}

/** What a number is known to lie between, in words. */
export function boundRange({ of, low, high, note }: Bound): string {
  if (of === 'ratioMap') return high === null ? 'not bounded' : `misses the least cost by at most ${formatPercent(high, 4)}`
  if (of.startsWith('grid ')) return 'not known from ranges'
  if (low === null || high === null) return note
  if (of === 'distinctScores') return `${formatCount(low)} to ${formatCount(high)}`
  if (/^(auc|objective|interval95|indistinguishable|withinOnePercent|gini|meanPredicted|brier)/.test(of)) return formatRange(low, high, 6)
  return `${formatNumber(low, 2)} to ${formatNumber(high, 2)}`
}

/** An AUC with its bound: "0.762", or "0.7621–0.7623" where the scores inside a range leave it open. */
export function aucWords(auc: number, bounds: readonly Bound[] | undefined): string {
  const bound = boundOf(bounds, 'auc')
  if (bound?.low === null || bound?.high === null || bound === null) return formatFixed(auc, 3)
  return formatFixed(bound.low, 3) === formatFixed(bound.high, 3) ? formatFixed(auc, 3) : formatRange(bound.low, bound.high, 4)
}

/** The one sentence about an answer from ranges of scores; null where every number is exact. */
export function boundedSentence(bounds: readonly Bound[] | undefined): { decisive: string; rest: string } | null {
  if (bounds === undefined || bounds.length === 0) return null
  const optimum = boundOf(bounds, 'optimum')
  if (optimum === null || optimum.low === null || optimum.high === null) {
    return { decisive: 'The recommended threshold, its counts and its cost are exact.', rest: 'Other scores are counted by ranges, which bounds these numbers:' }
  }
  const share = optimum.high === 0 ? 0 : (optimum.high - optimum.low) / optimum.high
  return {
    decisive: `The least cost lies between ${formatNumber(optimum.low, 2)} and ${formatNumber(optimum.high, 2)}: at most ${formatPercent(share, 4)} below what is shown.`,
    rest: 'Scores are counted by ranges; the second query of the warehouse makes it exact. Known to lie between:',
  }
}
