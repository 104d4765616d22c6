import type { Estimate } from '../../contract/statistic.ts'
import { percentText } from '../threshold/number-text.ts'

/** A number to four significant digits, without trailing zeros: "0.7879", "12.5". */
export function shortNumber(value: number): string {
  return String(Number(value.toPrecision(4))).replace('-', '\u2212')
}

/** A number with its interval at 95 %. */
export function withInterval({ value, low, high }: Estimate): string {
  return `${shortNumber(value)} (95\u202f%: ${shortNumber(low)} to ${shortNumber(high)})`
}

/** A share of 1 in per cent. */
export function shareText(share: number): string {
  return percentText(share, 1)
}

/** A share with its interval at 95 %, in per cent. */
export function shareWithInterval({ value, low, high }: Estimate): string {
  return `${shareText(value)} (95\u202f%: ${shareText(low)} to ${shareText(high)})`
}

/** A threshold as words: null flags nobody. */
export function thresholdText(threshold: number | null): string {
  return threshold === null ? 'flag nobody' : String(threshold)
}
