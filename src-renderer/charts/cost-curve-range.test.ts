import { describe, expect, it } from 'vitest'
import type { CostCurve } from '../../src-main/contract/recommendation.ts'
import { costUnit, focusedRange, wholeRange } from './cost-curve-range.ts'

/** cost = 100 + 1000 (t - 0.4)², a parabola whose level sets are known by hand: 120 at 0.4 ± √0.02. */
function parabola(): CostCurve {
  const thresholds = Array.from({ length: 1001 }, (_, index) => index / 1000)
  const costs = thresholds.map((threshold) => 100 + 1000 * (threshold - 0.4) ** 2)
  return { thresholds, costs, falseNegatives: costs.map(() => 0), falsePositives: costs.map(() => 0) }
}

describe('focusedRange', () => {
  it('shows the part that costs at most a fifth more than the least', () => {
    const range = focusedRange(parabola(), { threshold: 0.4, cost: 100 }, [])
    expect(range.x[0]).toBeCloseTo(0.4 - Math.sqrt(0.02), 1)
    expect(range.x[1]).toBeCloseTo(0.4 + Math.sqrt(0.02), 1)
    expect(range.y[0]).toBe(98)
    expect(range.y[1]).toBeCloseTo(120.4, 6)
    expect(range.yTicks).toEqual([100, 105, 110, 115, 120])
  })

  it('widens for a recorded threshold that is not far off, and leaves a hopeless one outside', () => {
    const near = focusedRange(parabola(), { threshold: 0.4, cost: 100 }, [{ threshold: 0.58, cost: 132.4 }])
    expect(near.x[1]).toBeGreaterThan(0.58)
    expect(near.y[1]).toBeGreaterThan(132.4)
    const far = focusedRange(parabola(), { threshold: 0.4, cost: 100 }, [{ threshold: 0.9, cost: 350 }])
    expect(far.x[1]).toBeLessThan(0.6)
  })

  it('is whole for a least cost of nothing', () => {
    const curve = parabola()
    expect(focusedRange(curve, { threshold: 0.4, cost: 0 }, [])).toEqual(wholeRange(curve))
  })

  it('reaches the right end where flagging nobody is best', () => {
    const thresholds = [0.2, 0.4, 0.6, 0.8]
    const curve = { thresholds, costs: [190, 160, 130, 110], falseNegatives: [0, 1, 2, 3], falsePositives: [9, 6, 3, 1] }
    const range = focusedRange(curve, { threshold: null, cost: 100 }, [])
    expect(range.x[1]).toBeGreaterThan(0.8)
    expect(range.x[0]).toBeLessThan(0.8)
  })
})

describe('wholeRange', () => {
  it('survives a single score', () => {
    const range = wholeRange({ thresholds: [0.5], costs: [7], falseNegatives: [0], falsePositives: [7] })
    expect(range.x[0]).toBeLessThan(0.5)
    expect(range.x[1]).toBeGreaterThan(0.5)
    expect(range.y[0]).toBeLessThan(7)
    expect(range.y[1]).toBeGreaterThan(7)
  })
})

it('names the unit of the axis', () => {
  expect(costUnit(9_999).word).toBe('units')
  expect(costUnit(151_406)).toEqual({ divisor: 1000, word: 'thousand units' })
  expect(costUnit(20_000_000).word).toBe('million units')
})
