import type { CutInterval } from '../../contract/recommendation.ts'
import type { TableReading } from '../../contract/reading.ts'
import type { OpenQuestions } from '../large/open-questions.ts'
import type { ScoredRows } from './scored-rows.ts'

export type Orientation = TableReading['orientation']

/**
 * Every cut of a table, strictest first. Cut 0 flags nobody; cut i flags the rows at the i strictest distinct
 * scores, so its threshold is `scores[i - 1]`. Strict means high for orientation high and low for orientation low,
 * so nothing that works on cut numbers needs to know the orientation.
 */
export interface CutTable {
  readonly orientation: Orientation
  readonly positives: number
  readonly negatives: number
  /** Distinct scores, strictest first: descending for orientation high, ascending for low. */
  readonly scores: Float64Array
  /** True positives of each cut; one entry more than `scores`. */
  readonly tp: Uint32Array
  /** False positives of each cut; one entry more than `scores`. */
  readonly fp: Uint32Array
  /**
   * Present where a table is too large to list every score: cut i then adds a group of scores, from heads[i - 1], the
   * strictest, to scores[i - 1], the loosest; where the two differ they may lie a little outside the group's scores,
   * but never in another group. The cuts between them are real, but not listed (see `domain/large`).
   */
  readonly heads?: Float64Array
  /** Present where what is asked of a table with open groups is written down, so that what decides it can be read. */
  readonly asked?: OpenQuestions
}

/** Whether every distinct score of the table is a cut of its own, so that all that is computed from the cuts is exact. */
export function listsEveryScore({ heads }: CutTable): boolean {
  return heads === undefined
}

// One reader for each kind of array: a shared one would see several kinds and run several times slower.

/** A score at an index that the caller knows to be inside the array; a RangeError otherwise. */
export function scoreAt(scores: Float64Array, index: number): number {
  const score = scores[index]
  if (score === undefined) throw outside(index, scores.length)
  return score
}

/** A count at an index that the caller knows to be inside the array; a RangeError otherwise. */
export function countAt(counts: Uint32Array, index: number): number {
  const count = counts[index]
  if (count === undefined) throw outside(index, counts.length)
  return count
}

/** An entry at an index that the caller knows to be inside the list; a RangeError otherwise. */
export function entry(list: readonly number[], index: number): number {
  const value = list[index]
  if (value === undefined) throw outside(index, list.length)
  return value
}

function outside(index: number, length: number): RangeError {
  return new RangeError(`index ${index} is outside an array of ${length}`)
}

/**
 * Walks the merged class arrays once and keeps the counts at every distinct score. The result serves every cost and
 * every question about the table. Raises a RangeError where the rows break the promise of `ScoredRows`.
 */
export function prepareCuts(rows: ScoredRows, orientation: Orientation): CutTable {
  const { positives, negatives } = rows
  const p = positives.length
  const n = negatives.length
  if (p === 0 || n === 0) throw new RangeError('both classes must hold at least one score')
  const high = orientation === 'high'
  const scores = new Float64Array(p + n)
  const tp = new Uint32Array(p + n + 1)
  const fp = new Uint32Array(p + n + 1)
  const positiveAt = (taken: number) => scoreAt(positives, high ? p - 1 - taken : taken)
  const negativeAt = (taken: number) => scoreAt(negatives, high ? n - 1 - taken : taken)
  let takenPositives = 0
  let takenNegatives = 0
  let cuts = 0
  let previous = high ? Infinity : -Infinity
  while (takenPositives < p || takenNegatives < n) {
    const positive = takenPositives < p ? positiveAt(takenPositives) : undefined
    const negative = takenNegatives < n ? negativeAt(takenNegatives) : undefined
    const score = stricter(positive, negative, high)
    if (!(high ? score < previous : score > previous) || !Number.isFinite(score)) {
      throw new RangeError('scores must be finite and sorted ascending')
    }
    while (takenPositives < p && positiveAt(takenPositives) === score) takenPositives += 1
    while (takenNegatives < n && negativeAt(takenNegatives) === score) takenNegatives += 1
    scores[cuts] = score + 0 // turns -0 into 0
    cuts += 1
    tp[cuts] = takenPositives
    fp[cuts] = takenNegatives
    previous = score
  }
  return {
    orientation,
    positives: p,
    negatives: n,
    scores: scores.slice(0, cuts),
    tp: tp.slice(0, cuts + 1),
    fp: fp.slice(0, cuts + 1),
  }
}

function stricter(a: number | undefined, b: number | undefined, high: boolean): number {
  if (a === undefined) return b ?? NaN
  if (b === undefined) return a
  return high ? Math.max(a, b) : Math.min(a, b)
}

/** How many distinct scores satisfy `holds`, which is true for the strictest ones up to some score and false after. */
function countWhile(scores: Float64Array, holds: (score: number) => boolean): number {
  let low = 0
  let high = scores.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(scoreAt(scores, middle))) low = middle + 1
    else high = middle
  }
  return low
}

/** The cut that a threshold makes: score >= threshold is flagged (orientation low: score <= threshold). */
export function cutAt(table: CutTable, threshold: number): number {
  table.asked?.threshold(threshold)
  return table.orientation === 'high'
    ? countWhile(table.scores, (score) => score >= threshold)
    : countWhile(table.scores, (score) => score <= threshold)
}

/** Rows of each class whose score is below `edge`, whatever the orientation. */
export function countsBelow(table: CutTable, edge: number): { positives: number; negatives: number } {
  const { scores, tp, fp } = table
  table.asked?.threshold(edge)
  if (table.orientation === 'low') {
    const cut = countWhile(scores, (score) => score < edge)
    return { positives: countAt(tp, cut), negatives: countAt(fp, cut) }
  }
  const cut = countWhile(scores, (score) => score >= edge)
  return { positives: table.positives - countAt(tp, cut), negatives: table.negatives - countAt(fp, cut) }
}

/** The score that makes a cut; null for cut 0, which flags nobody. */
export function thresholdOf(table: CutTable, cut: number): number | null {
  return cut === 0 ? null : scoreAt(table.scores, cut - 1)
}

/** The thresholds that make the same cut: (low, high] for orientation high, [low, high) for low. */
export function intervalOf(table: CutTable, cut: number): CutInterval {
  table.asked?.next(cut)
  const own = thresholdOf(table, cut)
  const next = (table.heads ?? table.scores)[cut] ?? null
  return table.orientation === 'high' ? [next, own] : [own, next]
}

/** Lowest and highest score of the table. */
export function scoreRange(table: CutTable): [number, number] {
  const first = scoreAt(table.heads ?? table.scores, 0)
  const last = scoreAt(table.scores, table.scores.length - 1)
  return table.orientation === 'high' ? [last, first] : [first, last]
}
