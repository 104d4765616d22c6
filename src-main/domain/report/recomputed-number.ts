import type { HistogramCell } from '../../contract/histogram.ts'
import type { RecomputedNumber } from '../../contract/recomputed.ts'
import { canonicalJson } from '../canonical/canonical-json.ts'

/** A number that was computed again; it differs unless every digit is the same. */
export function exact(of: string, stated: number, found: number): RecomputedNumber {
  return { of, stated, found, outcome: stated === found ? 'exact' : 'differs', note: '' }
}

/** A number that must lie between two. */
export function bounded(of: string, stated: number, [low, high]: readonly [number, number]): RecomputedNumber {
  return { of, stated, found: [low, high], outcome: stated >= low && stated <= high ? 'bounded' : 'differs', note: '' }
}

/** A count that must lie between two; where those are one, it must be that one. */
export function ofRange(of: string, stated: number, [low, high]: readonly [number, number]): RecomputedNumber {
  return low === high ? exact(of, stated, low) : bounded(of, stated, [low, high])
}

/** A number that nothing at hand decides. */
export function notChecked(of: string, stated: number | null, note: string): RecomputedNumber {
  return { of, stated, found: null, outcome: 'not-checked', note }
}

/** The attached histogram against the one that the rows give: its edges and its counts, all of them. */
export function cellsAgain(stated: readonly HistogramCell[], found: readonly HistogramCell[]): RecomputedNumber {
  const same = canonicalJson(stated) === canonicalJson(found)
  return {
    of: 'attached histogram, cells', stated: stated.length, found: found.length, outcome: same ? 'exact' : 'differs',
    note: same ? 'Every edge and every count is the one that the rows give.' : 'Its edges or counts are not those that the rows give.',
  }
}
