import { scoreAt } from '../threshold/cut-table.ts'

/** Where the ends of the percentile interval at 95 % stand among sorted values: the k-th lowest and the k-th highest for k = 2.5 % of them, rounded up. */
export function percentileRanks(count: number): [number, number] {
  // 2.5 % are one in 40.
  const beyond = Math.ceil(count / 40) - 1
  return [beyond, count - 1 - beyond]
}

/** The ends of the percentile interval at 95 % of resampled values (see `percentileRanks`). Sorts a copy. */
export function percentiles(values: ArrayLike<number>): [number, number] {
  const sorted = Float64Array.from(values).sort()
  const [low, high] = percentileRanks(sorted.length)
  return [scoreAt(sorted, low), scoreAt(sorted, high)]
}
