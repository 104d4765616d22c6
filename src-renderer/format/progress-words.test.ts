import { describe, expect, it } from 'vitest'
import { progressWords } from './progress-words.ts'

describe('how far work is', () => {
  it.each([
    [null, 'Reading the folder'],
    [{ stage: 'Hashing', done: 3, total: 12_000, unit: 'files' }, 'Hashing: 3 of 12,000 files'],
    [{ stage: 'Reading tracking stores', done: 0, total: null, unit: 'stores' }, 'Reading tracking stores'],
    [{ stage: 'Searching', done: 1_200, total: null, unit: 'files' }, 'Searching: 1,200 files'],
  ])('tells %j', (progress, words) => {
    expect(progressWords('Reading the folder', progress)).toBe(words)
  })
})
