import { scoreAt } from '../threshold/cut-table.ts'

/**
 * The ends of the percentile interval at 95 % of resampled values: the k-th lowest and the k-th highest for k = 2.5 %
 * of them, rounded up. Sorts a copy.
 */
export function percentiles(values: ArrayLike<number>): [number, number] {
  const sorted = Float64Array.from(values).sort()
  // 2.5 % are one in 40.
  const beyond = Math.ceil(sorted.length / 40) - 1
  return [scoreAt(sorted, beyond), scoreAt(sorted, sorted.length - 1 - beyond)]
}
