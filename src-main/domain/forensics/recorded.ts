import type { RecordedValue } from '../../contract/explanation.ts'
import type { CutInterval } from '../../contract/recommendation.ts'
import { countsBelow, type CutTable } from '../threshold/cut-table.ts'
import { decimalText, parseDecimal } from '../threshold/decimal.ts'
import { nextBeyond } from '../threshold/next-double.ts'
import { recordedInterval, recordedValue } from '../threshold/recorded-interval.ts'

/** A recorded threshold as the set of values that it may stand for. */
export interface Recorded {
  readonly value: number
  /** As it is to be read. */
  readonly text: string
  readonly printed: string
  /** [low, high), or (low, high] where `closed` is high; null is unbounded. */
  readonly interval: CutInterval
  readonly closed: 'low' | 'high'
  /** Decimal places as printed; null where decisions imply the value. */
  readonly digits: number | null
}

/**
 * Reads a recorded value. Raises a `usage` problem where `printed` isn't a decimal number.
 * A value that decisions imply stands for (above, atMost].
 */
export function recordedOf({ printed, implied }: RecordedValue): Recorded {
  const value = recordedValue(printed)
  if (implied !== null) {
    return { value, text: shortestInside(implied, value), printed, interval: implied, closed: 'high', digits: null }
  }
  const decimal = parseDecimal(printed)
  return { value, text: decimalText(decimal), printed, interval: recordedInterval(printed), closed: 'low', digits: decimal.digits }
}

/** Whether a threshold may be what was recorded; flagging nobody (null) never is. */
export function holds({ interval: [low, high], closed }: Recorded, threshold: number | null): boolean {
  if (threshold === null) return false
  return closed === 'low'
    ? (low === null || threshold >= low) && (high === null || threshold < high)
    : (low === null || threshold > low) && (high === null || threshold <= high)
}

/** The interval in mathematical form: "[0.3375, 0.3385)". */
export function intervalText({ interval: [low, high], closed }: Recorded): string {
  const left = low === null || closed === 'high' ? '(' : '['
  const right = high === null || closed === 'low' ? ')' : ']'
  return `${left}${low === null ? '−∞' : String(low)}, ${high === null ? '∞' : String(high)}${right}`
}

/** Rows whose score may be what was recorded. */
export function rowsInside(table: CutTable, { interval: [low, high], closed }: Recorded): number {
  const edge = (value: number) => (closed === 'low' ? value : nextBeyond(value, 'high'))
  const below = (value: number) => {
    const { positives, negatives } = countsBelow(table, edge(value))
    return positives + negatives
  }
  return (high === null ? table.positives + table.negatives : below(high)) - (low === null ? 0 : below(low))
}

/**
 * The values that would be recorded like `threshold`: those that print alike, or an interval as wide as the recorded
 * one around it.
 */
export function recordedLike(recorded: Recorded, threshold: number): Recorded {
  if (recorded.digits !== null) {
    const printed = threshold.toFixed(Math.min(recorded.digits, 100))
    return recordedOf({ printed, implied: null })
  }
  const [low, high] = recorded.interval
  const half = low === null || high === null ? Infinity : (high - low) / 2
  const side = (value: number) => (Number.isFinite(value) ? value : null)
  return { ...recorded, value: threshold, interval: [side(threshold - half), side(threshold + half)] }
}

/** The shortest decimal inside (above, atMost], nearest to `value`. */
function shortestInside([above, atMost]: CutInterval, value: number): string {
  const inside = (candidate: number) =>
    (above === null || candidate > above) && (atMost === null || candidate <= atMost)
  for (let digits = 0; digits <= 17; digits += 1) {
    const unit = 10 ** -digits
    for (const candidate of [value, value - unit, value + unit]) {
      const text = candidate.toFixed(digits)
      if (inside(Number(text))) return text
    }
  }
  return String(value)
}
