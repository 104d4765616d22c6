import { scoreAt, type Orientation } from '../threshold/cut-table.ts'

/** The ends of groups of scores, strictest first. */
export interface GroupEnds {
  readonly heads: Float64Array
  readonly tails: Float64Array
}

/** The index of the open group between whose ends a threshold lies, both included; null for none. */
export function groupHolding({ heads, tails }: GroupEnds, orientation: Orientation, threshold: number): number | null {
  const sign = orientation === 'high' ? -1 : 1
  let low = 0
  let end = heads.length
  while (low < end) {
    const middle = (low + end) >>> 1
    if (sign * scoreAt(tails, middle) >= sign * threshold) end = middle
    else low = middle + 1
  }
  if (low === heads.length || sign * scoreAt(heads, low) > sign * threshold) return null
  return scoreAt(heads, low) === scoreAt(tails, low) ? null : low
}
