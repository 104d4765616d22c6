import { describe, expect, it } from 'vitest'
import { logTicks, lowerBound, multiplesWithin, niceStep, stepDecimals, toPixel, toValue } from './scale.ts'

describe('scale', () => {
  it('maps the ends of a domain to the ends of a range, also a falling one', () => {
    const scale = { domain: [148, 182], range: [300, 40] } as const
    expect(toPixel(scale, 148)).toBe(300)
    expect(toPixel(scale, 182)).toBe(40)
    expect(toPixel(scale, 165)).toBe(170)
  })

  it('puts the only value of an empty domain in the middle', () => {
    expect(toPixel({ domain: [3, 3], range: [0, 10] }, 3)).toBe(5)
  })

  it('maps the powers of ten of a logarithmic domain to equal distances', () => {
    const scale = { domain: [0.1, 100], range: [20, 320], logarithmic: true } as const
    expect([0.1, 1, 10, 100].map((value) => toPixel(scale, value))).toEqual([20, 120, 220, 320])
  })

  it('finds the value at a pixel, also outside the range', () => {
    const straight = { domain: [148, 182], range: [300, 40] } as const
    expect([300, 170, 40, 430].map((pixel) => toValue(straight, pixel))).toEqual([148, 165, 182, 131])
    const logarithmic = { domain: [1, 100], range: [0, 200], logarithmic: true } as const
    expect([0, 100, 200, 300].map((pixel) => toValue(logarithmic, pixel))).toEqual([1, 10, 100, 1000])
    expect(toValue({ domain: [3, 4], range: [5, 5] }, 5)).toBe(3)
  })

  it.each([
    [34, 4, 10],
    [0.44, 9, 0.05],
    [1, 4, 0.5],
    [7, 7, 1],
    [0, 4, 1],
  ])('divides %s in at most %s parts by %s', (span, count, step) => {
    expect(niceStep(span, count)).toBeCloseTo(step, 12)
  })

  it('gives multiples without the dust of binary fractions', () => {
    expect(multiplesWithin(0.26, 0.7, 0.05)).toEqual([0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7])
    expect(multiplesWithin(148, 182, 10)).toEqual([150, 160, 170, 180])
    expect(multiplesWithin(0.2, 0.1, 0.05)).toEqual([])
  })

  it('knows how many digits a step needs', () => {
    expect([10, 1, 0.5, 0.05, 0.002].map(stepDecimals)).toEqual([0, 0, 1, 2, 3])
  })

  it('marks a ratio axis at 1, 2 and 5', () => {
    expect(logTicks(1, 50)).toEqual([1, 2, 5, 10, 20, 50])
    expect(logTicks(0.1, 2)).toEqual([0.1, 0.2, 0.5, 1, 2])
  })

  it('finds the first value that is not below', () => {
    expect(lowerBound([0.1, 0.2, 0.3], 0.2)).toBe(1)
    expect(lowerBound([0.1, 0.2, 0.3], 0.25)).toBe(2)
    expect(lowerBound([0.1, 0.2, 0.3], 0.31)).toBe(3)
    expect(lowerBound([], 1)).toBe(0)
  })
})
