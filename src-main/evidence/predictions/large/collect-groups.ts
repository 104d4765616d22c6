import { scoreAt } from '../../../domain/threshold/cut-table.ts'
import type { Orientation } from '../../../domain/threshold/cut-table.ts'
import { emptyGroups } from '../../../domain/large/score-groups.ts'
import type { ScoreGroups } from '../../../domain/large/score-groups.ts'

/** A group as a query counts it. */
export interface CountedGroup {
  readonly low: number
  readonly high: number
  readonly positives: number
  readonly rows: number
  readonly place: number
}

const firstCapacity = 1024

/**
 * Collects groups in columns, because there may be millions. Zero and minus zero are one score; a database may give
 * them apart, in which case they are joined.
 */
export class GroupCollector {
  private groups = emptyGroups(firstCapacity)
  private length = 0
  private ascending = true

  add({ low, high, positives, rows, place }: CountedGroup): void {
    const { heads, tails } = this.groups
    const last = this.length - 1
    const lastTail = last < 0 ? -Infinity : scoreAt(tails, last)
    if (low === high && lastTail === low && scoreAt(heads, last) === low) {
      this.groups.positives[last] = scoreAt(this.groups.positives, last) + positives
      this.groups.negatives[last] = scoreAt(this.groups.negatives, last) + rows - positives
      return
    }
    if (this.length === heads.length) this.groups = resized(this.groups, this.length, 2 * this.length)
    if (low < lastTail) this.ascending = false
    const { length } = this
    this.groups.heads[length] = low
    this.groups.tails[length] = high
    this.groups.positives[length] = positives
    this.groups.negatives[length] = rows - positives
    this.groups.places[length] = low === high ? -1 : place
    this.length += 1
  }

  /** The groups, strictest first. */
  finish(orientation: Orientation): ScoreGroups {
    let groups = resized(this.groups, this.length, this.length)
    if (!this.ascending) groups = ordered(groups)
    if (orientation === 'low') return groups
    for (const column of [groups.heads, groups.tails, groups.positives, groups.negatives, groups.places]) column.reverse()
    return { ...groups, heads: groups.tails, tails: groups.heads }
  }
}

function resized(groups: ScoreGroups, length: number, capacity: number): ScoreGroups {
  const result = emptyGroups(capacity)
  result.heads.set(groups.heads.subarray(0, length))
  result.tails.set(groups.tails.subarray(0, length))
  result.positives.set(groups.positives.subarray(0, length))
  result.negatives.set(groups.negatives.subarray(0, length))
  result.places.set(groups.places.subarray(0, length))
  return result
}

function ordered(groups: ScoreGroups): ScoreGroups {
  const order = Uint32Array.from(groups.heads, (_, index) => index).sort((a, b) => scoreAt(groups.heads, a) - scoreAt(groups.heads, b))
  const column = (values: Float64Array) => Float64Array.from(order, (index) => scoreAt(values, index))
  return {
    heads: column(groups.heads),
    tails: column(groups.tails),
    positives: column(groups.positives),
    negatives: column(groups.negatives),
    places: Int32Array.from(order, (index) => groups.places[index] ?? -1),
  }
}
