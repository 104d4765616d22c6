import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalValue } from './canonical-value.ts'

describe('the form in which values are compared', () => {
  it.each([
    ['0.10', '0.1'],
    ['.1', '0.1'],
    ['+1e-1', '0.1'],
    ['100', '100'],
    ['1E2', '100'],
    ['1.0', '1'],
    ['-0.0', '0'],
    ['007', '7'],
    ['0.000', '0'],
    ['1e-05', '0.00001'],
    ['123.4500', '123.45'],
    ['1e300', '0.1e301'],
    ['10e299', '0.1e301'],
    ['NaN', 'nan'],
    ['Infinity', 'inf'],
    ['-inf', '-inf'],
    ['True', 'true'],
    ['FALSE', 'false'],
    // A double would make these two equal.
    ['9007199254740993', '9007199254740993'],
  ])('%s is %s', (text, canonical) => {
    expect(canonicalValue(text)).toBe(canonical)
  })

  it.each(['', '.', 'balanced', '1.2.3', '0x10', '1_000', 'e5', 'None', 'truefalse', 'T'])('leaves %s as it stands', (text) => {
    expect(canonicalValue(text)).toBe(text)
  })

  it('gives every spelling of a double the same form, and another double another', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), fc.double({ noNaN: true }), (a, b) => {
        expect(canonicalValue(a.toExponential())).toBe(canonicalValue(String(a)))
        expect(canonicalValue(String(a)) === canonicalValue(String(b))).toBe(a === b)
      }),
    )
  })
})
