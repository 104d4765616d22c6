import { describe, expect, it } from 'vitest'
import { recordedInterval, recordedValue } from './recorded-interval.ts'

describe('recordedInterval', () => {
  it.each([
    ['0.338', 0.3375, 0.3385],
    ['0.48', 0.475, 0.485],
    ['0.5', 0.45, 0.55],
    ['0.500', 0.4995, 0.5005],
    ['1', 0.5, 1.5],
    ['-0.5', -0.55, -0.45],
    ['3.38e-1', 0.3375, 0.3385],
  ])('%s stands for [%d, %d)', (printed, low, high) => {
    expect(recordedInterval(printed)).toEqual([low, high])
  })

  it('refuses what is no decimal number', () => {
    expect(() => recordedInterval('about a third')).toThrow(/not a decimal number/)
  })
})

it('reads the printed value as the nearest double', () => {
  expect(recordedValue('0.33826157532995615')).toBe(0.33826157532995615)
})
