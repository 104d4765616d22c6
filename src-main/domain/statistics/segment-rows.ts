import type { AlignedColumn, AlignedRows } from '../threshold/aligned-rows.ts'
import { countAt, cutAt, scoreAt, type CutTable } from '../threshold/cut-table.ts'
import { probabilityOf } from './probability.ts'
import { groupsOf } from './segment-groups.ts'

/** The rows of a segment column by score, so that what a threshold flags of each group takes a few hundred rows to count. */
export interface SegmentRows {
  readonly names: readonly string[]
  /** Of each group the sum of the predicted probability over its rows, in the order in which they were read. */
  readonly probability: Float64Array
  /** Of each row, strictest score first: twice its group, and one more where it is positive. */
  readonly order: Uint16Array
  /** Rows between two entries of `checkpoints`. */
  readonly stride: number
  /** After every `stride` rows the counts before: negatives and positives of each group, two numbers a group. */
  readonly checkpoints: Uint32Array
}

/** Rows of a group by class. */
export interface ClassCounts {
  readonly positives: number
  readonly negatives: number
}

/** So few rows are counted one by one in less time than it takes to describe their groups. */
const shortestStride = 256
/** With it the counts that are kept take no more room than one byte a row. */
const strideOfGroup = 8
/** `order` holds two numbers of each group. */
const mostGroups = 32_768

/** The place of each row among all rows by score, strictest first. Raises a RangeError where a score is none of the table's. */
export function placesOf({ scores }: AlignedRows, cuts: CutTable): Uint32Array {
  const next = Uint32Array.from(cuts.scores, (_, index) => countAt(cuts.tp, index) + countAt(cuts.fp, index))
  return Uint32Array.from(scores, (score, row) => {
    const cut = cutAt(cuts, score) - 1
    if (cut < 0 || scoreAt(cuts.scores, cut) !== score) throw new RangeError(`row ${row} has a score that its table has not`)
    const place = countAt(next, cut)
    next[cut] = place + 1
    return place
  })
}

/**
 * Puts the rows of a segment column in the order of the cuts of their table; `places` spares finding their places for every column
 * anew. Raises a RangeError where a score is none of the table's, or there are more than 32,768 groups.
 */
export function segmentRows(rows: AlignedRows, column: AlignedColumn, cuts: CutTable, places = placesOf(rows, cuts)): SegmentRows {
  const { scores, positive } = rows
  const { names, of } = groupsOf(column)
  if (names.length > mostGroups) throw new RangeError(`${names.length} groups are too many`)
  const order = new Uint16Array(scores.length)
  const probability = new Float64Array(names.length)
  for (let row = 0; row < scores.length; row += 1) {
    const group = of[row] ?? -1
    if (group < 0) throw new RangeError(`row ${row} has no group`)
    order[countAt(places, row)] = 2 * group + (positive[row] ?? 0)
    probability[group] = scoreAt(probability, group) + probabilityOf(cuts, scoreAt(scores, row))
  }
  const stride = Math.max(shortestStride, strideOfGroup * names.length)
  return { names, probability, order, stride, checkpoints: checkpointsOf(order, 2 * names.length, stride) }
}

function checkpointsOf(order: Uint16Array, width: number, stride: number): Uint32Array {
  const counts = new Uint32Array(width)
  const checkpoints = new Uint32Array((Math.floor(order.length / stride) + 1) * width)
  for (let row = 0; row < order.length; row += 1) {
    if (row % stride === 0) checkpoints.set(counts, (row / stride) * width)
    const at = order[row] ?? 0
    counts[at] = countAt(counts, at) + 1
  }
  if (order.length % stride === 0) checkpoints.set(counts, (order.length / stride) * width)
  return checkpoints
}

/** Of the rows that a threshold flags those of each group, by class. */
export function flaggedOf(rows: SegmentRows, cuts: CutTable, threshold: number): ClassCounts[] {
  const cut = cutAt(cuts, threshold)
  return strictest(rows, countAt(cuts.tp, cut) + countAt(cuts.fp, cut))
}

/** All rows of each group, by class. */
export function countsOf(rows: SegmentRows): ClassCounts[] {
  return strictest(rows, rows.order.length)
}

/** Of the `count` rows with the strictest scores those of each group, by class. */
function strictest({ names, order, stride, checkpoints }: SegmentRows, count: number): ClassCounts[] {
  const width = 2 * names.length
  const before = Math.floor(count / stride)
  const counts = checkpoints.slice(before * width, (before + 1) * width)
  for (let row = before * stride; row < count; row += 1) {
    const at = order[row] ?? 0
    counts[at] = countAt(counts, at) + 1
  }
  return names.map((_, group) => ({ negatives: countAt(counts, 2 * group), positives: countAt(counts, 2 * group + 1) }))
}
