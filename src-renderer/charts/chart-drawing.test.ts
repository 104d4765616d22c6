import { describe, expect, it } from 'vitest'
import { chartDrawing, clipBox, markLayers } from './chart-drawing.ts'
import { layers, lineMark, rectMark, textMark } from './marks.ts'

const plot = { left: 10, top: 5, right: 90, bottom: 55 }
const scales = { x: { domain: [0, 1], range: [10, 90] }, y: { domain: [0, 1], range: [55, 5] } } as const
const at = [0, 0] as const

describe('a chart as a drawing', () => {
  it('has its marks from the hindmost to the foremost, those of one layer as they were given', () => {
    const marks = [textMark('a', at, 'ink'), lineMark(at, at, 'one'), rectMark({ x: 0, y: 0, width: 1, height: 1 }, 'soft'), lineMark(at, at, 'two')]
    const drawing = chartDrawing({ width: 100, height: 60 }, { plot, scales, axes: [], lines: [], marks })
    expect(drawing.marks).toEqual([marks[2], marks[1], marks[3], marks[0]])
    expect([drawing.width, drawing.height]).toEqual([100, 60])
  })

  it('puts the axes over the hindmost marks and under those that lie on them, all behind the lines', () => {
    const column = rectMark({ x: 0, y: 0, width: 1, height: 1 }, 'soft')
    const grid = lineMark(at, at, 'grid', { z: layers.behind + 1 })
    const mark = lineMark(at, at, 'front')
    const axis = lineMark(at, at, 'control', { z: layers.behind })
    const { behind, front } = markLayers(chartDrawing({ width: 100, height: 60 }, { plot, scales, axes: [axis], lines: [], marks: [mark, grid, column] }))
    expect(behind).toEqual([column, axis, grid])
    expect(front).toEqual([mark])
  })

  it('lets a line along an edge of the plot keep its width', () => {
    expect(clipBox(plot)).toEqual({ x: 9, y: 4, width: 82, height: 52 })
  })
})
