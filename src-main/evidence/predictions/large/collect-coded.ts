import type { CodedGroups } from '../../../domain/large/coded-groups.ts'
import { emptyCoded } from '../../../domain/large/coded-groups.ts'
import { countAt, scoreAt } from '../../../domain/threshold/cut-table.ts'
import type { Orientation } from '../../../domain/threshold/cut-table.ts'

/** The rows of one code in a group, as a query counts them: `sums` are positives, rows and what is summed of amounts. */
export interface CountedEntry {
  /** What tells the group from others: its number, or the score of a group of one. */
  readonly group: number
  readonly low: number
  readonly high: number
  readonly place: number
  readonly code: number
  readonly sum: (measure: number) => number
}

const firstCapacity = 1024

/**
 * Collects the entries of groups in columns, because there may be millions. The entries of a group come one after
 * another; zero and minus zero are one score, which a database may give apart.
 */
export class CodedCollector {
  private groups: CodedGroups
  private length = 0
  private entries = 0
  private ascending = true
  private last = NaN
  private readonly digits: number | null

  constructor(digits: number | null) {
    this.digits = digits
    this.groups = emptyCoded(firstCapacity, firstCapacity, digits)
  }

  add({ group, low, high, place, code, sum }: CountedEntry): void {
    const key = group + 0
    if (key !== this.last) this.begin(low + 0, high + 0, place)
    else this.widen(low + 0, high + 0)
    this.last = key
    const start = countAt(this.groups.starts, this.length - 1)
    // Codes mostly come ascending, so that most of them are new.
    let entry = this.entries > start && (this.groups.codes[this.entries - 1] ?? 0) < code ? this.entries : start
    while (entry < this.entries && this.groups.codes[entry] !== code) entry += 1
    if (entry === this.groups.codes.length) this.groups = resized(this.groups, this.groups.heads.length, 2 * entry)
    if (entry === this.entries) {
      this.groups.codes[entry] = code
      this.entries += 1
    }
    for (const [measure, column] of this.groups.sums.entries()) column[entry] = scoreAt(column, entry) + sum(measure)
  }

  /** Closes the group before, so that the next entry begins one even where its number is the same. */
  part(): void {
    this.last = NaN
  }

  private begin(low: number, high: number, place: number): void {
    const { length } = this
    if (length === this.groups.heads.length) this.groups = resized(this.groups, 2 * length, this.groups.codes.length)
    const { heads, tails, places, starts } = this.groups
    if (length > 0 && low < scoreAt(tails, length - 1)) this.ascending = false
    heads[length] = low
    tails[length] = high
    places[length] = place
    starts[length] = this.entries
    this.length += 1
  }

  private widen(low: number, high: number): void {
    const { heads, tails } = this.groups
    const group = this.length - 1
    heads[group] = Math.min(scoreAt(heads, group), low)
    tails[group] = Math.max(scoreAt(tails, group), high)
  }

  /** The groups, strictest first. */
  finish(orientation: Orientation): CodedGroups {
    const found = resized(this.groups, this.length, this.entries)
    found.starts[this.length] = this.entries
    const order = Uint32Array.from(found.heads, (_, group) => group)
    if (!this.ascending) order.sort((a, b) => scoreAt(found.heads, a) - scoreAt(found.heads, b))
    if (orientation === 'high') order.reverse()
    else if (this.ascending) return closed(found)
    return closed(inOrder(found, order, orientation, this.digits))
  }
}

/** A group of one score has no place: nothing finer is to be found in it. */
function closed(groups: CodedGroups): CodedGroups {
  for (let group = 0; group < groups.heads.length; group += 1) if (groups.heads[group] === groups.tails[group]) groups.places[group] = -1
  return groups
}

function resized(groups: CodedGroups, size: number, entries: number): CodedGroups {
  const result = emptyCoded(size, entries, groups.digits)
  result.heads.set(groups.heads.subarray(0, size))
  result.tails.set(groups.tails.subarray(0, size))
  result.places.set(groups.places.subarray(0, size))
  result.starts.set(groups.starts.subarray(0, size))
  result.codes.set(groups.codes.subarray(0, entries))
  for (const [place, column] of groups.sums.entries()) result.sums[place]?.set(column.subarray(0, entries))
  return result
}

function inOrder(groups: CodedGroups, order: Uint32Array, orientation: Orientation, digits: number | null): CodedGroups {
  const result = emptyCoded(groups.heads.length, groups.codes.length, digits)
  let filled = 0
  for (const [to, from] of order.entries()) {
    const [low, high] = [scoreAt(groups.heads, from), scoreAt(groups.tails, from)]
    result.heads[to] = orientation === 'high' ? high : low
    result.tails[to] = orientation === 'high' ? low : high
    result.places[to] = groups.places[from] ?? -1
    result.starts[to] = filled
    const [start, end] = [countAt(groups.starts, from), countAt(groups.starts, from + 1)]
    result.codes.set(groups.codes.subarray(start, end), filled)
    for (const [place, column] of groups.sums.entries()) result.sums[place]?.set(column.subarray(start, end), filled)
    filled += end - start
  }
  result.starts[order.length] = filled
  return result
}
