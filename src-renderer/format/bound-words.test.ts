import { describe, expect, it } from 'vitest'
import { aucWords, boundedSentence, boundName, boundRange } from './bound-words.ts'

const bound = (of: string, low: number | null, high: number | null) => ({ of, low, high, note: 'The note.' })

describe('the words for a number that is not exact', () => {
  it('name what it is', () => {
    expect(['auc', 'optimum', 'grid 0.01', 'at 0.338', 'objective f-beta 2', 'objective mcc', 'objective balanced-accuracy'].map(boundName)).toEqual([
      'AUC',
      'Least cost',
      'Best threshold of the grid 0.01',
      'Cost at 0.338',
      'Greatest F-beta, 2',
      'Greatest Matthews correlation',
      'Greatest balanced accuracy',
    ])
  })

  it('say what it lies between, and fall back to the note', () => {
    expect(boundRange(bound('at 0.5', 151_400, 151_500))).toBe('151,400 to 151,500')
    expect(boundRange(bound('grid 0.01', null, null))).toBe('not known from ranges')
    expect(boundRange(bound('distribution', null, null))).toBe('The note.')
    expect(boundRange(bound('ratioMap', 0, 0.000_041))).toBe('misses the least cost by at most 0.0041\u202f%')
  })

  it('give an AUC as far as it is known', () => {
    expect(aucWords(0.7621, undefined)).toBe('0.762')
    expect(aucWords(0.7621, [bound('auc', 0.762_09, 0.762_11)])).toBe('0.762')
    expect(aucWords(0.765, [bound('auc', 0.76, 0.77)])).toBe('0.7600–0.7700')
  })

  it('say first whether the decision itself is exact', () => {
    expect(boundedSentence(undefined)).toBeNull()
    expect(boundedSentence([bound('auc', 0.7, 0.8)])?.decisive).toBe('The recommended threshold, its counts and its cost are exact.')
    // 16 of 151,406 is 0.0106 %.
    expect(boundedSentence([bound('optimum', 151_390, 151_406)])?.decisive).toBe('The least cost lies between 151,390 and 151,406: at most 0.0106\u202f% below what is shown.')
  })
})
