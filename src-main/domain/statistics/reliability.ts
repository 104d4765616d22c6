import type { ReliabilityBin } from '../../contract/score-quality.ts'
import { countAt, scoreAt, type CutTable } from '../threshold/cut-table.ts'
import { oncePerTable } from '../threshold/once-per-table.ts'
import { probabilityAt } from './probability.ts'
import { rate } from './wilson.ts'

/** Sums over the rows that a cut flags, one entry for each cut: of the probability, and of its square. */
interface ProbabilitySums {
  readonly first: Float64Array
  readonly second: Float64Array
}

export const probabilitySums: (table: CutTable) => ProbabilitySums = oncePerTable((table) => {
  const { scores, tp, fp } = table
  const first = new Float64Array(scores.length + 1)
  const second = new Float64Array(scores.length + 1)
  for (let index = 0; index < scores.length; index += 1) {
    const here = countAt(tp, index + 1) + countAt(fp, index + 1) - countAt(tp, index) - countAt(fp, index)
    const probability = probabilityAt(table, index)
    first[index + 1] = (first[index] ?? 0) + here * probability
    second[index + 1] = (second[index] ?? 0) + here * probability * probability
  }
  return { first, second }
})

/** Rows that a cut flags. */
export function flaggedAt({ tp, fp }: CutTable, cut: number): number {
  return countAt(tp, cut) + countAt(fp, cut)
}

/** What the rows of the cuts (from, to] say: their mean predicted probability beside the observed share of positives. */
export function binOf(table: CutTable, from: number, to: number): ReliabilityBin {
  const rows = flaggedAt(table, to) - flaggedAt(table, from)
  const { first } = probabilitySums(table)
  const ends = [scoreAt(table.scores, from), scoreAt(table.scores, to - 1)]
  return {
    low: Math.min(...ends),
    high: Math.max(...ends),
    rows,
    predicted: ((first[to] ?? 0) - (first[from] ?? 0)) / rows,
    observed: rate(countAt(table.tp, to) - countAt(table.tp, from), rows),
  }
}

/** The first cut that flags at least `rows` rows. */
export function cutFlagging(table: CutTable, rows: number): number {
  let low = 0
  let high = table.scores.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (flaggedAt(table, middle) >= rows) high = middle
    else low = middle + 1
  }
  return low
}

/** Edges of about `bins` ranges of cuts of about equally many rows: ascending cut numbers from 0 to the last cut. */
export function equalRanges(table: CutTable, bins: number): number[] {
  const rows = table.positives + table.negatives
  const edges = Array.from({ length: bins + 1 }, (_, k) => (k === 0 ? 0 : cutFlagging(table, Math.ceil((rows * k) / bins))))
  return [...new Set(edges)]
}

/** Reliability bins, ascending in predicted probability; equal scores are never parted, so there may be fewer. */
export function reliabilityBins(table: CutTable, bins: number): ReliabilityBin[] {
  const edges = equalRanges(table, bins)
  return edges.slice(1).map((to, index) => binOf(table, edges[index] ?? 0, to)).reverse()
}
