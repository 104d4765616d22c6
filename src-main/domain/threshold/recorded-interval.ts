import { decimalNumber, parseDecimal } from './decimal.ts'

/**
 * Every value that rounds to `printed` at its printed precision, as [low, high): "0.338" stands for [0.3375, 0.3385).
 * The ends are computed as exact decimals and given as the nearest doubles. Raises a `usage` problem where
 * `printed` isn't a decimal number.
 */
export function recordedInterval(printed: string): [number, number] {
  const { units, digits } = parseDecimal(printed)
  const end = (half: bigint) => decimalNumber({ units: units * 10n + half, digits: digits + 1 })
  return [end(-5n), end(5n)]
}

/** The double nearest to a printed decimal. Raises a `usage` problem where `printed` isn't a decimal number. */
export function recordedValue(printed: string): number {
  return decimalNumber(parseDecimal(printed))
}
