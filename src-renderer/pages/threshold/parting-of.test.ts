import { expect, it } from 'vitest'
import type { ExtraColumn } from '../../../src-main/contract/extra-columns.ts'
import { partingOf, partingWords } from './parting-of.ts'

function columnWith(uses: ExtraColumn['uses'], examples: string[], distinct: number | null = examples.length): ExtraColumn {
  return { name: 'c', type: 'VARCHAR', missing: 0, distinct, examples, uses }
}

it('parts by names of held-out rows, else fold by fold, else by a day', () => {
  expect(partingOf(columnWith(['part', 'segment'], ['train', 'test']))).toEqual({ kind: 'parts', column: 'c', choose: ['train'], judge: ['test'] })
  expect(partingOf(columnWith(['part'], ['1', '2', '3']))).toEqual({ kind: 'folds', column: 'c' })
  expect(partingOf(columnWith(['date'], ['2024-01-01'], null))).toEqual({ kind: 'date', column: 'c', from: null })
  expect(partingOf(columnWith(['segment'], ['a', 'b']))).toBeNull()
})

it('never takes a few examples of many values for all of them', () => {
  expect(partingOf(columnWith(['part'], ['train', 'test'], 9))).toEqual({ kind: 'folds', column: 'c' })
})

it('says what it does', () => {
  expect(partingWords({ kind: 'parts', column: 'c', choose: ['train'], judge: ['test', 'oot'] })).toBe('Choose on train, judge on test, oot')
})
