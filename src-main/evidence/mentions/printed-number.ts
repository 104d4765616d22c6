import type { Mention } from '../../contract/scan.ts'

/** The source of a regular expression for a decimal number with a point, as code and configuration write it. */
export const numberSource = String.raw`[+-]?(?:\d{1,18}(?:\.\d{0,20})?|\.\d{1,20})(?:[eE][+-]?\d{1,3})?`

/** A number as it is printed in a file: "0.338", "0,338" or "33.8 %". */
export interface PrintedNumber {
  readonly value: number
  readonly printed: string
}

/**
 * Reads a printed number: a decimal comma counts as a point, and a percentage as a fraction. Null where it isn't a number,
 * or where the kind forbids it: a threshold lies in [0, 1], a cost and a beta are positive.
 */
export function printedNumber(printed: string, kind: Mention['kind']): PrintedNumber | null {
  const value = Number(withPoint(printed))
  if (!Number.isFinite(value)) return null
  const allowed = kind === 'threshold' ? value >= 0 && value <= 1 : value > 0
  return allowed ? { value, printed } : null
}

/** A printed number as a plain decimal with a point: "33.8 %" is "0.338", digit for digit. */
export function withPoint(printed: string): string {
  const percent = /%$/.test(printed)
  const digits = printed.replace(/\s*%$/, '').replace(',', '.')
  if (!percent) return digits
  const match = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(digits)
  if (match === null) return 'NaN'
  const [, sign = '', whole = '', fraction = ''] = match
  const padded = whole.padStart(3, '0')
  return `${sign}${padded.slice(0, -2)}.${padded.slice(-2)}${fraction}`
}
