import type { ClassDistribution } from '../../contract/recommendation.ts'
import { countsBelow, scoreRange, type CutTable } from './cut-table.ts'
import { interpolate } from './interpolate.ts'
import { oncePerTable } from './once-per-table.ts'

const BINS = 50

/**
 * Rows of each class in 50 equal bins [edge, next edge), the last one closed: over [0, 1] where all scores lie in it,
 * otherwise over the range of the scores.
 */
export const classDistribution: (table: CutTable) => ClassDistribution = oncePerTable((table) => {
  const edges = distributionEdges(table)
  const below = edges.map((edge, index) =>
    index === edges.length - 1
      ? { positives: table.positives, negatives: table.negatives }
      : countsBelow(table, edge),
  )
  const perBin = (name: 'positives' | 'negatives') =>
    below.slice(1).map((counts, index) => counts[name] - (below[index]?.[name] ?? 0))
  return { edges, positives: perBin('positives'), negatives: perBin('negatives') }
})

/** The edges of the 50 bins, ascending. */
export function distributionEdges(table: CutTable): number[] {
  const [lowest, highest] = scoreRange(table)
  if (lowest >= 0 && highest <= 1) return Array.from({ length: BINS + 1 }, (_, k) => k / BINS)
  if (lowest === highest) return [lowest - 0.5, lowest + 0.5]
  return Array.from({ length: BINS + 1 }, (_, k) => (k === BINS ? highest : interpolate(lowest, highest, k / BINS)))
}
