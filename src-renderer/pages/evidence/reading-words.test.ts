import { describe, expect, it } from 'vitest'
import type { PredictionCandidate } from '../../../src-main/contract/scan.ts'
import { directionOf, directionWords, excludedCauses, formWords, placesWords } from './reading-words.ts'

const at = (number: number, file: string | null = null) => ({ file, number })

describe('the form of a table', () => {
  it('names format, separator, encoding and files', () => {
    expect(formWords({ format: 'parquet', encoding: null, delimiter: null, files: 12 })).toBe('Parquet, 12 files')
    expect(formWords({ format: 'delimited', encoding: 'Windows-1252', delimiter: ';', files: 1 })).toBe('text separated by semicolons, read as Windows-1252, 1 file')
    expect(formWords({ format: 'delimited', encoding: 'UTF-8', delimiter: '\u0001', files: 1 })).toContain('separated by “⟨U+0001⟩”')
    const mixed = { format: 'delimited' as const, encoding: 'UTF-8', delimiter: ',', files: 1, lineEnds: { lf: 1200, crlf: 3, cr: 0 } }
    expect(formWords(mixed)).toBe('text separated by commas, read as UTF-8, 1 file, lines end in different ways: 1,200 in LF, 3 in CR LF')
  })
})

describe('rows that cannot be used', () => {
  it('are named by their lines, the first ones of many', () => {
    expect(placesWords([at(4)], 1, 'line')).toBe('line 4')
    expect(placesWords([at(4), at(17), at(1023)], 3, 'line')).toBe('lines 4, 17 and 1,023')
    expect(placesWords([1, 2, 3, 4, 5, 6, 7, 8].map((number) => at(number)), 31, 'row')).toBe('rows 1, 2, 3, 4, 5, 6, … and 25 more')
    expect(placesWords([at(2, 'part-1.csv')], 1, 'line')).toBe('line 2 of part-1.csv')
    expect(placesWords([], 0, 'line')).toBe('')
  })

  it('are counted by cause, causes that do not occur left out', () => {
    const none = { nullScore: 0, nanScore: 0, infiniteScore: 0, textScore: 0, nullLabel: 0, foreignLabel: 0 }
    const lines = { unit: 'line' as const, nullScore: [], nanScore: [], infiniteScore: [], textScore: [at(9)], nullLabel: [], foreignLabel: [] }
    expect(excludedCauses(none, lines)).toEqual([])
    expect(excludedCauses({ ...none, textScore: 1, nullLabel: 2 }, lines)).toEqual([
      { rows: 1, words: 'with a score that is not a number', places: 'line 9' },
      { rows: 2, words: 'without a label', places: '' },
    ])
    expect(excludedCauses({ ...none, textScore: 1 }, undefined)).toMatchObject([{ places: '' }])
    const malformed = { rows: 23, causes: [{ cause: 'openQuote' as const, rows: 23, places: [1, 2, 3, 4, 5, 6, 7].map((number) => at(number)) }] }
    expect(excludedCauses({ ...none, malformedRow: 23 }, lines, malformed)).toEqual([
      { rows: 23, words: 'with a quote that does not close its value', places: 'lines 1, 2, 3, 4, 5, 6, … and 17 more' },
    ])
  })
})

const candidate: PredictionCandidate = {
  label: 'y', score: 'p', positives: 3, positive: 'bad', negative: 'good', scoreRange: [0, 1], reason: '', auc: 0.25, suggestedOrientation: 'low',
}

describe('the direction that the rows suggest', () => {
  it('turns around with the positive class', () => {
    expect(directionOf(candidate, 'bad')).toEqual({ auc: 0.25, suggested: 'low' })
    expect(directionOf(candidate, 'good')).toEqual({ auc: 0.75, suggested: 'high' })
  })

  it('is unknown while the class is open, or for a value that was not looked at', () => {
    expect(directionOf(candidate, null)).toEqual({ auc: null, suggested: null })
    expect(directionOf(candidate, 'other')).toEqual({ auc: null, suggested: null })
    expect(directionOf({ ...candidate, positive: null, auc: null, suggestedOrientation: null }, 'bad')).toEqual({ auc: null, suggested: null })
  })

  it('is a proposal in words', () => {
    expect(directionWords(directionOf(candidate, 'good'), 'good', 20_000)).toBe('AUC 0.750 if high scores mean good: the rows suggest that high scores mean good. Choose it if that is meant.')
    expect(directionWords({ auc: 0.5, suggested: null }, 'bad', 20_001)).toBe('AUC 0.500 on 20,000 evenly spaced rows if high scores mean bad: the rows do not say which direction is meant.')
    expect(directionWords({ auc: null, suggested: null }, null, 9)).toContain('once the positive class is chosen')
  })
})
