import type { CutTable } from './cut-table.ts'

/**
 * Remembers, for as long as a table lives, what was computed from it alone. Changing a cost then recomputes only
 * what depends on costs.
 */
export function oncePerTable<Result>(compute: (table: CutTable) => Result): (table: CutTable) => Result {
  const known = new WeakMap<CutTable, { readonly result: Result }>()
  return (table) => {
    const found = known.get(table) ?? { result: compute(table) }
    known.set(table, found)
    return found.result
  }
}
