import type { Estimate, Rate } from '../../src-main/contract/statistic.ts'
import { formatFixed, formatPercent } from './number.ts'

/** "0.784 (0.781 to 0.787)". */
export function estimateWords({ value, low, high }: Estimate, digits = 3): string {
  return `${formatFixed(value, digits)} (${formatFixed(low, digits)} to ${formatFixed(high, digits)})`
}

/** "8.1 % (8.0–8.2)": a share with its interval. */
export function rateWords(rate: Rate | Estimate, digits = 1): string {
  const { share, interval } = rateParts(rate, digits)
  return `${share} ${interval}`
}

/** The same in two pieces: "8.1 %" and "(8.0–8.2)". */
export function rateParts({ value, low, high }: Rate | Estimate, digits = 1): { share: string; interval: string } {
  return { share: formatPercent(value, digits), interval: `(${formatFixed(low * 100, digits)}–${formatFixed(high * 100, digits)})` }
}
