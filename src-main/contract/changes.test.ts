import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changesBetween, withChanges } from './changes.ts'

/** As it arrives where JSON carried it. */
const sent = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value

/** Values that are much alike, among whose keys one that an assignment would take for the prototype. */
const plain = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, fc.constantFrom(0, 1, 1.5, null, true, '', 'a', '[]'), tie('array'), tie('object')),
  array: fc.array(tie('value'), { maxLength: 6 }),
  object: fc.dictionary(fc.constantFrom('a', 'b', '0', '1', 'length', '__proto__', 'constructor'), tie('value'), { maxKeys: 4, noNullPrototype: true }),
})).value

describe('changesBetween', () => {
  it('names what differs, by its key or place', () => {
    const before = { costs: { fn: '10', fp: '1' }, curve: [1, 2, 3, 4], grids: [{ step: 0.5, cost: 7 }] }
    const after = { costs: { fn: '11', fp: '1' }, curve: [1, 2, 9, 4], grids: [{ step: 0.5, cost: 8 }] }
    expect(changesBetween(before, after)).toEqual({ costs: { fn: ['11'] }, curve: [2, 1, [9]], grids: { 0: { cost: [8] } } })
  })

  it('gives an array whole where most of its parts differ or its length does', () => {
    expect(changesBetween(['a', 'b', 'c'], ['d', 'e', 'c'])).toEqual([['d', 'e', 'c']])
    expect(changesBetween(['a', 'b'], ['a'])).toEqual([['a']])
  })

  it('gives of numbers those between which it stays the same, or by their place where few differ', () => {
    expect(changesBetween([1, 2, 3], [4, 5, 6])).toEqual([[4, 5, 6]])
    expect(changesBetween([1, 2, 3], [1, 2])).toEqual([2, 1, []])
    expect(changesBetween([1, 2, 5, 6, 7, 9], [1, 2, 4, 5, 6, 9])).toEqual([2, 3, [4, 5, 6]])
    expect(changesBetween([1, 1], [1, 1, 1])).toEqual([2, 0, [1]])
    expect(changesBetween([1, 2, 3, 4, 5, 6, 7], [9, 2, 3, 4, 5, 6, 8])).toEqual({ 0: [9], 6: [8] })
    expect(changesBetween([], [1])).toEqual([[1]])
  })

  it('gives an object whole where it has other keys, or the same in another order', () => {
    expect(changesBetween({ a: 1 }, { a: 1, b: 2 })).toEqual([{ a: 1, b: 2 }])
    expect(JSON.stringify(changesBetween({ a: 1, b: 2 }, { b: 2, a: 1 }))).toBe('[{"b":2,"a":1}]')
  })

  it('tells an array from an object with the same keys', () => {
    expect(changesBetween({ 0: 'a' }, ['a'])).toEqual([['a']])
  })

  it('takes a key without a value for none, as JSON does', () => {
    expect(changesBetween({ a: undefined, b: 1 }, { b: 2, c: undefined })).toEqual({ b: [2] })
  })

  it('has nothing to name between equal values', () => {
    fc.assert(fc.property(plain, (value) => changesBetween(value, sent(value)) === null))
  })
})

describe('withChanges', () => {
  it('makes the later value of the earlier one, in every case', () => {
    fc.assert(
      fc.property(plain, plain, (before, after) => {
        const made = withChanges(sent(before), sent(changesBetween(before, after)))
        expect(JSON.stringify(made)).toBe(JSON.stringify(after))
      }),
      { numRuns: 2000 },
    )
  })

  it('makes numbers of those that shifted', () => {
    const numbers = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 12 })
    fc.assert(
      fc.property(numbers, numbers, (before, after) => {
        expect(withChanges(sent(before), sent(changesBetween(before, after)))).toEqual(after)
      }),
      { numRuns: 2000 },
    )
  })

  it('keeps the objects that did not change', () => {
    const before = { curve: { thresholds: [0.1, 0.2] }, costs: { fn: '10' } }
    const made = withChanges(before, { costs: { fn: ['11'] } }) as typeof before
    expect(made.curve).toBe(before.curve)
    expect(made).toEqual({ curve: { thresholds: [0.1, 0.2] }, costs: { fn: '11' } })
    expect(before.costs.fn).toBe('10')
  })

  it('refuses changes of another value', () => {
    expect(() => withChanges(null, { a: [1] })).toThrow(RangeError)
    expect(() => withChanges({ b: 1 }, { a: [1] })).toThrow(RangeError)
    expect(() => withChanges([1], [1, 1, []])).toThrow(RangeError)
    expect(() => withChanges({ 0: 1 }, [0, 0, []])).toThrow(RangeError)
  })
})
