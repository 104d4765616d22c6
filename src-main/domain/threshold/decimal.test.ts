import { describe, expect, it } from 'vitest'
import { decimalNumber, decimalText, parseDecimal, sameScale } from './decimal.ts'

describe('parseDecimal', () => {
  it('keeps the printed precision', () => {
    expect(parseDecimal('0.500')).toEqual({ units: 500n, digits: 3 })
    expect(parseDecimal('-12')).toEqual({ units: -12n, digits: 0 })
    expect(parseDecimal('.5')).toEqual({ units: 5n, digits: 1 })
    expect(parseDecimal('4.5e-1')).toEqual({ units: 45n, digits: 2 })
    expect(parseDecimal('1.5e3')).toEqual({ units: 1500n, digits: 0 })
  })

  it.each(['', '.', 'abc', '1,5', '0x10', 'NaN', 'Infinity', '1e9999'])('refuses %j', (text) => {
    expect(() => parseDecimal(text)).toThrow(/not a decimal number/)
  })
})

describe('decimalText and decimalNumber', () => {
  it('writes all places and no exponent', () => {
    expect(decimalText({ units: 5n, digits: 3 })).toBe('0.005')
    expect(decimalText({ units: -1234n, digits: 2 })).toBe('-12.34')
    expect(decimalText({ units: 7n, digits: 0 })).toBe('7')
  })

  it('gives the double nearest to the decimal', () => {
    expect(decimalNumber({ units: 48n, digits: 2 })).toBe(0.48)
  })
})

it('brings two decimals to one scale', () => {
  expect(sameScale(parseDecimal('10'), parseDecimal('0.25'))).toEqual({ a: 1000n, b: 25n, digits: 2 })
})
