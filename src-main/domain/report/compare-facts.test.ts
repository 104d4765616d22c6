import { describe, expect, it } from 'vitest'
import { compareFacts } from './compare-facts.ts'

describe('compareFacts', () => {
  it('finds every number equal in equal facts, each by its path', () => {
    const facts = { b: [1, { c: 2.5 }], a: 'x', n: null }
    expect(compareFacts(facts, structuredClone(facts))).toEqual([
      { of: 'b[0]', stated: 1, found: 1, outcome: 'exact', note: '' }, { of: 'b[1].c', stated: 2.5, found: 2.5, outcome: 'exact', note: '' },
    ])
  })

  it.each([
    ['a number', { a: 1 }, { a: 2 }, { of: 'a', stated: 1, found: 2 }],
    ['a word', { a: 'x' }, { a: 'y' }, { of: 'a', note: '"x" is now "y".' }],
    ['a member that is gone', { a: 1 }, {}, { of: 'a', stated: 1, found: null }],
    ['a member that is new', {}, { a: 1 }, { of: 'a', stated: null, found: 1, note: 'nothing is now 1.' }],
    ['a longer list', { a: [] }, { a: ['y'] }, { of: 'a[0]', note: 'nothing is now "y".' }],
    ['a list that is a word now', { a: [1] }, { a: 'y' }, { of: 'a' }],
    ['a number in the last digit', { a: 0.1 + 0.2 }, { a: 0.3 }, { of: 'a' }],
  ])('tells %s', (_name, stated, found, expected) => {
    expect(compareFacts(stated, found)).toEqual([expect.objectContaining({ outcome: 'differs', ...expected })])
  })
})
