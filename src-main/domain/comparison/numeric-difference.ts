/** Numbers a and b are equal where |a - b| is at most `absolute`, or at most `relative` times the greater of |a|, |b|. */
export interface Tolerance {
  readonly absolute: number
  readonly relative: number
}

export const noTolerance: Tolerance = { absolute: 0, relative: 0 }

/** A decimal in canonical form, as units times ten to the power of -digits; null for any other text. */
function decimal(canonical: string): { units: bigint; digits: number } | null {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:e(-?\d+))?$/.exec(canonical)
  if (match === null) return null
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match
  // Aligning digits this far apart would cost more memory than any recorded value is worth.
  if (Math.abs(Number(exponent)) > 400) return null
  return { units: BigInt(`${sign}${whole}${fraction}`), digits: fraction.length - Number(exponent) }
}

/** a - b, exact in decimals and then the nearest double; null where either is no finite number. */
export function difference(a: string, b: string): number | null {
  const [left, right] = [decimal(a), decimal(b)]
  if (left === null || right === null) return null
  const digits = Math.max(left.digits, right.digits)
  const scaled = ({ units, digits: own }: { units: bigint; digits: number }): bigint => units * 10n ** BigInt(digits - own)
  return Number(`${scaled(left) - scaled(right)}e${-digits}`)
}

/** Whether all values are finite numbers, the least and the greatest of which are equal by the tolerance. */
export function isWithin(canonicals: readonly string[], { absolute, relative }: Tolerance): boolean {
  if (absolute === 0 && relative === 0) return false
  let [least, greatest] = [Infinity, -Infinity]
  let [lowest, highest] = ['', '']
  for (const canonical of canonicals) {
    if (decimal(canonical) === null) return false
    const value = Number(canonical)
    if (value < least) [least, lowest] = [value, canonical]
    if (value > greatest) [greatest, highest] = [value, canonical]
  }
  const gap = difference(highest, lowest)
  return gap !== null && (gap <= absolute || gap <= relative * Math.max(Math.abs(least), Math.abs(greatest)))
}
