import { expect, it, vi } from 'vitest'
import { remembered } from './remembered.ts'

it('computes anew when a part is another, and only then', () => {
  const compute = vi.fn(({ a, b }: { a: number; b: readonly number[]; c: string }) => a + b.length)
  const sum = remembered(({ a, b }) => [a, b], compute)
  const b = [1, 2]
  expect(sum({ a: 1, b, c: 'x' })).toBe(3)
  expect(sum({ a: 1, b, c: 'y' })).toBe(3)
  expect(compute).toHaveBeenCalledTimes(1)
  expect(sum({ a: 2, b, c: 'y' })).toBe(4)
  expect(sum({ a: 2, b: [...b, 3], c: 'y' })).toBe(5)
  // Only the last answer is kept.
  expect(sum({ a: 1, b, c: 'x' })).toBe(3)
  expect(compute).toHaveBeenCalledTimes(4)
})
