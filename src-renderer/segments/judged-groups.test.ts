import { describe, expect, it } from 'vitest'
import { tenRows } from '../pages/threshold/threshold-view.test-kit.ts'
import { comparedGroups, judgedGroups } from './judged-groups.ts'

// The ten rows are best cut at 0.4; 0.6 and 0.8 are recorded.
const view = tenRows()
const others = [0.6, 0.8]
const chosen = (threshold: number | null) => ({ recommended: { cut: { threshold }, digits: 'digits of the choices' } })

describe('the thresholds whose groups are shown', () => {
  it('begin with the one that the two costs lead to, then the others', () => {
    const { thresholds, refusesNobody, digitsOf } = judgedGroups(view, null, others, 0.6)
    expect(thresholds).toEqual([0.4, 0.6, 0.8])
    expect(refusesNobody).toBe(false)
    expect([0.4, 0.6].map(digitsOf)).toEqual([view.shortThreshold, '0.6'])
  })

  it('begin with the one under all that the bank chose where that was weighed', () => {
    const { thresholds, digitsOf } = judgedGroups(view, chosen(0.7), others, 0.6)
    expect(thresholds).toEqual([0.7, 0.6, 0.8])
    expect(digitsOf(0.7)).toBe('digits of the choices')
    expect(judgedGroups(view, { recommended: null }, others, 0.6).thresholds).toEqual([0.4, 0.6, 0.8])
  })

  it('are the others alone where the answer refuses nobody, and 0.5 where there is none', () => {
    expect(judgedGroups(view, chosen(null), others, 0.6)).toMatchObject({ thresholds: [0.6, 0.8], refusesNobody: true })
    expect(judgedGroups(view, chosen(null), [], null).thresholds).toEqual([0.5])
  })

  it('hold the selected one, also where it is not recorded', () => {
    expect(comparedGroups(others, 0.8)).toEqual([0.6, 0.8])
    expect(comparedGroups(others, 0.5)).toEqual([0.5, 0.6, 0.8])
  })
})
