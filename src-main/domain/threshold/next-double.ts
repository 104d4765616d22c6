import type { Orientation } from './cut-table.ts'

/**
 * The next double above `score` (orientation high) or below it (low): the nearest threshold that doesn't flag it.
 * The greatest finite double is its own successor here.
 */
export function nextBeyond(score: number, orientation: Orientation): number {
  return orientation === 'high' ? nextAbove(score) : -nextAbove(-score)
}

function nextAbove(value: number): number {
  if (value === 0) return Number.MIN_VALUE
  if (value === Number.MAX_VALUE) return value
  const number = new Float64Array([value])
  const bits = new BigInt64Array(number.buffer)
  bits[0] = (bits[0] ?? 0n) + (value > 0 ? 1n : -1n)
  return number[0] ?? value
}
