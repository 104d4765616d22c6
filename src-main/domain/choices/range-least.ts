import { countAt } from '../threshold/cut-table.ts'
import type { CutValues } from './cut-values.ts'

/** Values in a block; of a range, those of the blocks that it holds in part are walked. */
export const BLOCK = 256

export interface RangeLeast {
  /** Which value of a range is the least, the first of equals. */
  readonly least: (from: number, to: number) => number
  /** A double that no value of a range is below, from whole blocks alone; it may be lower than all of them. */
  readonly floor: (from: number, to: number) => number
}

/**
 * Prepares the ranges of `values`: the least of each block, and over 1, 2, 4, … blocks (sparse table). A range is the rest of one
 * block, whole blocks, and the start of one.
 */
export function rangeLeast({ size, rough, unsure, isLess }: CutValues): RangeLeast {
  /** The lower of two places; the first of equals, which is `a` where a < b. */
  const lower = (a: number, b: number) => (isLess(b, a) ? b : a)
  const walk = (from: number, to: number): number => {
    let best = from
    let value = rough(from)
    for (let place = from + 1; place <= to; place += 1) {
      const other = rough(place)
      if (other >= value) continue
      value = other
      best = place
    }
    if (unsure === 0) return best
    // Doubles that are this near may stand in another order than what they stand for.
    let exact = from
    for (let place = from + 1; place <= to; place += 1) if (rough(place) <= value + unsure && isLess(place, exact)) exact = place
    return exact
  }
  const blocks = Math.ceil(size / BLOCK)
  const levels = [Uint32Array.from({ length: blocks }, (_, block) => walk(block * BLOCK, Math.min(size, (block + 1) * BLOCK) - 1))]
  for (let width = 2; width <= blocks; width *= 2) {
    const below = levels.at(-1) ?? new Uint32Array()
    levels.push(Uint32Array.from({ length: blocks - width + 1 }, (_, block) => lower(countAt(below, block), countAt(below, block + width / 2))))
  }
  const ofBlocks = (first: number, last: number): number => {
    const level = 31 - Math.clz32(last - first + 1)
    const least = levels[level] ?? new Uint32Array()
    return lower(countAt(least, first), countAt(least, last - 2 ** level + 1))
  }
  return {
    floor: (from, to) => rough(ofBlocks(Math.floor(from / BLOCK), Math.floor(to / BLOCK))),
    least: (from, to) => {
      const first = Math.floor(from / BLOCK)
      const last = Math.floor(to / BLOCK)
      if (first === last) return walk(from, to)
      const left = walk(from, (first + 1) * BLOCK - 1)
      const inside = last - first > 1 ? lower(left, ofBlocks(first + 1, last - 1)) : left
      return lower(inside, walk(last * BLOCK, to))
    },
  }
}
