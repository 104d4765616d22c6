import { describe, expect, it } from 'vitest'
import { costsOf, numberOf, orientationOf, stepOf, wholeOf } from './table-options.ts'

describe('options of a table', () => {
  it('keep costs as they were written', () => expect(costsOf('10', '0.50')).toEqual({ fn: '10', fp: '0.50' }))
  it('allow one cost to be 0', () => expect(costsOf('0', '1')).toEqual({ fn: '0', fp: '1' }))
  it.each([['-1', '1'], ['1', '-0.5'], ['1e3', '1'], ['ten', '1'], ['', '1'], ['1', 'NaN'], ['1,5', '1']])('refuse costs %j and %j', (fn, fp) =>
    expect(() => costsOf(fn, fp)).toThrow(/is not a cost/),
  )
  it('refuse two costs of 0', () => expect(() => costsOf('0', '0.0')).toThrow(/both 0/))

  it.each([['0.338', 0.338], ['-2', -2], ['1e-5', 0.00001], ['.5', 0.5]])('read the threshold %s', (text, value) =>
    expect(numberOf(text, 'at')).toBe(value),
  )
  it.each(['', ' ', 'half', '0x10', 'Infinity', 'NaN', '1e999', '0,5'])('refuse the threshold %j', (text) =>
    expect(() => numberOf(text, 'at')).toThrow(/is not a number/),
  )

  it('read the step of a grid as text', () => expect([stepOf('0.01'), stepOf('.050')]).toEqual(['0.01', '0.050']))
  it.each(['0', '1', '0.0', '1.5', '-0.1', '1e-2', 'x'])('refuse the step %s', (step) => expect(() => stepOf(step)).toThrow(/is not a step/))

  it('read whole numbers within bounds', () => expect(wholeOf('2000', 'bootstrap', 1, 2000)).toBe(2000))
  it.each(['0', '2001', '1.5', '-1', '1e3'])('refuse %s outside them', (text) =>
    expect(() => wholeOf(text, 'bootstrap', 1, 2000)).toThrow(/from 1 to 2000/),
  )

  it('take a high score as positive unless told otherwise', () => {
    expect([orientationOf(null), orientationOf('high'), orientationOf('low')]).toEqual(['high', 'high', 'low'])
    expect(() => orientationOf('up')).toThrow(/--orientation up/)
  })
})
