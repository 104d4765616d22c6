import { describe, expect, it } from 'vitest'
import { moneyText } from './money.ts'

describe('an amount of money', () => {
  it.each([
    [4003, 'EUR', 'EUR 4,003'],
    [-1250.5, 'EUR', 'EUR \u22121,250.50'],
    [1_234_567.891, ' USD ', 'USD 1,234,567.89'],
    [0.0125, 'EUR', 'EUR 0.0125'],
    [0, 'CHF', 'CHF 0'],
    [-1e-9, 'EUR', 'EUR 0'],
    [4003, '', '4,003 units'],
    [1, '  ', '1 unit'],
    [-37.25, '', '\u221237.25 units'],
  ])('writes %d in "%s" as "%s"', (value, currency, text) => {
    expect(moneyText(value, currency)).toBe(text)
  })
})
