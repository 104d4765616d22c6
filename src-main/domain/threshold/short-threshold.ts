import { cutAt, intervalOf, thresholdOf, type CutTable } from './cut-table.ts'
import { decimalNumber, decimalText, parseDecimal } from './decimal.ts'

/** Beyond these many places the shortest text of the double itself is shorter or as good. */
const MOST_DIGITS = 17

/** As many decimals of a given threshold are told apart on a screen. */
const GIVEN_DIGITS = 8

/**
 * The shortest decimal that makes the same cut, nearest to the cut's own score, or to a `threshold` that makes the cut:
 * 0.4759636 for (0.4759633, 0.4759636133379771]. "none" for the cut that flags nobody.
 */
export function shortThreshold(table: CutTable, cut: number, threshold = thresholdOf(table, cut)): string {
  if (threshold === null || cut === 0) return 'none'
  const [low, high] = intervalOf(table, cut)
  const inside =
    table.orientation === 'high'
      ? (value: number) => (high === null || value <= high) && (low === null || value > low)
      : (value: number) => (low === null || value >= low) && (high === null || value < high)
  if (Math.abs(threshold) < 1e15) {
    for (let digits = 0; digits <= MOST_DIGITS; digits += 1) {
      const nearest = parseDecimal(threshold.toFixed(digits)).units
      const aside = table.orientation === 'high' ? nearest - 1n : nearest + 1n
      for (const units of [nearest, aside]) {
        const candidate = { units, digits }
        if (inside(decimalNumber(candidate))) return decimalText(candidate)
      }
    }
  }
  return String(threshold)
}

/** A threshold that somebody gave, to eight decimals where these make the same cut, else as {@link shortThreshold} of it. */
export function givenThreshold(table: CutTable, cut: number, threshold: number): string {
  const rounded = Number(threshold.toFixed(GIVEN_DIGITS))
  return cutAt(table, rounded) === cut ? String(rounded) : shortThreshold(table, cut, threshold)
}
