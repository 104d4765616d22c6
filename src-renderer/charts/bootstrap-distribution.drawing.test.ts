import { describe, expect, it } from 'vitest'
import { bootstrapDomain, bootstrapDrawing, type BootstrapInput } from './bootstrap-distribution.drawing.ts'
import { marksOf, testFrame, textsOf } from './test-frame.test-kit.ts'

const input: BootstrapInput = {
  edges: [0.4, 0.45, 0.5],
  counts: [30, 70],
  marks: [
    { kind: 'recommended', threshold: 0.47, name: '0.47' },
    { kind: 'recorded', threshold: 0.3, name: '0.3' },
    { kind: 'recorded', threshold: 0.9, name: '0.9' },
  ],
  reach: [0.47, 0.3],
  interval: { from: 0.41, to: 0.49, name: '95 %', value: '0.41–0.49' },
  axisTitle: 'best threshold of each resample',
}

describe('the distribution of the best threshold', () => {
  it('reaches to a threshold that is near, and not to one that would make a line of the bars', () => {
    const [low, high] = bootstrapDomain(input)
    expect(low).toBeLessThan(0.3)
    expect(high).toBeGreaterThan(0.5)
    expect(high).toBeLessThan(0.6)
    expect(bootstrapDomain({ ...input, reach: [0.47, 0.9] })[1]).toBeLessThan(0.6)
  })

  it('draws its bars as steps from the first edge to the last', () => {
    // The axis runs over 0.292–0.508 from pixel 10 to 390, the heights over 0–75.6 from 135 up to 30.
    const { lines } = bootstrapDrawing(input, testFrame(400, 200))
    expect(lines).toMatchObject([
      { path: 'M200 135L200 93.33L287.96 93.33L287.96 37.78L375.93 37.78L375.93 135', fill: { colour: 'recommendedSoft' } },
    ])
  })

  it('marks what lies on the axis by its role and names the interval', () => {
    const drawing = bootstrapDrawing(input, testFrame(400, 200))
    expect(textsOf(drawing)).toEqual(expect.arrayContaining(['0.47', '0.3', '95 %', '0.41–0.49', 'best threshold of each resample']))
    expect(textsOf(drawing)).not.toContain('0.9')
    expect(marksOf(drawing).filter(({ type }) => type === 'polygon')).toHaveLength(1)
  })

  it('draws one line where every resample gives the same threshold', () => {
    const drawing = bootstrapDrawing({ ...input, edges: [0.47, 0.47], counts: [100] }, testFrame(400, 200))
    expect(drawing.lines).toEqual([])
    expect(marksOf(drawing).some(({ type, style }) => type === 'line' && style['width'] === 3)).toBe(true)
  })
})
