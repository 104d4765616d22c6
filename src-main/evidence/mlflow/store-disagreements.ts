import type { DuckDBConnection } from '@duckdb/node-api'
import type { RunSummary } from '../../contract/comparison.ts'
import type { Problem } from '../../contract/problem.ts'
import { queryRows } from './duckdb-tables.ts'
import type { Stores } from './open-stores.ts'

/** Columns of the run, metrics, parameters and tags in which two stores that hold the same run disagree. */
const disagreementQuery = `WITH facts AS (
  SELECT 'metric' AS word, key, run_id, store, value::VARCHAR AS text, value::VARCHAR AS canonical FROM latest_metrics
  UNION ALL
  SELECT 'parameter', key, run_id, store, value, canonical FROM params
  UNION ALL
  SELECT 'tag', key, run_id, store, value, canonical FROM tags
  UNION ALL
  SELECT 'run', 'name', id, store, name, name FROM runs
  UNION ALL
  SELECT 'run', 'status', id, store, status, status FROM runs
  UNION ALL
  SELECT 'run', 'stage', id, store, lifecycle, lifecycle FROM runs
)
SELECT run_id, word, key, list(store ORDER BY store) AS stores, list(text ORDER BY store) AS texts
FROM facts
GROUP BY run_id, word, key
HAVING count(DISTINCT canonical) > 1
ORDER BY run_id, word, key`

/** A value of one run that the stores, by their positions, spell differently. */
export interface Disagreement {
  readonly run_id: string
  readonly word: 'metric' | 'parameter' | 'tag' | 'run'
  readonly key: string
  readonly stores: readonly number[]
  readonly texts: readonly string[]
}

export async function findDisagreements(connection: DuckDBConnection): Promise<Disagreement[]> {
  return queryRows<Disagreement>(connection, disagreementQuery)
}

/** One problem for each value of these runs that two stores tell differently. The first store's value is used. */
export function disagreementProblems(
  stores: Stores,
  disagreements: readonly Disagreement[],
  runs: readonly RunSummary[],
): Problem[] {
  const names = new Map(runs.map((run) => [run.id, run.name]))
  return disagreements
    .filter(({ run_id }) => names.has(run_id))
    .map((row) => disagreementProblem(stores, row, names.get(row.run_id) ?? ''))
}

/** The problem of one disagreement; `name` is the name of the run, empty where it has none. */
export function disagreementProblem(stores: Stores, row: Disagreement, name: string): Problem {
  const paths = row.stores.map((store) => stores.opened[store]?.path ?? '')
  const told = row.texts.map((text, index) => `${text} in ${paths[index] ?? ''}`)
  return {
    kind: 'store-partly-unreadable',
    path: paths[1] ?? null,
    message: `The stores tell run ${name === '' ? row.run_id : name} differently: ${row.word === 'run' ? 'its' : row.word} ${row.key} is ${told.join(', ')}.`,
    action: `The value of ${paths[0] ?? ''} is used; find out which store is the right one.`,
  }
}
