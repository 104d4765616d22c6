import type { ScoreHistogram } from '../../contract/histogram.ts'
import { cutsOfGroups, emptyGroups } from '../large/score-groups.ts'
import type { CutTable } from '../threshold/cut-table.ts'

/**
 * The cuts at the edges of a histogram, each with the counts of the rows; those inside a cell aren't listed.
 * @throws RangeError where cells overlap, are out of order or empty, and where a class has no rows
 */
export function histogramCuts({ orientation, cells }: ScoreHistogram): CutTable {
  const groups = emptyGroups(cells.length)
  const strictestFirst = orientation === 'high' ? cells.toReversed() : cells
  for (const [index, { from, to, positives, negatives }] of strictestFirst.entries()) {
    if (positives + negatives === 0) throw new RangeError('a cell holds no rows')
    groups.heads[index] = orientation === 'high' ? to : from
    groups.tails[index] = orientation === 'high' ? from : to
    groups.positives[index] = positives
    groups.negatives[index] = negatives
  }
  return cutsOfGroups(groups, orientation)
}
