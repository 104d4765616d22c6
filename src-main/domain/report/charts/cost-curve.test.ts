import { describe, expect, it } from 'vitest'
import { costCurveChart, type CostCurveInput } from './cost-curve.ts'

const thresholds = Array.from({ length: 101 }, (_, index) => index / 100)
const input: CostCurveInput = {
  curve: {
    thresholds,
    costs: thresholds.map((threshold) => 150_000 + 400_000 * (threshold - 0.5) ** 2),
    falseNegatives: thresholds.map(() => 1),
    falsePositives: thresholds.map(() => 1),
  },
  marks: [
    { threshold: 0.5, cost: 150_000, mark: 'recommended', name: '0.5 recommended' },
    { threshold: 0.4, cost: 154_000, mark: 'recorded', name: '0.4 recorded' },
    { threshold: 0.05, cost: 231_000, mark: 'reference', name: '0.05' },
  ],
  withinOnePercent: [0.44, 0.56],
  indistinguishable: [0.45, 0.55],
  interval95: [0.46, null],
  width: 505,
  plotHeight: 100,
}

const numbersOf = (svg: string) => [...svg.matchAll(/ (?:x|y|x1|x2|y1|y2|cx|cy|width|height)="([^"]*)"/g)].map((match) => Number(match[1]))

describe('costCurveChart', () => {
  it('says the unit and where the axis is cut, and names what it leaves out', () => {
    const chart = costCurveChart(input)
    expect(chart.note).toMatch(/^thousand units; the axis starts at 14[5-9](\.\d)?; shaded: within 1\u202f% of the least cost$/)
    expect(chart.omitted.map((mark) => mark.name)).toEqual(['0.05'])
  })

  it('marks by shape: circle and solid line, diamond and dashed line', () => {
    const { svg } = costCurveChart(input)
    expect(svg.match(/<circle /g)).toHaveLength(1)
    expect(svg.match(/<polygon /g)).toHaveLength(1)
    expect(svg.match(/stroke-dasharray="3 2"/g)).toHaveLength(1)
    expect(svg).toContain('0.4600–flag nobody')
  })

  it('draws every coordinate inside a finite page, whatever is missing', () => {
    const cases: CostCurveInput[] = [
      input,
      { ...input, marks: [], withinOnePercent: [1, 1], indistinguishable: null, interval95: null },
      { ...input, curve: { ...input.curve, costs: thresholds.map(() => 0) }, marks: input.marks.map((mark) => ({ ...mark, cost: 0 })) },
      { ...input, withinOnePercent: [0.5, 0.5], indistinguishable: [0.01, 0.99], interval95: [0.001, 0.999] },
      { ...input, curve: { thresholds: [0.5], costs: [3], falseNegatives: [1], falsePositives: [1] }, marks: [{ threshold: 0.5, cost: 3, mark: 'recommended', name: '0.5' }] },
    ]
    for (const example of cases) {
      const { svg } = costCurveChart(example)
      for (const value of numbersOf(svg)) {
        expect(Number.isFinite(value)).toBe(true)
        expect(value).toBeGreaterThanOrEqual(0)
        expect(value).toBeLessThan(600)
      }
      expect(svg).not.toMatch(/NaN|Infinity|undefined/)
    }
  })

  it('writes a name as text, never as markup', () => {
    const { svg } = costCurveChart({ ...input, marks: [{ threshold: 0.5, cost: 150_000, mark: 'recommended', name: '<script>"&' }] })
    expect(svg).toContain('&lt;script&gt;&quot;&amp;')
  })
})
