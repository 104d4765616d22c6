import { intervalOf, thresholdOf, type CutTable } from './cut-table.ts'
import { decimalNumber, decimalText, parseDecimal } from './decimal.ts'

/** Beyond these many places the shortest text of the double itself is shorter or as good. */
const MOST_DIGITS = 17

/**
 * The shortest decimal that makes the same cut, nearest to the cut's own score: 0.4759636 for
 * (0.4759633, 0.4759636133379771]. "none" for the cut that flags nobody.
 */
export function shortThreshold(table: CutTable, cut: number): string {
  const threshold = thresholdOf(table, cut)
  if (threshold === null) return 'none'
  const [low, high] = intervalOf(table, cut)
  const inside =
    table.orientation === 'high'
      ? (value: number) => value <= threshold && (low === null || value > low)
      : (value: number) => value >= threshold && (high === null || value < high)
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
