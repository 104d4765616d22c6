import { describe, expect, it } from 'vitest'
import { parseMetricLine, pythonNumber } from './metric-line.ts'

describe('a line of a metric file', () => {
  it.each([
    ['1700000000000 0.25', { timestamp: 1700000000000, value: 0.25, printed: '0.25', step: 0 }],
    ['1700000000000 0.250 7', { timestamp: 1700000000000, value: 0.25, printed: '0.250', step: 7 }],
    ['1 1e-05 7 0123456789abcdef0123456789abcdef', { timestamp: 1, value: 1e-5, printed: '1e-05', step: 7 }],
    ['1 2 -3 loans of may 0f0f0f0f', { timestamp: 1, value: 2, printed: '2', step: -3 }],
    ['1 nan 0', { timestamp: 1, value: NaN, printed: 'nan', step: 0 }],
    ['1 -inf 0\r', { timestamp: 1, value: -Infinity, printed: '-inf', step: 0 }],
  ])('%j', (line, metric) => {
    expect(parseMetricLine(line)).toEqual(metric)
  })

  it.each(['', '1', 'x 0.5 0', '1 0.5 x', '1 0,5 0', '1 0x10 0', '1.5 0.5 0'])('is none: %j', (line) => {
    expect(parseMetricLine(line)).toBeNull()
  })
})

it('reads numbers as Python prints them, and nothing else', () => {
  expect(pythonNumber('1.')).toBe(1)
  expect(pythonNumber('Infinity')).toBe(Infinity)
  for (const text of ['', '.', '0b1', '1_000', 'None', '1 2']) expect(pythonNumber(text)).toBeNull()
})
