import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contains, overlaps, placeLabels } from './label-layout.ts'
import type { LabelRequest, LabelRoom } from './label-layout.ts'

const bounds = { left: 0, top: 0, right: 600, bottom: 200 }
const openRoom: LabelRoom = { bounds, curve: [], taken: [] }
const label = (id: string, x: number, width = 100): LabelRequest => ({ id, x, y: 190, forms: [{ width, height: 14 }] })

describe('placeLabels', () => {
  it('puts a label that has room in the top row, right of its line', () => {
    expect(placeLabels([label('a', 100)], openRoom)).toEqual([
      { id: 'a', form: 0, side: 'right', top: true, box: { left: 108, top: 0, right: 208, bottom: 14 } },
    ])
  })

  it('turns to the left at the right edge', () => {
    expect(placeLabels([label('a', 580)], openRoom)[0]).toMatchObject({ side: 'left', top: true })
  })

  it('steps down under a label that covers its place', () => {
    const [first, second] = placeLabels([label('a', 300, 200), label('b', 308, 400)], openRoom)
    expect(first?.top).toBe(true)
    expect(second).toBeUndefined()
    const [, below] = placeLabels([label('a', 300, 200), label('b', 308, 200)], openRoom)
    expect(below).toMatchObject({ side: 'right', top: false })
    expect(below?.box.top).toBeGreaterThan(14)
  })

  it('stays above the curve, and is left out where there is no room above it', () => {
    const low: LabelRoom = { ...openRoom, curve: [[100, 60], [200, 60]] }
    expect(placeLabels([label('a', 100)], low)).toHaveLength(1)
    const high: LabelRoom = { ...openRoom, curve: Array.from({ length: 61 }, (_, index) => [index * 10, 8] as const) }
    expect(placeLabels([label('a', 100)], high)).toEqual([])
  })

  it('takes a shorter form where the full text finds no room', () => {
    const narrow: LabelRoom = { ...openRoom, bounds: { ...bounds, right: 150 } }
    const [placed] = placeLabels([{ id: 'a', x: 75, y: 190, forms: [{ width: 120, height: 14 }, { width: 40, height: 14 }] }], narrow)
    expect(placed?.form).toBe(1)
  })

  it('never lets two labels share a point, leaves the room, or cross the line of another', () => {
    const request = fc.record({ x: fc.integer({ min: 0, max: 600 }), width: fc.integer({ min: 20, max: 220 }) })
    fc.assert(
      fc.property(fc.array(request, { maxLength: 12 }), (wanted) => {
        const requests = wanted.map(({ x, width }, index) => label(String(index), x, width))
        const placed = placeLabels(requests, openRoom)
        for (const [index, one] of placed.entries()) {
          expect(one.box.left).toBeGreaterThanOrEqual(0)
          expect(one.box.right).toBeLessThanOrEqual(600)
          for (const other of placed.slice(index + 1)) {
            expect(overlaps(one.box, other.box)).toBe(false)
          }
          for (const other of placed) {
            if (other.id === one.id) continue
            const x = requests[Number(other.id)]?.x ?? 0
            const line = { left: x, right: x, top: other.top ? 0 : (other.box.top + other.box.bottom) / 2, bottom: 190 }
            expect(overlaps(one.box, line)).toBe(false)
          }
        }
      }),
    )
  })
})

it('knows the points of a box, its edges among them', () => {
  const box = { left: 10, top: 20, right: 30, bottom: 40 }
  expect(([[10, 20], [30, 40], [20, 30]] as const).every((point) => contains(box, point))).toBe(true)
  expect(([[9, 30], [31, 30], [20, 19], [20, 41]] as const).some((point) => contains(box, point))).toBe(false)
})
