import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dictionaryLeaves } from './dictionary-text.ts'

describe('the leaves of a printed dictionary', () => {
  it('of Python: None, True, tuples and single quotes', () => {
    // What Python 3.12 prints for this dictionary.
    expect(dictionaryLeaves(`{'max_depth': 10, 'grid': {'C': [0.1, 1], 'solver': None}, "it's": (1, 'a, b'), 'on': True, 'rate': 1e-05}`)).toEqual([
      ['max_depth', '10'],
      ['grid.C', '[0.1, 1]'],
      ['grid.solver', 'None'],
      ["it's", "(1, 'a, b')"],
      ['on', 'True'],
      ['rate', '1e-05'],
    ])
  })

  it('of JSON: escapes, nested and empty dictionaries', () => {
    expect(dictionaryLeaves('{"a":{"b":{"c":"x\\n\\"y\\""}},"d":null,"e":{}}')).toEqual([['a.b.c', 'x\n"y"'], ['d', 'null'], ['e', '{}']])
  })

  it.each(['', '{}', '{1, 2}', '{"a": }', "{'a': 1", '{"a": 1} and more', '{{a}}', '[1]', 'lbfgs', '{"a": [1)}', `{"a": ${'{"a": '.repeat(60)}1${'}'.repeat(60)}}`])(
    'are none of %j',
    (text) => {
      expect(dictionaryLeaves(text)).toBeNull()
    },
  )

  it('are as many as JSON.parse finds, whatever the keys and texts', () => {
    const flat = fc.dictionary(fc.string({ minLength: 1 }).filter((key) => !/[\\.]/.test(key) && key !== '__proto__'), fc.integer(), { minKeys: 1 })
    fc.assert(
      fc.property(flat, (dictionary) => {
        const text = JSON.stringify(dictionary)
        // JSON writes control characters as \u00xx, which no hyper-parameter's name holds.
        fc.pre(!text.includes('\\u'))
        expect(new Map(dictionaryLeaves(text) ?? [])).toEqual(new Map(Object.entries(dictionary).map(([key, value]) => [key, String(value)])))
      }),
    )
  })

  it('a hostile text ends at once', () => {
    expect(dictionaryLeaves(`{${'['.repeat(150_000)}}`)).toBeNull()
    expect(dictionaryLeaves(`{${'"a":{'.repeat(30_000)}}`)).toBeNull()
  })
})
