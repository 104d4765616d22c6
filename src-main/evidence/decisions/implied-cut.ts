/** The thresholds t for which "yes where score >= t" comes closest to the decisions. */
export interface ImpliedCut {
  /** Half-open: any threshold in (above, atMost] gives the same decisions. Null where no row bounds it. */
  readonly above: number | null
  readonly atMost: number | null
  /** Rows whose decision differs from the cut's. */
  readonly contradictions: number
}

/**
 * The cut with the fewest contradicting rows, the highest of equals. `yes` and `no` are the scores of the rows
 * by decision, each sorted ascending, without NaN.
 */
export function impliedCut(yes: Float64Array, no: Float64Array): ImpliedCut {
  const last = (scores: Float64Array) => scores[scores.length - 1]
  // Above every score: everybody is "no", so each "yes" contradicts.
  let best: ImpliedCut = { above: highest(last(yes), last(no)), atMost: null, contradictions: yes.length }
  let yesAbove = 0
  let noAbove = 0
  while (yesAbove < yes.length || noAbove < no.length) {
    const score = highest(yes[yes.length - 1 - yesAbove], no[no.length - 1 - noAbove])
    if (score === null) break
    while (yes[yes.length - 1 - yesAbove] === score) yesAbove += 1
    while (no[no.length - 1 - noAbove] === score) noAbove += 1
    const contradictions = yes.length - yesAbove + noAbove
    if (contradictions < best.contradictions) {
      best = { above: highest(yes[yes.length - 1 - yesAbove], no[no.length - 1 - noAbove]), atMost: score, contradictions }
    }
  }
  return best
}

function highest(one: number | undefined, other: number | undefined): number | null {
  if (one === undefined) return other ?? null
  return other === undefined ? one : Math.max(one, other)
}
