import { describe, expect, it } from 'vitest'
import { answeredThreshold, judgedThresholds } from './judged-thresholds.ts'

const optimum = { threshold: 0.48 }
const chosen = (threshold: number | null) => ({ recommended: { cut: { threshold } } })

describe('the judged threshold', () => {
  it('is that of the two costs where nothing else was weighed, or no threshold meets all limits', () => {
    expect(answeredThreshold({ optimum }, null)).toBe(0.48)
    expect(answeredThreshold({ optimum }, { recommended: null })).toBe(0.48)
  })

  it('is the one under all that the bank chose, also where that refuses nobody', () => {
    expect(answeredThreshold({ optimum }, chosen(0.6))).toBe(0.6)
    expect(answeredThreshold({ optimum }, chosen(null))).toBe(null)
  })

  it('stands before the others once, five in all', () => {
    expect(judgedThresholds(0.48, [0.338, 0.48, 0.5])).toEqual([0.48, 0.338, 0.5])
    expect(judgedThresholds(0.1, [0.2, 0.3, 0.4, 0.5, 0.6])).toEqual([0.1, 0.2, 0.3, 0.4, 0.5])
    expect(judgedThresholds(null, [0.338])).toEqual([0.338])
    expect(judgedThresholds(null, [])).toEqual([])
  })
})
