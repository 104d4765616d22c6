import type { HistogramCell, ScoreHistogram } from '../../contract/histogram.ts'
import { countAt, cutAt, scoreAt, scoreRange, type CutTable } from '../threshold/cut-table.ts'
import { nextBeyond } from '../threshold/next-double.ts'
import { shortestDecimalAbove, shortestDecimalBelow } from './shortest-decimal.ts'

/** About this many cells are made where the minimum allows it: a drawn curve needs no more. */
const mostCells = 1024

/**
 * The scores of a table in cells of at least `minimumCell` rows, which give no applicant's score away: an edge is a
 * threshold that was asked for, or the shortest decimal between the scores on its two sides.
 *
 * @param thresholds an edge each, weightiest first; one that would leave a cell too small gets none
 */
export function scoreHistogram(table: CutTable, thresholds: readonly number[], minimumCell: number): ScoreHistogram {
  const asked = new Map<number, number[]>()
  for (const threshold of thresholds) {
    const cut = cutAt(table, threshold)
    asked.set(cut, [...(asked.get(cut) ?? []), threshold])
  }
  const fixed = separated(table, [...asked.keys()], minimumCell)
  const cuts = filled(table, fixed, minimumCell)
  return { orientation: table.orientation, minimumCell, cells: cellsBetween(table, cuts, asked) }
}

const rowsUntil = ({ tp, fp }: CutTable, cut: number) => countAt(tp, cut) + countAt(fp, cut)

/** The first and the last cut, and of the others, in their order, each that leaves `least` rows on both its sides. */
function separated(table: CutTable, cuts: readonly number[], least: number): number[] {
  const last = table.scores.length
  const kept = [0, last]
  for (const cut of cuts) {
    const after = kept.findIndex((other) => other >= cut)
    const [before, next] = [kept[after - 1], kept[after]]
    if (before === undefined || next === undefined || next === cut) continue
    if (rowsUntil(table, cut) - rowsUntil(table, before) < least || rowsUntil(table, next) - rowsUntil(table, cut) < least) continue
    kept.splice(after, 0, cut)
  }
  return kept
}

/** The fixed cuts, and between them cuts after about equally many rows. */
function filled(table: CutTable, fixed: readonly number[], least: number): number[] {
  const cuts = [0]
  const size = Math.max(least, Math.ceil(rowsUntil(table, table.scores.length) / mostCells))
  for (const end of fixed.slice(1)) {
    let from = cuts.at(-1) ?? 0
    const rest = rowsUntil(table, end) - least
    for (let cut = from + 1; cut < end && rowsUntil(table, cut) <= rest; cut += 1) {
      if (rowsUntil(table, cut) - rowsUntil(table, from) < size) continue
      cuts.push(cut)
      from = cut
    }
    cuts.push(end)
  }
  return cuts
}

/** The cells that the cuts part, ascending in the score. */
function cellsBetween(table: CutTable, cuts: readonly number[], asked: ReadonlyMap<number, readonly number[]>): HistogramCell[] {
  const high = table.orientation === 'high'
  const edges = cuts.map((cut) => edgesAt(table, cut, asked.get(cut) ?? []))
  const cells = cuts.slice(1).map((cut, index): HistogramCell => {
    const strict = cuts[index] ?? 0
    const [before, own] = [edges[index], edges[index + 1]]
    if (before === undefined || own === undefined) throw new RangeError('a cell has two edges')
    return {
      from: high ? own.upper : before.upper,
      to: high ? before.lower : own.lower,
      positives: countAt(table.tp, cut) - countAt(table.tp, strict),
      negatives: countAt(table.fp, cut) - countAt(table.fp, strict),
    }
  })
  return high ? cells.reverse() : cells
}

/** Where two cells meet at a cut: the end of the lower cell and the start of the upper one. */
function edgesAt(table: CutTable, cut: number, thresholds: readonly number[]): { lower: number; upper: number } {
  const [lowest, highest] = scoreRange(table)
  const room = (highest - lowest || 1) / 1000
  const strict = cut === 0 ? null : scoreAt(table.scores, cut - 1)
  const loose = (table.heads ?? table.scores)[cut] ?? null
  const [below, above] = table.orientation === 'high' ? [loose, strict] : [strict, loose]
  if (table.orientation === 'high') {
    // A threshold on the edge flags the upper cell, so the cell starts at the highest one that makes this cut.
    const upper = above === null ? Infinity : thresholds.length > 0 ? Math.max(...thresholds) : shortestAfter(below ?? lowest - room, above)
    const end = Math.min(upper, ...thresholds)
    return { upper, lower: below === null ? -Infinity : shortestBefore(below, Math.min(end, highest + room)) }
  }
  const lower = below === null ? -Infinity : thresholds.length > 0 ? Math.min(...thresholds) : shortestBefore(below, above ?? highest + room)
  const start = Math.max(lower, ...thresholds)
  return { lower, upper: above === null ? Infinity : shortestAfter(Math.max(start, lowest - room), above) }
}

/** The shortest decimal in (low, high]. */
function shortestAfter(low: number, high: number): number {
  return shortestDecimalBelow(nextBeyond(low, 'high'), high)
}

/** The shortest decimal in [low, high). */
function shortestBefore(low: number, high: number): number {
  return shortestDecimalAbove(low, nextBeyond(high, 'low'))
}
