import { describe, expect, it } from 'vitest'
import { amountText, percentText, rateText } from './number-text.ts'

describe('amountText', () => {
  it.each([
    [307_511, '307,511'],
    [-1250, '\u22121,250'],
    [12.5, '12.5'],
    [0.125, '0.125'],
    [1234.56, '1,234.56'],
    [0, '0'],
    [-0.0000001, '0'],
  ])('%d is %s', (value, text) => {
    expect(amountText(value)).toBe(text)
  })
})

describe('percentText', () => {
  it.each([
    [11_365, 162_771, '7.0\u202f%'],
    [130, 151_406, '0.09\u202f%'],
    [1, 151_406, 'less than 0.01\u202f%'],
    [0, 5, '0.00\u202f%'],
    [5, 5, '100.0\u202f%'],
    [9_999, 1_000_000, '1.0\u202f%'],
  ])('%d of %d is %s', (part, whole, text) => {
    expect(percentText(part, whole)).toBe(text)
  })
})

describe('rateText', () => {
  it.each([
    [36.96, '37'],
    [1234.5, '1,235'],
    [4.23, '4.2'],
    [0.0423, '0.042'],
    [9.96, '10'],
  ])('%d is %s', (value, text) => {
    expect(rateText(value)).toBe(text)
  })
})
