import { describe, expect, it } from 'vitest'
import { statisticDrawing, type StatisticInput } from './statistic.drawing.ts'
import { axisTextsOf, marksOf, testFrame, textsOf } from './test-frame.test-kit.ts'

const input: StatisticInput = {
  x: [0, 1],
  y: [-0.5, 1],
  percent: { x: true, y: false },
  lines: [
    { name: 'this score', kind: 'main', points: [[0, 0.2], [0.5, 2], [1, 0.4]] },
    { name: 'chance', kind: 'comparison', points: [[0, 0], [1, 0]] },
  ],
  axisTitle: 'across; upwards',
}
const frame = testFrame(400, 240)

describe('a statistic', () => {
  it('draws no line beyond its axis, and what it compares with behind', () => {
    // The plot runs from 40 to 380 across and from 8 down to 204 for -0.5 to 1.
    expect(statisticDrawing(input, frame).lines.map(({ path, stroke }) => [stroke, path])).toEqual([
      ['control', 'M40 138.67L380 138.67'],
      ['ink', 'M40 112.53M380 86.4'],
    ])
  })

  it('names its lines and its axes, and marks shares in percent', () => {
    const drawing = statisticDrawing(input, frame)
    expect(textsOf(drawing)).toEqual(expect.arrayContaining(['this score', 'chance', 'across; upwards']))
    expect(axisTextsOf(drawing)).toEqual(expect.arrayContaining(['20\u202f%', '0.5']))
  })

  it('draws an estimate as a point with its interval, in pixels of the axes', () => {
    const drawing = statisticDrawing({ ...input, estimates: [{ x: 0.5, value: 0.25, low: -0.5, high: 1 }] }, frame)
    // In the plot 0.5 lies at 210, 0.25 halfway up at 106.
    const circle = marksOf(drawing).find(({ type, shape }) => type === 'circle' && shape['r'] === 3)
    expect(circle?.shape).toMatchObject({ cx: 210, cy: 106 })
    expect(marksOf(drawing).some(({ type, shape }) => type === 'line' && shape['x1'] === 210 && shape['y1'] === 8 && shape['y2'] === 204)).toBe(true)
  })

  it('shades the column inside the plot, at least 2 px wide', () => {
    const column = (from: number, to: number) =>
      marksOf(statisticDrawing({ ...input, column: [from, to] }, frame)).find(({ type }) => type === 'rect')?.shape
    expect(column(0.25, 0.75)).toMatchObject({ x: 125, width: 170, y: 8, height: 196 })
    expect(column(0.5, 0.5)).toMatchObject({ x: 210, width: 2 })
    expect(column(-1, 2)).toMatchObject({ x: 40, width: 340 })
  })

  it('marks thresholds by their role and leaves a name out where there is no room', () => {
    const mark = { kind: 'recorded' as const, x: 0.3, y: 0.5, name: '0.338' }
    expect(textsOf(statisticDrawing({ ...input, marks: [mark] }, frame))).toContain('0.338')
    expect(marksOf(statisticDrawing({ ...input, marks: [mark] }, frame)).some(({ type }) => type === 'polygon')).toBe(true)
    const wide = { ...mark, name: 'a name that is wider than the whole plot of this chart, by far, whatever is done' }
    expect(textsOf(statisticDrawing({ ...input, marks: [wide] }, frame))).not.toContain(wide.name)
  })
})
