import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linePath, thinLine } from './line-path.ts'

/** Ten pixels for each unit, upwards from 100. */
const scales = { x: { domain: [0, 10], range: [0, 100] }, y: { domain: [0, 10], range: [100, 0] } } as const

describe('linePath', () => {
  it('goes straight from point to point, in pixels with two decimals', () => {
    expect(linePath([[0, 0], [1 / 3, 2.5], [10, 10]], scales)).toBe('M0 100L3.33 75L100 0')
  })

  it('steps at the start or at the end of the way', () => {
    expect(linePath([[0, 1], [2, 3], [4, 2]], scales, 'start')).toBe('M0 90L0 70L20 70L20 80L40 80')
    expect(linePath([[0, 1], [2, 3], [4, 2]], scales, 'end')).toBe('M0 90L20 90L20 70L40 70L40 80')
  })

  it('draws a step of no width or no height without a corner', () => {
    expect(linePath([[0, 1], [2, 1], [2, 3]], scales, 'start')).toBe('M0 90L20 90L20 70')
    expect(linePath([[0, 1], [2, 1], [2, 3]], scales, 'end')).toBe('M0 90L20 90L20 70')
  })

  it('has a gap where there is no value, also in a line of steps', () => {
    expect(linePath([[0, 1], [1, null], [2, 3], [3, Number.NaN], [4, 5], [5, 6]], scales)).toBe('M0 90M20 70M40 50L50 40')
    expect(linePath([[0, 1], [2, 3], [3, null], [4, 5], [6, 6]], scales, 'end')).toBe('M0 90L20 90L20 70M40 50L60 50L60 40')
  })

  it('leaves the plot where a point lies outside it, and is empty without points', () => {
    expect(linePath([[-5, 5], [15, 20]], scales)).toBe('M-50 50L150 -100')
    expect(linePath([], scales)).toBe('')
  })

  it('follows a logarithmic axis', () => {
    const x = { domain: [1, 100], range: [0, 100], logarithmic: true } as const
    expect(linePath([[1, 0], [10, 0], [100, 0]], { ...scales, x })).toBe('M0 100L50 100L100 100')
    // A ratio of 0 lies infinitely far to the left.
    expect(linePath([[0, 0], [10, 0]], { ...scales, x })).toBe('M50 100')
  })
})

describe('thinLine', () => {
  it('keeps of a column of pixels the first, the highest, the lowest and the last point, in their order', () => {
    const column = [[4, 50], [4.1, 60], [4.2, 90], [4.3, 40], [4.5, 10], [4.9, 55]] as const
    expect(thinLine([[3.9, 50], ...column, [5, 52]])).toEqual([[3.9, 50], [4, 50], [4.2, 90], [4.5, 10], [4.9, 55], [5, 52]])
  })

  it('leaves a line alone that has few points in every column', () => {
    const line = [[0, 1], [0.2, 2], [0.4, 3], [0.6, 2], [1, 4]] as const
    expect(thinLine(line)).toEqual(line)
  })

  it('has at most four points in a column, all of them of the line, and the same extent up and down', () => {
    const point = fc.tuple(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: -50, max: 50 }))
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 400 }), (points) => {
        const line = points.map(([x, y]) => [x / 100, y] as const).sort((a, b) => a[0] - b[0])
        const kept = thinLine(line)
        expect(kept.every((pixel) => line.includes(pixel))).toBe(true)
        for (let column = 0; column <= 30; column += 1) {
          const inColumn = ([x]: readonly [number, number]) => Math.floor(x) === column
          const [all, some] = [line.filter(inColumn), kept.filter(inColumn)]
          expect(some.length).toBe(Math.min(all.length, some.length, 4))
          expect([some[0], some.at(-1)]).toEqual([all[0], all.at(-1)])
          for (const extreme of [Math.min, Math.max]) expect(extreme(...some.map(([, y]) => y))).toBe(extreme(...all.map(([, y]) => y)))
        }
      }),
    )
  })
})
