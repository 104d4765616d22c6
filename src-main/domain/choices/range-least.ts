import { countAt, scoreAt } from '../threshold/cut-table.ts'

/** Values in a block; ranges inside one block are walked. */
const BLOCK = 32

/** Answers which value of a range is the least, the first of equals, in constant time after one pass over the values. */
export type RangeLeast = (from: number, to: number) => number

/**
 * Prepares the ranges of `values`: the least from each block's start and to its end, and the least over 1, 2, 4, … blocks (sparse
 * table). A range is one end of a block, whole blocks, and one start of a block.
 */
export function rangeLeast(values: Float64Array): RangeLeast {
  const size = values.length
  const fromStart = new Uint32Array(size)
  const toEnd = new Uint32Array(size)
  /** The lower of two places; the first of equals, which is `a` where a < b. */
  const lower = (a: number, b: number) => (scoreAt(values, b) < scoreAt(values, a) ? b : a)
  for (let place = 0; place < size; place += 1) {
    fromStart[place] = place % BLOCK === 0 ? place : lower(countAt(fromStart, place - 1), place)
  }
  for (let place = size - 1; place >= 0; place -= 1) {
    toEnd[place] = place % BLOCK === BLOCK - 1 || place === size - 1 ? place : lower(place, countAt(toEnd, place + 1))
  }
  const blocks = Math.ceil(size / BLOCK)
  const levels = [Uint32Array.from({ length: blocks }, (_, block) => countAt(toEnd, block * BLOCK))]
  for (let width = 2; width <= blocks; width *= 2) {
    const below = levels.at(-1) ?? new Uint32Array()
    levels.push(Uint32Array.from({ length: blocks - width + 1 }, (_, block) => lower(countAt(below, block), countAt(below, block + width / 2))))
  }
  const ofBlocks = (first: number, last: number): number => {
    const level = 31 - Math.clz32(last - first + 1)
    const least = levels[level] ?? new Uint32Array()
    return lower(countAt(least, first), countAt(least, last - 2 ** level + 1))
  }
  return (from, to) => {
    const first = Math.floor(from / BLOCK)
    const last = Math.floor(to / BLOCK)
    if (first === last) {
      let best = from
      for (let place = from + 1; place <= to; place += 1) best = lower(best, place)
      return best
    }
    const left = countAt(toEnd, from)
    const inside = last - first > 1 ? lower(left, ofBlocks(first + 1, last - 1)) : left
    return lower(inside, countAt(fromStart, to))
  }
}
