import type { PairedDifference, Uncertainty } from '../../../src-main/contract/uncertainty.ts'
import { formatCount, formatFixed, formatRange } from '../../format/number.ts'
import { costDigits } from './recorded-rows.ts'
import { rangeDigits } from './threshold-view-model.ts'

/** "0.4536–0.5079", "0.4536 to nobody": the percentile interval of the best threshold. */
export function thresholdIntervalWords({ threshold: { interval } }: Uncertainty): string {
  const [low, high] = interval
  if (low !== null && high !== null) return formatRange(low, high, rangeDigits(low, high))
  const end = (value: number | null, other: number | null) => (value === null ? 'refusing nobody' : formatFixed(value, rangeDigits(value, other ?? value)))
  return `${end(low, high)} to ${end(high, low)}`
}

/** How much too low the least cost is on the rows that chose it, as far as the bootstrap sees. */
export function optimismWords({ leastCost: { optimism } }: Uncertainty): string {
  const digits = Math.abs(optimism) < 10 ? 1 : 0
  return `${formatFixed(Math.max(0, optimism), digits)} units`
}

/** The pair of a threshold and the best one; null where it wasn't judged. */
export function pairOf(threshold: number | null, { differences, costs }: Uncertainty): PairedDifference | null {
  const place = costs.findIndex(({ cut }, index) => index > 0 && cut.threshold === threshold)
  // The pairs of the best one come first, in the order of the thresholds.
  return place < 1 ? null : (differences[place - 1] ?? null)
}

/** "11,294 more than the best, 95 % 10,050 to 12,538": a paired difference from the best threshold. */
export function differenceFromBest({ difference, distinguishable }: PairedDifference): string {
  // The pair is best minus other; the page speaks of the other one.
  const [value, low, high] = [-difference.value, -difference.high, -difference.low]
  if (value === 0 && low === high) return 'the same decisions as the best'
  const digits = costDigits([value])
  const interval = `95\u202f% ${formatCount(Math.round(low))} to ${formatCount(Math.round(high))}, paired`
  return `${formatFixed(value, digits)} more than the best (${interval})${distinguishable ? '' : ': cannot be told from chance'}`
}
