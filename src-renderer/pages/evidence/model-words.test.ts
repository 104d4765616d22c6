import { describe, expect, it } from 'vitest'
import { className, dangerousFirst, libraryWords, modelText, parameterText } from './model-words.ts'

describe('text out of a model file', () => {
  it('is cut and shows what would be unseen', () => {
    expect(modelText('a\u202Eb')).toBe('a⟨U+202E⟩b')
    expect(modelText('x'.repeat(401))).toBe(`${'x'.repeat(400)} … (401 characters)`)
    expect(modelText('x'.repeat(400))).toBe('x'.repeat(400))
  })

  it('states parameters, null as the default of the library', () => {
    expect([null, 'balanced', 10, { 0: 1 }].map((value) => parameterText(value))).toEqual(['library default', 'balanced', '10', '{"0":1}'])
  })

  it('says what is not stated', () => {
    expect(className({ module: null, className: null })).toBe('not stated')
    expect(className({ module: 'sklearn.svm', className: 'SVC' })).toBe('sklearn.svm.SVC')
    expect(libraryWords({ library: null, libraryVersion: null })).toBe('not stated')
    expect(libraryWords({ library: 'sklearn', libraryVersion: null })).toBe('sklearn, version not stated')
  })

  it('puts dangerous callables first', () => {
    const callable = (name: string, dangerous: boolean) => ({ name, calls: 1, dangerous })
    expect(dangerousFirst([callable('a', false), callable('os.system', true), callable('b', false)]).map(({ name }) => name)).toEqual(['os.system', 'a', 'b'])
  })
})
