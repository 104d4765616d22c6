/** Bits of the quotient that are kept beyond the 53 of a double. */
const SPARE_BITS = 80n

function bitLength(value: bigint): bigint {
  return BigInt(value.toString(2).length)
}

/**
 * The quotient of two integers as a double: correctly rounded while both fit a double exactly, and otherwise
 * computed with 80 bits or more before the one rounding. `denominator` is positive.
 */
export function quotient(numerator: bigint, denominator: bigint): number {
  const n = Number(numerator)
  const d = Number(denominator)
  if (Number.isSafeInteger(n) && Number.isSafeInteger(d)) return n / d
  const magnitude = numerator < 0n ? -numerator : numerator
  const shift = bitLength(denominator) - bitLength(magnitude) + SPARE_BITS
  const scaled =
    shift >= 0n ? (magnitude << shift) / denominator : magnitude / (denominator << -shift)
  const value = Number(scaled) * 2 ** -Number(shift)
  return numerator < 0n ? -value : value
}
