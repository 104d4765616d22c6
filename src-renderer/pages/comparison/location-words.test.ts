import { describe, expect, it } from 'vitest'
import { countPlaces, countsWords } from './location-words.ts'

describe('the states of artifact locations', () => {
  it('are counted, what needs a look first', () => {
    const counts = countPlaces([{ state: 'present' }, { state: 'missing' }, { state: 'present' }, { state: 'outside' }])
    expect(counts).toEqual({ present: 2, elsewhere: 0, missing: 1, outside: 1 })
    expect(countsWords(counts)).toBe('1 missing, 1 outside, 2 present')
    expect(countsWords(countPlaces([]))).toBe('no artifact location is recorded')
  })
})
