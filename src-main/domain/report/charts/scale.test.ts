import { describe, expect, it } from 'vitest'
import { linearScale, logScale, tickDecimals, ticks, tickStep } from './scale.ts'

describe('scales', () => {
  it('map the ends of the domain to the ends of the range', () => {
    const linear = linearScale([0.2, 0.7], [40, 500])
    expect([linear(0.2), linear(0.7)]).toEqual([40, 500])
    const log = logScale([1, 100], [0, 200])
    expect(log(10)).toBeCloseTo(100, 10)
  })

  it('give round ticks inside the domain', () => {
    expect(ticks(0.28, 0.66, 8)).toEqual([0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65])
    expect(ticks(148_000, 171_000, 4)).toEqual([150_000, 160_000, 170_000])
    expect(tickStep(0, 1, 5)).toBe(0.2)
    expect(tickDecimals(0.05)).toBe(2)
    expect(tickDecimals(10)).toBe(0)
  })

  it('survive a domain of one point', () => {
    expect(ticks(3, 3, 4)).toEqual([3])
    expect(linearScale([3, 3], [0, 10])(3)).toBe(0)
  })
})
