import { groupHolding } from '../../../domain/large/group-holding.ts'
import type { ScoreGroups } from '../../../domain/large/score-groups.ts'
import { scoreAt } from '../../../domain/threshold/cut-table.ts'
import type { Orientation } from '../../../domain/threshold/cut-table.ts'
import type { CountedGroup } from './collect-groups.ts'

/** A group with more thresholds than these and many rows isn't parted: each threshold would read all its rows. */
const mostThresholds = 8

/** Open groups and the ascending thresholds inside them, and those that hold too many rows for so many. */
export interface Parted {
  readonly thresholds: ReadonlyMap<number, readonly number[]>
  readonly heavy: readonly number[]
}

/** The open groups, by their index, that hold one of the ascending thresholds. */
export function partedBy(groups: ScoreGroups, orientation: Orientation, thresholds: readonly number[], mostReadings: number): Parted {
  const found = new Map<number, number[]>()
  for (const threshold of thresholds) {
    const index = groupHolding(groups, orientation, threshold)
    const own = index === null ? undefined : found.get(index)
    if (own !== undefined) own.push(threshold)
    else if (index !== null) found.set(index, [threshold])
  }
  const isHeavy = ([index, own]: readonly [number, readonly number[]]) =>
    own.length > mostThresholds && own.length * (scoreAt(groups.positives, index) + scoreAt(groups.negatives, index)) > mostReadings
  const heavy = [...found].filter(isHeavy).map(([index]) => index)
  for (const index of heavy) found.delete(index)
  return { thresholds: found, heavy }
}

/** What is counted on one side of a threshold. */
export type Side = Omit<CountedGroup, 'place'>

export const noRows: Side = { low: NaN, high: NaN, positives: 0, rows: 0 }

/** The parts of one group, ascending, from what lies below, at and above each of its ascending thresholds. */
export function partsOf(sides: readonly Side[]): Side[] {
  const parts: Side[] = []
  for (let side = 0; side < sides.length; side += 3) {
    const [below = noRows, equal = noRows, above = noRows] = sides.slice(side, side + 3)
    const [underneath = noRows, before = noRows, beyond = noRows] = side === 0 ? [] : sides.slice(side - 3, side)
    const between = (of: 'positives' | 'rows') => below[of] - underneath[of] - before[of]
    // What lies between two thresholds begins where the first one's upper side does.
    parts.push({ low: side === 0 ? below.low : beyond.low, high: below.high, positives: between('positives'), rows: between('rows') }, equal)
    if (side + 3 === sides.length) parts.push(above)
  }
  return parts.filter(({ rows }) => rows > 0)
}
