import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { labelLanes, type LineLabel } from './label-lanes.ts'

const edge = 500
/** Marks whose label fits on one side at least. */
const labels = fc
  .array(fc.record({ x: fc.double({ min: 160, max: 500, noNaN: true }), width: fc.double({ min: 5, max: 160, noNaN: true }) }), { maxLength: 9 })
  .map((items) => items.toSorted((a, b) => a.x - b.x))

const boxOf = (line: LineLabel, side: 'left' | 'right') =>
  side === 'right' ? ([line.x, line.x + line.width] as const) : ([line.x - line.width, line.x] as const)

describe('labelLanes', () => {
  it('never lets a label meet another label, another line or the edge', () => {
    fc.assert(fc.property(labels, (lines) => {
      const places = labelLanes(lines, edge)
      lines.forEach((line, index) => {
        const place = places[index]
        if (place === undefined) throw new Error('a label was not placed')
        const [from, to] = boxOf(line, place.side)
        expect(from).toBeGreaterThanOrEqual(0)
        expect(to).toBeLessThanOrEqual(edge)
        lines.forEach((other, at) => {
          const otherPlace = places[at]
          if (at === index || otherPlace === undefined) return
          const [otherFrom, otherTo] = boxOf(other, otherPlace.side)
          if (otherPlace.lane === place.lane) expect(otherTo <= from || otherFrom >= to).toBe(true)
          // A line stands from its own lane downwards, so it crosses the lanes below.
          if (otherPlace.lane <= place.lane) expect(other.x <= from || other.x >= to).toBe(true)
        })
      })
    }))
  })

  it('keeps labels that do not meet on the first lane', () => {
    expect(labelLanes([{ x: 10, width: 50 }, { x: 100, width: 50 }], edge).map((place) => place.lane)).toEqual([0, 0])
  })

  it('steps down to the right where labels meet', () => {
    expect(labelLanes([{ x: 10, width: 50 }, { x: 20, width: 50 }, { x: 30, width: 50 }], edge).map((place) => place.lane)).toEqual([0, 1, 2])
  })
})
