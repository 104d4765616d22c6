import { expect, it } from 'vitest'
import type { ExtraColumn } from './extra-columns.ts'
import { unaskedParting } from './parting-of.ts'

const column = (name: string, uses: ExtraColumn['uses'], examples: string[] = ['1', '2']): ExtraColumn => ({ name, type: 'VARCHAR', missing: 0, distinct: examples.length, examples, uses })
const region = column('region', ['part', 'segment'], ['north', 'south'])
const fold = column('cv_fold', ['part'])
const day = column('application_date', ['date'], ['2024-01-01'])

it('rows are parted unasked by names of held-out rows, else by what is called a fold, else by a day', () => {
  const named = column('sample', ['part'], ['train', 'oot'])
  expect(unaskedParting([region, day, fold, named])).toMatchObject({ kind: 'parts', column: 'sample', judge: ['oot'] })
  expect(unaskedParting([region, day, fold])).toEqual({ kind: 'folds', column: 'cv_fold' })
  expect(unaskedParting([region, day])).toEqual({ kind: 'date', column: 'application_date', from: null })
})

it('regions and days of birth do not part rows unasked', () => {
  expect(unaskedParting([region, column('date_of_birth', ['date'], ['1980-01-01']), column('offset', ['part'])])).toBeNull()
})
