import { describe, expect, it } from 'vitest'
import { alongLine, freePlace } from './free-place.ts'

const bounds = { left: 0, top: 0, right: 100, bottom: 100 }
const size = { width: 30, height: 12 }

describe('freePlace', () => {
  it('takes the first corner that is free', () => {
    expect(freePlace([[5, 5], [50, 50]], size, { bounds, points: [], boxes: [] })).toMatchObject({ left: 5, top: 5 })
  })

  it('goes on where a line, a box or the edge is in the way', () => {
    const corners = [[90, 5], [5, 5], [5, 40], [5, 70]] as const
    const boxes = [{ left: 0, top: 38, right: 20, bottom: 50 }]
    expect(freePlace(corners, size, { bounds, points: [[20, 10]], boxes })).toMatchObject({ left: 5, top: 70 })
  })

  it('finds nothing where nothing is free', () => {
    expect(freePlace([[5, 5]], size, { bounds, points: [[20, 10]], boxes: [] })).toBeNull()
  })
})

it('walks along a line in steps of at most 4 px, both ends included', () => {
  expect(alongLine([0, 0], [6, 8])).toEqual([[0, 0], [2, 8 / 3], [4, 16 / 3], [6, 8]])
  expect(alongLine([3, 3], [3, 3])).toEqual([[3, 3], [3, 3]])
})
