import type { RecomputedNumber } from '../../contract/recomputed.ts'

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
