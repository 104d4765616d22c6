import { expect, it } from 'vitest'
import { layOutStrips, stripMarks } from './cost-curve-strips.ts'
import type { CurveStrip } from './cost-curve-strips.ts'
import { testFrame } from './test-frame.test-kit.ts'

const frame = testFrame(700, 250)
const x = { domain: [0, 1], range: [40, 680] } as const
const strip = (shape: CurveStrip['shape'], from: number, to: number): CurveStrip => ({ shape, name: 'a name of some length', value: 'value', from, to })

it('gives each kind of uncertainty its own shape', () => {
  const { placed, height } = layOutStrips([strip('box', 0.4, 0.5), strip('bar', 0.4, 0.5), strip('whisker', 0.4, 0.5)], x, frame)
  expect(height).toBe(57)
  const marks = stripMarks(placed, 200, 330, frame)
  const rects = marks.filter((mark) => mark.type === 'rect')
  expect(rects.map((mark) => mark.shape.height)).toEqual([10, 6])
  // One line through each strip marks the optimum; the whisker itself is three.
  expect(marks.filter((mark) => mark.type === 'line')).toHaveLength(3 + 3)
})

it('makes room above a strip that fills the width', () => {
  const { placed, height } = layOutStrips([strip('bar', 0.01, 0.99)], x, frame)
  expect(height).toBe(19 + 13)
  expect(placed[0]).toMatchObject({ y: 13, textY: 0 })
})

it('keeps a strip that lies outside the range at the edge, one pixel wide', () => {
  const { placed } = layOutStrips([strip('box', 2, 3)], x, frame)
  expect(placed[0]?.from).toBe(679)
  expect(placed[0]?.to).toBe(680)
})
