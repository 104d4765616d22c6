import type { DuckDBConnection } from '@duckdb/node-api'
import type { ComparisonRow } from '../../contract/comparison.ts'
import { queryRows } from './duckdb-tables.ts'

/** A row of the comparison that isn't a row of the store: from an artifact, or made of several columns. */
export interface DerivedFact {
  readonly section: ComparisonRow['section']
  /** Before the keys without a place, in this order. */
  readonly place: number
  readonly key: string
  readonly runId: string
  /** Null where the run has none; the row is there all the same. */
  readonly text: string | null
}

/** MLflow's own tags that say something about how a model came to be; its others are bookkeeping. */
export const shownSystemTags: readonly string[] = ['mlflow.note.content', 'mlflow.source.git.commit', 'mlflow.source.name']

/** Runs, artifact locations and times differ between any two runs, so they are no rows. */
const ignoredColumns: readonly string[] = ['artifact_uri', 'end_time']

/**
 * Every key of the compared runs with one value a run. A missing value is no difference. Parameters and tags are
 * compared as exact decimals where they are numbers ("0.10" equals "0.1"), metrics as doubles, all else as text. A run
 * that several stores hold takes each value from the first that has it.
 */
export const comparisonQuery = `WITH facts AS (
  SELECT 1 AS rank, 0 AS place, 'metrics' AS section, key, run_id, store, value::VARCHAR AS text, value::VARCHAR AS canonical
  FROM latest_metrics
  UNION ALL
  SELECT 2, 0, 'parameters', key, run_id, store, value, canonical FROM params
  UNION ALL
  SELECT 3, 0, 'tags', key, run_id, store, value, canonical FROM tags
  WHERE NOT starts_with(key, 'mlflow.') OR key IN (SELECT key FROM shown_tags)
  UNION ALL
  SELECT 4, 0, 'datasets', key, run_id, store, value, value FROM run_datasets
  UNION ALL
  SELECT 5, 2, 'models', 'Registered as', run_id, store, registered, registered FROM (
    SELECT run_id, store, string_agg(
      name || ' version ' || version || CASE WHEN stage IS NULL OR stage = 'None' THEN '' ELSE ', ' || stage END,
      '; ' ORDER BY name, version) AS registered
    FROM model_versions WHERE run_id IS NOT NULL GROUP BY run_id, store)
  UNION ALL
  SELECT CASE section WHEN 'identity' THEN 0 WHEN 'models' THEN 5 ELSE 6 END, place, section, key, run_id, 0, text, text
  FROM derived
), stated AS (
  SELECT rank, place, section, key, run_id, arg_min(text, store) AS text, arg_min(canonical, store) AS canonical
  FROM facts JOIN compared USING (run_id)
  GROUP BY ALL
), keys AS (
  SELECT DISTINCT rank, place, section, key FROM stated
)
SELECT section, key,
  list(text ORDER BY position) AS "values",
  CASE
    WHEN count(text) < count(*) THEN 'missing'
    WHEN count(DISTINCT canonical) = 1 THEN 'equal'
    ELSE 'different'
  END AS state
FROM keys
CROSS JOIN compared
LEFT JOIN stated USING (rank, place, section, key, run_id)
GROUP BY rank, place, section, key
ORDER BY rank, CASE place WHEN 0 THEN 1000 ELSE place END, key`

export interface ComparedRows {
  readonly rows: ComparisonRow[]
  /** Keys that the runs have and that are left out, because they differ between any two runs. */
  readonly ignored: string[]
}

/** Compares the runs, in this order, over the tables of the stores and the derived facts. */
export async function comparedRows(
  connection: DuckDBConnection,
  runIds: readonly string[],
  derived: readonly DerivedFact[],
): Promise<ComparedRows> {
  await connection.run('CREATE OR REPLACE TABLE compared (position INTEGER NOT NULL, run_id VARCHAR NOT NULL)')
  const compared = await connection.createAppender('compared')
  for (const [position, runId] of runIds.entries()) {
    compared.appendInteger(position)
    compared.appendVarchar(runId)
    compared.endRow()
  }
  compared.closeSync()
  await connection.run('CREATE OR REPLACE TABLE shown_tags (key VARCHAR NOT NULL)')
  const shown = await connection.createAppender('shown_tags')
  for (const key of shownSystemTags) {
    shown.appendVarchar(key)
    shown.endRow()
  }
  shown.closeSync()
  await loadDerived(connection, derived)
  const rows = await queryRows<ComparisonRow>(connection, comparisonQuery)
  const hidden = await queryRows<{ key: string }>(
    connection,
    `SELECT DISTINCT key FROM tags JOIN compared USING (run_id)
     WHERE starts_with(key, 'mlflow.') AND key NOT IN (SELECT key FROM shown_tags) ORDER BY key`,
  )
  return { rows, ignored: [...ignoredColumns, ...hidden.map(({ key }) => key)] }
}

async function loadDerived(connection: DuckDBConnection, derived: readonly DerivedFact[]): Promise<void> {
  await connection.run(
    'CREATE OR REPLACE TABLE derived (section VARCHAR, place INTEGER, key VARCHAR, run_id VARCHAR, text VARCHAR)',
  )
  const appender = await connection.createAppender('derived')
  for (const fact of derived) {
    appender.appendVarchar(fact.section)
    appender.appendInteger(fact.place)
    appender.appendVarchar(fact.key)
    appender.appendVarchar(fact.runId)
    if (fact.text === null) appender.appendNull()
    else appender.appendVarchar(fact.text)
    appender.endRow()
  }
  appender.closeSync()
}
