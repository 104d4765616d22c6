import { describe, expect, it } from 'vitest'
import { axisMarks, spacedLabels } from './axis-marks.ts'
import { testFrame } from './test-frame.test-kit.ts'

const shown = (labels: readonly (readonly [number, number])[]) => spacedLabels(labels.map(([at, width]) => ({ at, width }))).map(({ at }) => at)

describe('spacedLabels', () => {
  it('shows all labels that stand 6 px apart', () => {
    // 20 wide at 10, 36 and 62: from 0 to 20, from 26 to 46, from 52 to 72.
    expect(shown([[10, 20], [36, 20], [62, 20]])).toEqual([10, 36, 62])
    expect(shown([[10, 20]])).toEqual([10])
    expect(shown([])).toEqual([])
  })

  it('leaves out an outermost label that comes too near to its neighbour', () => {
    expect(shown([[11, 20], [36, 20], [62, 20], [88, 20]])).toEqual([36, 62, 88])
    expect(shown([[10, 20], [36, 20], [62, 20], [87, 20]])).toEqual([10, 36, 62])
    // Of two the right one stays.
    expect(shown([[10, 20], [30, 20]])).toEqual([30])
  })

  it('leaves out those in between that come too near to the last one shown', () => {
    // The ends keep their distance; every second one in between is too near to the one before it.
    expect(shown([[0, 20], [100, 20], [115, 20], [130, 20], [145, 20], [300, 20]])).toEqual([0, 100, 130, 300])
  })
})

describe('axisMarks', () => {
  const frame = testFrame(200, 100)
  const plot = { left: 40, top: 10, right: 190, bottom: 70 }
  const x = { scale: { domain: [1, 100], range: [40, 190], logarithmic: true }, ticks: [1, 10, 100], format: String } as const
  const y = { scale: { domain: [0, 4], range: [70, 10] }, ticks: [0, 1, 4], format: (value: number) => value.toFixed(1) } as const

  it('draws the line of the x axis on whole pixels, its labels below and those of the y axis at the left', () => {
    const marks = axisMarks(plot, x, y, frame)
    expect(marks[0]).toMatchObject({ type: 'line', shape: { x1: 40, y1: 70.5, x2: 190, y2: 70.5 }, style: { stroke: 'control', width: 1 } })
    const texts = marks.flatMap((mark) => (mark.type === 'text' ? [[mark.text, ...mark.at, mark.align, mark.verticalAlign]] : []))
    expect(texts).toEqual([
      ['0.0', 32, 70, 'right', 'middle'],
      ['1.0', 32, 55, 'right', 'middle'],
      ['4.0', 32, 10, 'right', 'middle'],
      ['1', 40, 75, 'center', 'top'],
      ['10', 115, 75, 'center', 'top'],
      ['100', 190, 75, 'center', 'top'],
    ])
  })

  it('lies behind the lines of the chart', () => {
    expect(axisMarks(plot, x, null, frame).every(({ z }) => z === 0)).toBe(true)
    expect(axisMarks(plot, x, null, frame)).toHaveLength(4)
  })
})
