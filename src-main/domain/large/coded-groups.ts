import type { AmountSums } from '../choices/amount-table.ts'
import type { CutSums } from '../choices/cut-cost.ts'
import { countAt, scoreAt, type CutTable, type Orientation } from '../threshold/cut-table.ts'
import { cutsOfGroups, emptyGroups } from './score-groups.ts'

/**
 * Groups of consecutive scores as in `ScoreGroups`, whose rows are told apart by a code: a segment, a part, a side of a
 * day. Group g holds the entries `starts[g]` to `starts[g + 1] − 1`, one for each code that it has rows of.
 */
export interface CodedGroups {
  readonly heads: Float64Array
  readonly tails: Float64Array
  readonly places: Int32Array
  readonly starts: Uint32Array
  readonly codes: Uint16Array
  /**
   * Of each entry positives and negatives, and where amounts are summed, the amounts of both classes and their squares,
   * in the order of {@link measures}. Amounts are integers of 10^−digits.
   */
  readonly sums: readonly Float64Array[]
  /** Decimal places of the amounts; null where none are summed. */
  readonly digits: number | null
}

/** What is summed of each entry, in the order of `CodedGroups.sums`. */
export const measures = { positives: 0, negatives: 1, positiveAmount: 2, negativeAmount: 3, positiveSquares: 4, negativeSquares: 5 } as const
type Measure = keyof typeof measures

/** A sum of an entry. */
export function sumAt({ sums }: CodedGroups, measure: Measure, entry: number): number {
  const column = sums[measures[measure]]
  if (column === undefined) throw new RangeError('no amounts were summed')
  return scoreAt(column, entry)
}

/** Room for groups and their entries. */
export function emptyCoded(groups: number, entries: number, digits: number | null): CodedGroups {
  return {
    heads: new Float64Array(groups),
    tails: new Float64Array(groups),
    places: new Int32Array(groups),
    starts: new Uint32Array(groups + 1),
    codes: new Uint16Array(entries),
    sums: Array.from({ length: digits === null ? 2 : 6 }, () => new Float64Array(entries)),
    digits,
  }
}

/** Whether a group spans several scores, so that what lies between them isn't known. */
export function isOpen({ heads, tails }: CodedGroups, group: number): boolean {
  return scoreAt(heads, group) !== scoreAt(tails, group)
}

/**
 * The groups with those at the ascending `indexes` replaced by finer ones, which hold the same rows. Raises a RangeError
 * where `finer` holds others.
 */
export function replaceCoded(groups: CodedGroups, indexes: readonly number[], finer: CodedGroups): CodedGroups {
  const removed = indexes.reduce((sum, index) => sum + countAt(groups.starts, index + 1) - countAt(groups.starts, index), 0)
  const result = emptyCoded(
    groups.heads.length - indexes.length + finer.heads.length,
    groups.codes.length - removed + finer.codes.length,
    groups.digits,
  )
  let filled = 0
  let entries = 0
  const copy = (from: CodedGroups, start: number, end: number) => {
    result.heads.set(from.heads.subarray(start, end), filled)
    result.tails.set(from.tails.subarray(start, end), filled)
    result.places.set(from.places.subarray(start, end), filled)
    const [first, last] = [countAt(from.starts, start), countAt(from.starts, end)]
    for (let group = start; group < end; group += 1) result.starts[filled + group - start] = entries + countAt(from.starts, group) - first
    result.codes.set(from.codes.subarray(first, last), entries)
    for (const [place, column] of from.sums.entries()) result.sums[place]?.set(column.subarray(first, last), entries)
    filled += end - start
    entries += last - first
  }
  const rowsOf = (of: CodedGroups, group: number) => {
    let rows = 0
    for (let entry = countAt(of.starts, group); entry < countAt(of.starts, group + 1); entry += 1) rows += sumAt(of, 'positives', entry) + sumAt(of, 'negatives', entry)
    return rows
  }
  let kept = 0
  let taken = 0
  for (const index of indexes) {
    copy(groups, kept, index)
    kept = index + 1
    const start = taken
    let left = rowsOf(groups, index)
    while (left > 0 && taken < finer.heads.length) {
      left -= rowsOf(finer, taken)
      taken += 1
    }
    if (left !== 0) throw new RangeError('the finer groups hold other rows than those they replace')
    copy(finer, start, taken)
  }
  if (taken !== finer.heads.length) throw new RangeError('the finer groups hold other rows than those they replace')
  copy(groups, kept, groups.heads.length)
  result.starts[filled] = entries
  return result
}

/** Some of the rows as cuts, with sums of amounts where there are any. */
export interface CodedCuts {
  readonly sums: CutSums
  /** The group, of all groups, that each cut ends, from cut 1 on. */
  readonly groups: Int32Array
}

/** The cuts of the rows whose code `holds`; null where they are of one class only, or none. */
export function cutsOfCodes(groups: CodedGroups, orientation: Orientation, holds: (code: number) => boolean): CodedCuts | null {
  const { heads, tails, starts, codes, digits } = groups
  const size = heads.length
  const found = emptyGroups(size)
  const amounts = digits === null ? null : emptyAmounts(digits, size + 1)
  let filled = 0
  let [positives, negatives] = [0, 0]
  for (let group = 0; group < size; group += 1) {
    let [positive, negative] = [0, 0]
    const own = [0, 0, 0, 0]
    for (let entry = countAt(starts, group); entry < countAt(starts, group + 1); entry += 1) {
      if (!holds(codes[entry] ?? 0)) continue
      positive += sumAt(groups, 'positives', entry)
      negative += sumAt(groups, 'negatives', entry)
      if (amounts === null) continue
      for (let place = 0; place < own.length; place += 1) own[place] = (own[place] ?? 0) + scoreAt(groups.sums[place + 2] ?? tails, entry)
    }
    if (positive + negative === 0) continue
    found.heads[filled] = scoreAt(heads, group)
    found.tails[filled] = scoreAt(tails, group)
    found.positives[filled] = positive
    found.negatives[filled] = negative
    found.places[filled] = group
    filled += 1
    positives += positive
    negatives += negative
    if (amounts === null) continue
    for (const [place, column] of columnsOf(amounts).entries()) column[filled] = (column[filled - 1] ?? 0) + (own[place] ?? 0)
  }
  if (positives === 0 || negatives === 0) return null
  const first = (values: Float64Array) => values.slice(0, filled)
  const cuts: CutTable = cutsOfGroups(
    { heads: first(found.heads), tails: first(found.tails), positives: first(found.positives), negatives: first(found.negatives), places: found.places.slice(0, filled) },
    orientation,
  )
  return { sums: { cuts, amounts: amounts === null ? null : shortened(amounts, filled + 1) }, groups: found.places.slice(0, filled) }
}

function emptyAmounts(digits: number, size: number): AmountSums {
  const empty = () => new Float64Array(size)
  return { digits, positives: empty(), negatives: empty(), positiveSquares: empty(), negativeSquares: empty() }
}

function columnsOf({ positives, negatives, positiveSquares, negativeSquares }: AmountSums): Float64Array[] {
  return [positives, negatives, positiveSquares, negativeSquares]
}

function shortened({ digits, positives, negatives, positiveSquares, negativeSquares }: AmountSums, size: number): AmountSums {
  return {
    digits,
    positives: positives.slice(0, size),
    negatives: negatives.slice(0, size),
    positiveSquares: positiveSquares.slice(0, size),
    negativeSquares: negativeSquares.slice(0, size),
  }
}
