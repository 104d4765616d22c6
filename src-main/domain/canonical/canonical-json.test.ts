import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from './canonical-json.ts'

describe('canonicalJson', () => {
  it('sorts keys by UTF-16 code units, as in RFC 8785, section 3.2.3', () => {
    const value = {
      '\u20ac': 'Euro Sign', '\r': 'Carriage Return', '\ufb33': 'Hebrew Letter Dalet With Dagesh', '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face', '\u0080': 'Control', '\u00f6': 'Latin Small Letter O With Diaeresis',
    }
    const parsed: unknown = JSON.parse(canonicalJson(value))
    expect(canonicalJson(value).indexOf('Carriage')).toBeLessThan(canonicalJson(value).indexOf('One'))
    expect(parsed).toEqual(value)
    expect([...canonicalJson(value).matchAll(/:"([^"]+)"/g)].map((match) => match[1])).toEqual([
      'Carriage Return', 'One', 'Control', 'Latin Small Letter O With Diaeresis', 'Euro Sign', 'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ])
  })

  it('prints numbers and literals as in RFC 8785, section 3.2.2', () => {
    expect(canonicalJson({ numbers: [333333333.33333329, 1e30, 4.5, 2e-3, 0.000000000000000000000000001], literals: [null, true, false] }))
      .toBe('{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27]}')
    expect(canonicalJson(-0)).toBe('0')
  })

  it('refuses what has no canonical form', () => {
    for (const value of [NaN, Infinity, undefined, () => 1, new Date(0), 1n, { a: undefined }]) {
      expect(() => canonicalJson(value)).toThrow(TypeError)
    }
  })

  it('replaces a lone surrogate, which UTF-8 cannot hold', () => {
    expect(canonicalJson('a\ud800')).toBe('"a\ufffd"')
  })

  it('is read back as the same value, and gives one text for one value', () => {
    fc.assert(fc.property(fc.jsonValue({ maxDepth: 2, stringUnit: 'binary' }), (value) => {
      const text = canonicalJson(value)
      expect(canonicalJson(JSON.parse(text))).toBe(text)
    }))
  })
})
