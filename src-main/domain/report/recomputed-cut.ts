import type { Cut } from '../../contract/recommendation.ts'
import type { RecomputedNumber } from '../../contract/recomputed.ts'
import { partedBy } from '../large/unlisted-thresholds.ts'
import { countAt, cutAt, type CutTable } from '../threshold/cut-table.ts'
import { exact, ofRange } from './recomputed-number.ts'

/** The cuts of a histogram that a threshold lies between: one and the same where it has an edge there. */
export function cutsAround(cuts: CutTable, threshold: number | null): readonly [number, number] {
  const end = threshold === null ? null : partedBy(cuts, threshold)
  if (end !== null) return [end - 1, end]
  const cut = threshold === null ? 0 : cutAt(cuts, threshold)
  return [cut, cut]
}

/** The counts of a cut: exact at an edge of the histogram, else between those of the two edges beside it; its cost as those counts give it. */
export function cutNumbers(cuts: CutTable, costOf: (counts: Omit<Cut, 'threshold' | 'cost'>) => number, of: string, stated: Cut): RecomputedNumber[] {
  const [from, to] = cutsAround(cuts, stated.threshold)
  return [
    ofRange(`${of}, true positives`, stated.tp, [countAt(cuts.tp, from), countAt(cuts.tp, to)]),
    ofRange(`${of}, false positives`, stated.fp, [countAt(cuts.fp, from), countAt(cuts.fp, to)]),
    exact(`${of}, positives`, stated.tp + stated.fn, cuts.positives),
    exact(`${of}, negatives`, stated.fp + stated.tn, cuts.negatives),
    exact(`${of}, cost`, stated.cost, costOf(stated)),
  ]
}
