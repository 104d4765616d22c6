import fc from 'fast-check'
import { expect, it } from 'vitest'
import { quotient } from './quotient.ts'

it('divides as doubles do where both fit', () => {
  expect(quotient(1n, 11n)).toBe(1 / 11)
  expect(quotient(-3n, 4n)).toBe(-0.75)
  expect(quotient(0n, 5n)).toBe(0)
})

it('stays the same when both sides are scaled beyond the range of exact doubles', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -1_000_000, max: 1_000_000 }),
      fc.integer({ min: 1, max: 1_000_000 }),
      fc.bigInt({ min: 10n ** 16n, max: 10n ** 40n }),
      (numerator, denominator, factor) => {
        expect(quotient(BigInt(numerator) * factor, BigInt(denominator) * factor)).toBe((numerator + 0) / denominator)
      },
    ),
  )
})
