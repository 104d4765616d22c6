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

const foldName = /(^|[^a-z])(cv|folds?|splits?|partitions?|parts?|sets?)([^a-z]|$)/i
const birthName = /birth|(^|[^a-z])dob([^a-z]|$)/i

/**
 * The parting that nobody needs to be asked for: names such as "test", else a column that is called a fold, else a day. A column
 * of a few values, such as a region, parts rows too, but only where a person says so. Null where there is none.
 */
export function unaskedParting(columns: readonly ExtraColumn[]): Parting | null {
  const partings = columns.flatMap((column) => partingOf(column) ?? [])
  return (
    partings.find(({ kind }) => kind === 'parts') ??
    partings.find(({ kind, column }) => kind === 'folds' && foldName.test(column)) ??
    partings.find(({ kind, column }) => kind === 'date' && !birthName.test(column)) ??
    null
  )
}
