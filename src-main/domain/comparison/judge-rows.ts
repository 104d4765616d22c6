import type { ComparisonRow } from '../../contract/comparison.ts'
import { difference, isWithin } from './numeric-difference.ts'
import type { Tolerance } from './numeric-difference.ts'
import type { StatedRow } from './stated-row.ts'

export interface JudgeOptions {
  /** Position of the baseline among the runs. */
  readonly baseline: number
  readonly tolerance: Tolerance
}

/**
 * Whether the runs' values of each key are equal, different or missing in one of them. A missing value is neither equal
 * nor different. Numbers are equal where they are as exact decimals, or where all of them lie within the tolerance.
 * Deltas are exact decimal differences from the baseline.
 */
export function judgeRows(rows: readonly StatedRow[], { baseline, tolerance }: JudgeOptions): ComparisonRow[] {
  return rows.map(({ section, key, values, points }) => {
    const stated = values.filter((value) => value !== null).map(({ canonical }) => canonical)
    const exact = new Set(stated).size <= 1
    const within = !exact && isWithin(stated, tolerance)
    const base = values[baseline]?.canonical ?? null
    const deltas = values.map((value) => (base === null || value === null ? null : difference(value.canonical, base)))
    return {
      section,
      key,
      values: values.map((value) => value?.text ?? null),
      state: stated.length < values.length ? 'missing' : exact || within ? 'equal' : 'different',
      ...(hasDeltas(section) && deltas.some((delta) => delta !== null) ? { deltas } : {}),
      ...(within ? { withinTolerance: true as const } : {}),
      ...(points === undefined ? {} : { points: [...points] }),
    }
  })
}

/** The digits of an id, a hash or a time aren't a quantity. */
function hasDeltas(section: ComparisonRow['section']): boolean {
  return section === 'metrics' || section === 'parameters' || section === 'tags'
}
