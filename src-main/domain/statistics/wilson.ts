import type { Rate } from '../../contract/statistic.ts'
import { Z_975 } from '../threshold/paired-test.ts'

/** A share with its Wilson interval at 95 % (Wilson 1927); null where there is nothing to take a share of. */
export function rateOf(count: number, of: number): Rate | null {
  if (of === 0) return null
  const share = count / of
  const square = (Z_975 * Z_975) / of
  const centre = (share + square / 2) / (1 + square)
  const half = (Z_975 / (1 + square)) * Math.sqrt((share * (1 - share)) / of + square / (4 * of))
  // At 0 and 1 the formula gives the bound itself but for rounding.
  return { value: share, low: count === 0 ? 0 : centre - half, high: count === of ? 1 : centre + half, count, of }
}

/** The same where `of` is known to be above 0; a RangeError otherwise. */
export function rate(count: number, of: number): Rate {
  const found = rateOf(count, of)
  if (found === null) throw new RangeError('a rate needs at least one row')
  return found
}
