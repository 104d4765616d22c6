import { describe, expect, it } from 'vitest'
import { costAxisWords, costCurveDrawing, costCurveRange, visiblePoints } from './cost-curve.drawing.ts'
import type { CostCurveInput } from './cost-curve.drawing.ts'
import { marksOf, testFrame, textsOf } from './test-frame.test-kit.ts'

/** cost = 150,000 + 1,000,000 (t - 0.4)²: 162,100 at 0.29, 151,600 at 0.44. */
function input(part: Partial<CostCurveInput> = {}): CostCurveInput {
  const thresholds = Array.from({ length: 501 }, (_, index) => index / 500)
  const cost = (threshold: number) => Math.round(150_000 + 1_000_000 * (threshold - 0.4) ** 2)
  const mark = (id: string, kind: 'recommended' | 'recorded' | 'reference', threshold: number, second: string | null) => ({
    id,
    kind,
    threshold,
    cost: cost(threshold),
    name: String(threshold),
    note: kind,
    second,
  })
  return {
    curve: {
      thresholds,
      costs: thresholds.map(cost),
      falseNegatives: thresholds.map(() => 1),
      falsePositives: thresholds.map(() => 2),
    },
    marks: [
      mark('best', 'recommended', 0.4, 'least cost, 150,000'),
      mark('old', 'recorded', 0.29, 'costs 162,100'),
      mark('half', 'reference', 0.5, null),
      mark('far', 'reference', 0.95, null),
    ],
    optimum: { threshold: 0.4, cost: 150_000 },
    compared: 'old',
    regretWords: '12,100 more',
    withinOnePercent: [0.3613, 0.4387],
    strips: [{ shape: 'box', name: 'Within 1 %', value: '0.3613–0.4387', from: 0.3613, to: 0.4387 }],
    whole: false,
    orientation: 'high',
    describe: String,
    ...part,
  }
}

describe('costCurveDrawing', () => {
  const frame = testFrame(740, 250)

  it('labels every mark in sight, the strip and the regret', () => {
    expect(textsOf(costCurveDrawing(input(), frame)).toSorted()).toEqual(
      ['0.4', 'recommended', 'least cost, 150,000', '0.29', 'recorded', 'costs 162,100', '0.5', 'reference', '12,100 more', 'Within 1 %', '0.3613–0.4387'].toSorted(),
    )
  })

  it('draws the recommended threshold as a filled circle on a solid line, the recorded one as an open diamond on a dashed one', () => {
    const marks = marksOf(costCurveDrawing(input(), frame))
    // The last one lies in front.
    expect(marks.filter((mark) => mark.type === 'circle').map((mark) => mark.style.fill)).toEqual(['surface', 'recommended'])
    expect(marks.filter((mark) => mark.type === 'polygon').map((mark) => [mark.style.fill, mark.style.stroke])).toEqual([['surface', 'recorded']])
    const lines = marks.filter((mark) => mark.type === 'line')
    expect(lines.some((mark) => mark.style.stroke === 'recorded' && mark.style.dash !== undefined)).toBe(true)
    expect(lines.some((mark) => mark.style.stroke === 'recommended' && mark.style.dash === undefined)).toBe(true)
  })

  it('says where the axis is cut, and shows the whole curve on request', () => {
    expect(costAxisWords(costCurveRange(input()))).toBe('thousand units, axis from 146')
    const whole = costCurveRange(input({ whole: true }))
    expect(whole.x[0]).toBeLessThanOrEqual(0)
    expect(whole.x[1]).toBeGreaterThanOrEqual(1)
    expect(textsOf(costCurveDrawing(input({ whole: true }), frame))).toContain('0.95')
  })

  it('draws steps as steps where they are wide enough to be seen', () => {
    const line = (drawn: CostCurveInput) => costCurveDrawing(drawn, frame).lines[0]?.path.slice(1).split('L').map((point) => point.split(' '))
    const thresholds = [0.1, 0.3, 0.4, 0.6, 0.9]
    const few = { thresholds, costs: [9, 6, 5, 6, 9], falseNegatives: [0, 0, 0, 0, 0], falsePositives: [0, 0, 0, 0, 0] }
    const stepped = { curve: few, optimum: { threshold: 0.4, cost: 5 }, marks: [], whole: true }
    // A high score is positive: a cut holds down to the next lower one, so the line first goes down to the next cost.
    const high = line(input(stepped))
    const low = line(input({ ...stepped, orientation: 'low' }))
    // Four steps: five points with a corner before each but the first.
    expect([high?.length, low?.length]).toEqual([9, 9])
    expect([high?.[1]?.[0], high?.[1]?.[1]]).toEqual([high?.[0]?.[0], high?.[2]?.[1]])
    expect([low?.[1]?.[0], low?.[1]?.[1]]).toEqual([low?.[2]?.[0], low?.[0]?.[1]])
    expect(line(input({ whole: true }))).toHaveLength(501)
  })

  it('puts "refuse nobody" at the right end', () => {
    const marks = [{ id: 'best', kind: 'recommended' as const, threshold: null, cost: 150_000, name: 'Refuse nobody', note: 'recommended', second: null }]
    const drawing = costCurveDrawing(input({ marks, optimum: { threshold: null, cost: 150_000 }, compared: null, regretWords: null }), frame)
    const circle = marksOf(drawing).find((mark) => mark.type === 'circle')
    expect(circle?.shape.cx).toBe(740 - 24)
  })

  it('keeps the index of each visible point, so that a reading names the right one', () => {
    const range = costCurveRange(input())
    const points = visiblePoints(input().curve, range)
    expect(points.every(([threshold, , index]) => threshold === index / 500)).toBe(true)
    expect(points.length).toBeLessThan(501)
  })
})
