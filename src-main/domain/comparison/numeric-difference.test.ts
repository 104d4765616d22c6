import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalValue } from './canonical-value.ts'
import { difference, isWithin } from './numeric-difference.ts'

describe('the difference of two recorded numbers', () => {
  // By hand, in decimals; doubles would give 0.09999999999999998 and 5.551115123125783e-17.
  it.each([
    ['0.3', '0.2', 0.1],
    ['0.30000000000000004', '0.3', 0.00000000000000004],
    ['-2.5', '1', -3.5],
    ['0.1e30', '0.1e29', 9e28],
    ['1', '1', 0],
  ])('%s - %s = %d', (a, b, expected) => {
    expect(difference(a, b)).toBe(expected)
  })

  it.each([['nan', '1'], ['inf', 'inf'], ['lbfgs', '1'], ['0.1e5000', '1']])('%s - %s is none', (a, b) => {
    expect(difference(a, b)).toBeNull()
  })

  it('is that of the integers that they are', () => {
    const integer = fc.integer({ min: -1_000_000, max: 1_000_000 })
    fc.assert(fc.property(integer, integer, (a, b) => difference(canonicalValue(String(a)), canonicalValue(String(b))) === a - b))
  })
})

describe('equality within a tolerance', () => {
  it.each([
    ['absolute, at the limit', ['0.8', '0.81'], { absolute: 0.01, relative: 0 }, true],
    ['absolute, beyond it', ['0.8', '0.8101'], { absolute: 0.01, relative: 0 }, false],
    ['relative to the greater', ['100', '101'], { absolute: 0, relative: 0.01 }, true],
    ['relative, of negative numbers', ['-100', '-102'], { absolute: 0, relative: 0.01 }, false],
    ['of the outermost of three', ['1', '1.5', '2'], { absolute: 0.6, relative: 0 }, false],
    ['none', ['1', '1'], { absolute: 0, relative: 0 }, false],
    ['never of text', ['a', 'b'], { absolute: 9, relative: 9 }, false],
    ['never of NaN', ['nan', '1'], { absolute: 9, relative: 9 }, false],
  ])('%s', (_, values, tolerance, expected) => {
    expect(isWithin(values, tolerance)).toBe(expected)
  })
})
