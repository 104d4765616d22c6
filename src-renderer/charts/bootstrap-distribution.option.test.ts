import { describe, expect, it } from 'vitest'
import { bootstrapDomain, bootstrapOption, type BootstrapInput } from './bootstrap-distribution.option.ts'
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
    const { series } = bootstrapOption(input, testFrame(400, 200))
    const [area] = Array.isArray(series) ? series : [series]
    expect(area).toMatchObject({ step: 'end', data: [[0.4, 0], [0.4, 30], [0.45, 70], [0.5, 70], [0.5, 0]] })
  })

  it('marks what lies on the axis by its role and names the interval', () => {
    const option = bootstrapOption(input, testFrame(400, 200))
    expect(textsOf(option)).toEqual(expect.arrayContaining(['0.47', '0.3', '95 %', '0.41–0.49', 'best threshold of each resample']))
    expect(textsOf(option)).not.toContain('0.9')
    expect(marksOf(option).filter(({ type }) => type === 'polygon')).toHaveLength(1)
  })

  it('draws one line where every resample gives the same threshold', () => {
    const option = bootstrapOption({ ...input, edges: [0.47, 0.47], counts: [100] }, testFrame(400, 200))
    const { series } = option
    expect(Array.isArray(series) ? series[0]?.data : null).toEqual([])
    expect(marksOf(option).some(({ type, style }) => type === 'line' && style['lineWidth'] === 3)).toBe(true)
  })
})
