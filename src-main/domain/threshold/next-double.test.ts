import { expect, it } from 'vitest'
import { nextBeyond } from './next-double.ts'

it('steps one double up for orientation high and down for low', () => {
  expect(nextBeyond(1, 'high')).toBe(1 + Number.EPSILON)
  expect(nextBeyond(1, 'low')).toBe(1 - Number.EPSILON / 2)
  expect(nextBeyond(0, 'high')).toBe(Number.MIN_VALUE)
  expect(nextBeyond(0, 'low')).toBe(-Number.MIN_VALUE)
  expect(nextBeyond(-1, 'high')).toBe(-1 + Number.EPSILON / 2)
  expect(nextBeyond(Number.MAX_VALUE, 'high')).toBe(Number.MAX_VALUE)
})
