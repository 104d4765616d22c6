import { describe, expect, it } from 'vitest'
import { statisticOption, type StatisticInput } from './statistic.option.ts'
import { marksOf, testFrame, textsOf } from './test-frame.test-kit.ts'

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

function linesOf(drawn: StatisticInput) {
  const { series } = statisticOption(drawn, frame)
  return (Array.isArray(series) ? series : [series]).map((line) => line?.data)
}

describe('a statistic', () => {
  it('draws no line beyond its axis', () => {
    expect(linesOf(input)).toEqual([
      [[0, 0.2], [0.5, Number.NaN], [1, 0.4]],
      [[0, 0], [1, 0]],
    ])
  })

  it('names its lines and its axes, and marks shares in percent', () => {
    const option = statisticOption(input, frame)
    expect(textsOf(option)).toEqual(expect.arrayContaining(['this score', 'chance', 'across; upwards']))
    const { xAxis, yAxis } = option
    const label = (axis: typeof xAxis | typeof yAxis, value: number) => {
      const format: unknown = axis === undefined || Array.isArray(axis) ? null : axis.axisLabel?.formatter
      return typeof format === 'function' ? (format as (value: number) => string)(value) : null
    }
    expect([label(xAxis, 0.2), label(yAxis, 0.5)]).toEqual(['20\u202f%', '0.5'])
  })

  it('draws an estimate as a point with its interval, in pixels of the axes', () => {
    const option = statisticOption({ ...input, estimates: [{ x: 0.5, value: 0.25, low: -0.5, high: 1 }] }, frame)
    // The plot runs from 40 to 380 across and from 8 down to 204: 0.5 lies at 210, 0.25 halfway up at 106.
    const circle = marksOf(option).find(({ type, shape }) => type === 'circle' && shape?.['r'] === 3)
    expect(circle?.shape).toMatchObject({ cx: 210, cy: 106 })
    expect(marksOf(option).some(({ type, shape }) => type === 'line' && shape?.['x1'] === 210 && shape['y1'] === 8 && shape['y2'] === 204)).toBe(true)
  })

  it('shades the column inside the plot, at least 2 px wide', () => {
    const column = (from: number, to: number) =>
      marksOf(statisticOption({ ...input, column: [from, to] }, frame)).find(({ type }) => type === 'rect')?.shape
    expect(column(0.25, 0.75)).toMatchObject({ x: 125, width: 170, y: 8, height: 196 })
    expect(column(0.5, 0.5)).toMatchObject({ x: 210, width: 2 })
    expect(column(-1, 2)).toMatchObject({ x: 40, width: 340 })
  })

  it('marks thresholds by their role and leaves a name out where there is no room', () => {
    const mark = { kind: 'recorded' as const, x: 0.3, y: 0.5, name: '0.338' }
    expect(textsOf(statisticOption({ ...input, marks: [mark] }, frame))).toContain('0.338')
    expect(marksOf(statisticOption({ ...input, marks: [mark] }, frame)).some(({ type }) => type === 'polygon')).toBe(true)
    const wide = { ...mark, name: 'a name that is wider than the whole plot of this chart, by far, whatever is done' }
    expect(textsOf(statisticOption({ ...input, marks: [wide] }, frame))).not.toContain(wide.name)
  })
})
