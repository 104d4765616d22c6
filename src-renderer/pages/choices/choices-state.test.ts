import { describe, expect, it } from 'vitest'
import type { ThresholdView } from '../../../src-main/contract/recommendation.ts'
import type { RecordedThreshold, Scan } from '../../../src-main/contract/scan.ts'
import { suggestedThresholds } from './choices-state.ts'

const recorded = (value: number) => ({ value }) as RecordedThreshold
const viewOf = (values: readonly number[]) => ({ recorded: values.map((value) => ({ recorded: recorded(value) })) }) as unknown as ThresholdView
const scanOf = (values: readonly number[]) => ({ status: 'ready' as const, value: { thresholds: values.map(recorded) } as unknown as Scan })

describe('suggested thresholds', () => {
  it('are the five likeliest of the view, however costs order it', () => {
    const scan = scanOf([0.4, 0.1, 0.9, 0.4, 0.7, 0.2, 0.6])
    expect(suggestedThresholds(scan, viewOf([0.6, 0.2, 0.7, 0.4, 0.1, 0.9]))).toEqual([0.4, 0.1, 0.9, 0.7, 0.2])
    expect(suggestedThresholds(scan, viewOf([0.9, 0.1, 0.4, 0.7, 0.2, 0.6]))).toEqual([0.4, 0.1, 0.9, 0.7, 0.2])
  })

  it('are the same array while they are equal, so that a moved cost draws nothing of them anew', () => {
    const scan = scanOf([0.4, 0.1])
    const before = suggestedThresholds(scan, viewOf([0.1, 0.4]))
    expect(suggestedThresholds(scan, viewOf([0.4, 0.1]))).toBe(before)
    expect(suggestedThresholds(scan, viewOf([0.4, 0.1, 0.7]))).toEqual([...before, 0.7])
  })

  it('follow by value where the scan names none of them, and are none without a view', () => {
    expect(suggestedThresholds({ status: 'none' }, viewOf([0.6, 0.2, 0.6]))).toEqual([0.2, 0.6])
    expect(suggestedThresholds(scanOf([0.6]), viewOf([0.2, 0.6]))).toEqual([0.6, 0.2])
    expect(suggestedThresholds(scanOf([0.6]), null)).toEqual([])
  })
})
