import { BLOCK } from '../threshold/blocks.ts'
import { countAt, scoreAt, type CutTable, type Orientation } from '../threshold/cut-table.ts'
import { oncePerTable } from '../threshold/once-per-table.ts'

/**
 * The rows of a table in groups of consecutive scores, strictest first. A group of one score is closed; an open one
 * spans several and tells only how many rows of each class it holds. All arrays are equally long.
 */
export interface ScoreGroups {
  /** The strictest score of each group; of an open one no score of it is stricter. */
  readonly heads: Float64Array
  /** The loosest score of each group, equal to the head where the group is closed; of an open one none is looser. */
  readonly tails: Float64Array
  readonly positives: Float64Array
  readonly negatives: Float64Array
  /** Where the rows of a group are found again, in the numbers of whoever counted them. */
  readonly places: Int32Array
}

/** The greatest number of rows of one class whose counts are exact in a {@link CutTable}. */
export const mostRowsOfAClass = 4_294_967_295

/** Room for `length` groups. */
export function emptyGroups(length: number): ScoreGroups {
  return {
    heads: new Float64Array(length),
    tails: new Float64Array(length),
    positives: new Float64Array(length),
    negatives: new Float64Array(length),
    places: new Int32Array(length),
  }
}

/**
 * The cut table whose cuts end the groups: every cut is real and its counts are exact. Raises a RangeError where the
 * groups overlap or are out of order, where one has no rows, and where a class has no rows or too many to count.
 */
export function cutsOfGroups(groups: ScoreGroups, orientation: Orientation): CutTable {
  const { heads, tails, positives, negatives } = groups
  const length = heads.length
  const tp = new Uint32Array(length + 1)
  const fp = new Uint32Array(length + 1)
  const scores = new Float64Array(length)
  const starts = new Float64Array(length)
  const sign = orientation === 'high' ? -1 : 1
  let allPositives = 0
  let allNegatives = 0
  let previous = -Infinity
  let listsAll = true
  for (let group = 0; group < length; group += 1) {
    const head = scoreAt(heads, group) + 0 // turns -0 into 0
    const tail = scoreAt(tails, group) + 0
    if (!(sign * head > previous) || !(sign * tail >= sign * head) || !Number.isFinite(tail)) {
      throw new RangeError('groups of scores must be finite, apart and in order')
    }
    previous = sign * tail
    allPositives += scoreAt(positives, group)
    allNegatives += scoreAt(negatives, group)
    tp[group + 1] = allPositives
    fp[group + 1] = allNegatives
    scores[group] = tail
    starts[group] = head
    if (head !== tail) listsAll = false
  }
  if (allPositives === 0 || allNegatives === 0) throw new RangeError('both classes must hold at least one score')
  if (Math.max(allPositives, allNegatives) > mostRowsOfAClass) throw new RangeError('a class has more rows than can be counted')
  const table = { orientation, positives: allPositives, negatives: allNegatives, scores, tp, fp }
  return listsAll ? table : { ...table, heads: starts }
}

/**
 * The groups with those at the ascending `indexes` replaced by finer ones, which hold the same rows. Raises a
 * RangeError where `finer` holds others.
 */
export function replaceGroups(groups: ScoreGroups, indexes: readonly number[], finer: ScoreGroups): ScoreGroups {
  const result = emptyGroups(groups.heads.length - indexes.length + finer.heads.length)
  const copy = (from: ScoreGroups, start: number, end: number, to: number) => {
    result.heads.set(from.heads.subarray(start, end), to)
    result.tails.set(from.tails.subarray(start, end), to)
    result.positives.set(from.positives.subarray(start, end), to)
    result.negatives.set(from.negatives.subarray(start, end), to)
    result.places.set(from.places.subarray(start, end), to)
  }
  let kept = 0
  let taken = 0
  let filled = 0
  for (const index of indexes) {
    copy(groups, kept, index, filled)
    filled += index - kept
    kept = index + 1
    const start = taken
    let positives = scoreAt(groups.positives, index)
    let negatives = scoreAt(groups.negatives, index)
    while (positives + negatives > 0 && taken < finer.heads.length) {
      positives -= scoreAt(finer.positives, taken)
      negatives -= scoreAt(finer.negatives, taken)
      taken += 1
    }
    if (positives !== 0 || negatives !== 0) throw new RangeError('the finer groups hold other rows than those they replace')
    copy(finer, start, taken, filled)
    filled += taken - start
  }
  if (taken !== finer.heads.length) throw new RangeError('the finer groups hold other rows than those they replace')
  copy(groups, kept, groups.heads.length, filled)
  return result
}

/** The cuts that end an open group: between them and the cut before lie cuts that the table doesn't list. */
export const openCuts: (table: CutTable) => Int32Array = oncePerTable(({ scores, heads }) => {
  const found = new Int32Array(scores.length)
  let length = 0
  if (heads !== undefined) {
    for (let group = 0; group < scores.length; group += 1) {
      if (scoreAt(heads, group) !== scoreAt(scores, group)) found[length++] = group + 1
    }
  }
  return found.slice(0, length)
})

/**
 * The open groups for which `mayHold` holds, by the cuts that end them, ascending. It is asked about two cuts, and false
 * only where no cut between them can hold, so that most stretches of groups need no closer look.
 */
export function openCutsWhere(table: CutTable, mayHold: (from: number, to: number) => boolean): number[] {
  const open = openCuts(table)
  const found: number[] = []
  for (let start = 0; start < open.length; start += BLOCK) {
    const ends = open.subarray(start, start + BLOCK)
    if (!mayHold((ends[0] ?? 1) - 1, ends.at(-1) ?? 0)) continue
    for (const end of ends) if (mayHold(end - 1, end)) found.push(end)
  }
  return found
}

/** The rows of both classes that a cut adds to the one before. */
export function rowsOfCut({ tp, fp }: CutTable, cut: number): number {
  return countAt(tp, cut) - countAt(tp, cut - 1) + countAt(fp, cut) - countAt(fp, cut - 1)
}
