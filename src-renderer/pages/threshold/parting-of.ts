import type { Parting } from '../../../src-main/contract/uncertainty.ts'

export { partingOf } from '../../../src-main/contract/parting-of.ts'

/** What a parting does, in words. */
export function partingWords(parting: Parting): string {
  switch (parting.kind) {
    case 'parts':
      return `Choose on ${parting.choose.join(', ')}, judge on ${parting.judge.join(', ')}`
    case 'folds':
      return `Judge each ${parting.column} by the others`
    case 'date':
      return `Choose before a day of ${parting.column}, judge from it on`
  }
}
