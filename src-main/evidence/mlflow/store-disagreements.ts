import type { RunSummary } from '../../contract/comparison.ts'
import type { Problem } from '../../contract/problem.ts'
import { disagreementQuery } from './compared-rows.ts'
import { queryRows } from './duckdb-tables.ts'
import type { Stores } from './open-stores.ts'

interface Disagreement {
  run_id: string
  word: string
  key: string
  stores: number[]
  texts: string[]
}

/** One problem for each key in which two stores tell the same run differently. The first store's value is used. */
export async function storeDisagreements(stores: Stores, runs: readonly RunSummary[]): Promise<Problem[]> {
  const shared = new Map(runs.filter((run) => run.stores.length > 1).map((run) => [run.id, run]))
  if (shared.size === 0) return []
  const rows = await queryRows<Disagreement>(stores.connection, disagreementQuery)
  return rows.flatMap((row): Problem[] => {
    const run = shared.get(row.run_id)
    if (run === undefined) return []
    const told = row.texts.map((text, index) => `${text} in ${stores.opened[row.stores[index] ?? -1]?.path ?? ''}`)
    return [
      {
        kind: 'store-partly-unreadable',
        path: run.stores[0] ?? null,
        message: `The stores tell run ${run.name || run.id} differently: ${row.word} ${row.key} is ${told.join(', ')}.`,
        action: `The value of ${run.stores[0] ?? ''} is used; find out which store is the right one.`,
      },
    ]
  })
}
