import { describe, expect, it } from 'vitest'
import { aucWords, calibrationWords, ratioFinding, ratioRangeWords, ratiosOfRecommended, ratiosOfRecorded } from './ratio-view-model.ts'
import { thresholdRows } from './recorded-rows.ts'
import { cut, recorded, tenRows } from './threshold-view.test-kit.ts'

const view = tenRows()
const row = (part: Parameters<typeof recorded>[0]) => ({ recorded: recorded(part), cut: cut(part.value, 0, 0) })

describe('ratiosOfRecorded', () => {
  it('joins the steps whose threshold the printed value stands for', () => {
    expect(ratiosOfRecorded(view.ratioMap, row({ value: 0.6, interval: [0.55, 0.65] }))).toEqual([0.5, 2])
    expect(ratiosOfRecorded(view.ratioMap, row({ value: 0.6, interval: [0.35, 0.65] }))).toEqual([0.5, null])
  })

  it('keeps the open end of an interval out', () => {
    expect(ratiosOfRecorded(view.ratioMap, row({ value: 0.5, interval: [0.45, 0.6] }))).toBeNull()
    expect(ratiosOfRecorded(view.ratioMap, row({ value: 0.6, interval: [0.55, 0.6], origin: 'decisions' }))).toEqual([0.5, 2])
  })

  it('takes an exact value as a cut', () => {
    expect(ratiosOfRecorded(view.ratioMap, row({ value: 0.6 }))).toEqual([0.5, 2])
    expect(ratiosOfRecorded(view.ratioMap, row({ value: 0.61 }))).toBeNull()
  })
})

describe('words', () => {
  it('writes ratios with as many digits as tell their ends apart', () => {
    expect(ratioRangeWords([17.36, 19.92])).toBe('17.4–19.9\u202f:\u202f1')
    expect(ratioRangeWords([9.971, 9.974])).toBe('9.971–9.974\u202f:\u202f1')
    expect(ratioRangeWords([40, null])).toBe('above 40\u202f:\u202f1')
  })

  it('says for which ratios the recommended threshold is best, and what a recorded one needs', () => {
    expect(ratiosOfRecommended(view)).toEqual([2, null])
    const rows = thresholdRows(view)
    expect(ratioFinding(view, rows.find((each) => each.id === 'recorded 0.6') ?? null)).toBe(
      'Best threshold for each cost ratio. 0.4 is best for FN : FP above 2\u202f:\u202f1. A value written as 0.6 is best for FN : FP 0.5–2\u202f:\u202f1.',
    )
  })

  it('names the area under the curve', () => {
    expect(aucWords(view)).toBe('AUC 0.833')
  })

  it('says nothing about calibration on a handful of rows, and says it on many', () => {
    expect(calibrationWords(view)).toBeNull()
    const many = { ...view, distribution: { edges: [0, 0.4, 0.5, 1], positives: [1, 90, 3], negatives: [1, 910, 3] } }
    expect(calibrationWords(many)).toBe('The score is not a probability: of the 1,000 applicants scored 0.4–0.5, 9.0\u202f% defaulted.')
  })
})
