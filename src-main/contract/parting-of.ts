import type { ExtraColumn } from './extra-columns.ts'
import type { Parting } from './uncertainty.ts'

const heldOutName = /^(test|testing|valid|validation|val|eval|holdout|hold-out|oot|oos|oof|out-of-time)$/i

/**
 * How a column parts the rows into those that choose a threshold and those that judge it: before and after a day, by
 * names such as "test", else fold by fold. Null where it does neither.
 */
export function partingOf({ name, uses, distinct, examples }: ExtraColumn): Parting | null {
  if (uses.includes('part')) {
    const values = distinct !== null && distinct <= examples.length ? examples : []
    const judge = values.filter((value) => heldOutName.test(value))
    const choose = values.filter((value) => !heldOutName.test(value))
    return judge.length > 0 && choose.length > 0 ? { kind: 'parts', column: name, choose, judge } : { kind: 'folds', column: name }
  }
  return uses.includes('date') ? { kind: 'date', column: name, from: null } : null
}
