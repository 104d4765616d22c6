import type { DuckDBConnection } from '@duckdb/node-api'
import type { ComparisonOptions, ComparisonRow } from '../../contract/comparison.ts'
import type { StatedRow } from '../../domain/comparison/stated-row.ts'
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
  /** The form in which it is compared; the text itself where left out. */
  readonly canonical?: string
}

/**
 * Every key of the compared runs with one value a run. Parameters and tags are compared as exact decimals where they are
 * numbers ("0.10" equals "0.1"), metrics as the shortest decimals that give their doubles, all else as text. A run that
 * several stores hold takes each value from the first that has it.
 */
export const comparisonQuery = `WITH logged AS (
  SELECT m.*, row_number() OVER (
    PARTITION BY store, run_id, key
    ORDER BY step DESC, timestamp DESC, CASE WHEN isnan(value) THEN 0 ELSE value END DESC, isnan(value)) AS age
  FROM metrics AS m JOIN compared USING (run_id)
  WHERE $step IS NULL OR step = $step
), metric_values AS (
  SELECT store, run_id, key, count(*) AS points, CASE $point
    WHEN 'min' THEN coalesce(min(value) FILTER (NOT isnan(value)), 'nan'::DOUBLE)
    WHEN 'max' THEN coalesce(max(value) FILTER (NOT isnan(value)), 'nan'::DOUBLE)
    ELSE any_value(value) FILTER (age = 1) END AS value
  FROM logged GROUP BY ALL
), versions AS (
  SELECT v.store, v.run_id, v.name || ' version ' || v.version
    || CASE WHEN v.workspace = 'default' THEN '' ELSE ' in workspace ' || v.workspace END
    || CASE WHEN v.stage IS NULL OR v.stage = 'None' THEN '' ELSE ', ' || v.stage END
    || coalesce(', alias ' || string_agg(a.alias, ' and ' ORDER BY a.alias), '') AS words
  FROM model_versions AS v
  JOIN registered_models AS m USING (store, workspace, name)
  LEFT JOIN aliases AS a USING (store, workspace, name, version)
  WHERE v.run_id IS NOT NULL AND NOT m.is_prompt
  GROUP BY v.store, v.run_id, v.workspace, v.name, v.version, v.stage
), facts AS (
  SELECT 1 AS rank, 0 AS place, 'metrics' AS section, key, run_id, store, value::VARCHAR AS text, NULL AS canonical, value, points
  FROM metric_values
  UNION ALL
  SELECT 2, 0, 'parameters', key, run_id, store, value, canonical, NULL, NULL FROM params
  UNION ALL
  SELECT CASE WHEN starts_with(key, 'mlflow.') THEN 4 ELSE 3 END, 0,
    CASE WHEN starts_with(key, 'mlflow.') THEN 'system-tags' ELSE 'tags' END, key, run_id, store, value, canonical, NULL, NULL FROM tags
  UNION ALL
  SELECT 9, 0, 'experiment-tags', t.key, r.id, t.store, t.value, NULL, NULL, NULL
  FROM experiment_tags AS t JOIN runs AS r ON r.store = t.store AND r.experiment_id = t.experiment_id
  UNION ALL
  SELECT 5, 0, 'datasets', key, run_id, store, value, value, NULL, NULL FROM run_datasets
  UNION ALL
  SELECT 5, 0, 'datasets', key || ', ' || tag, run_id, store, value, value, NULL, NULL FROM run_dataset_tags
  UNION ALL
  SELECT 6, 9, 'models', 'Logged models', source_run_id, store, string_agg(name, ', ' ORDER BY name), string_agg(name, ', ' ORDER BY name), NULL, NULL
  FROM logged_models WHERE source_run_id IS NOT NULL GROUP BY source_run_id, store
  UNION ALL
  SELECT 6, 0, 'models', l.name || ', ' || p.key, l.source_run_id, p.store, arg_min(p.value, l.id), arg_min(p.value, l.id), NULL, NULL
  FROM logged_model_params AS p JOIN logged_models AS l ON l.store = p.store AND l.id = p.model_id
  -- MLflow copies the parameters of the run; only what says something else is a row.
  ANTI JOIN params AS r ON r.store = p.store AND r.run_id = l.source_run_id AND r.key = p.key AND r.value = p.value
  WHERE l.source_run_id IS NOT NULL GROUP BY l.name, p.key, l.source_run_id, p.store
  UNION ALL
  SELECT 6, 1000, 'models', l.name || ', ' || m.key, l.source_run_id, m.store,
    arg_max(m.value, (m.step, m.timestamp))::VARCHAR, NULL, arg_max(m.value, (m.step, m.timestamp)), NULL
  FROM logged_model_metrics AS m JOIN logged_models AS l ON l.store = m.store AND l.id = m.model_id
  -- MLflow writes the metric of a model for its run too; only what says something else is a row.
  ANTI JOIN metrics AS r ON r.store = m.store AND r.run_id = l.source_run_id AND r.key = m.key AND r.value = m.value
  WHERE l.source_run_id IS NOT NULL GROUP BY l.name, m.key, l.source_run_id, m.store
  UNION ALL
  SELECT 6, 1000, 'models', l.name || ', ' || t.key, l.source_run_id, t.store, arg_min(t.value, l.id), arg_min(t.value, l.id), NULL, NULL
  FROM logged_model_tags AS t JOIN logged_models AS l ON l.store = t.store AND l.id = t.model_id
  -- MLflow's own tags of a model repeat the bookkeeping of its run.
  WHERE l.source_run_id IS NOT NULL AND NOT starts_with(t.key, 'mlflow.') GROUP BY l.name, t.key, l.source_run_id, t.store
  UNION ALL
  SELECT 7, 1, 'registry', 'Registered as', run_id, store, string_agg(words, '; ' ORDER BY words), string_agg(words, '; ' ORDER BY words), NULL, NULL
  FROM versions GROUP BY run_id, store
  UNION ALL
  SELECT CASE section WHEN 'identity' THEN 0 WHEN 'models' THEN 6 WHEN 'registry' THEN 7 ELSE 8 END, place, section, key, run_id, 0, text, canonical, NULL, NULL
  FROM derived
), stated AS (
  SELECT rank, place, section, key, run_id, arg_min(text, store) AS text, arg_min(canonical, store) AS canonical,
    arg_min(value, store) AS number, arg_min(points, store) AS points
  FROM facts JOIN compared USING (run_id)
  GROUP BY ALL
), keys AS (
  SELECT DISTINCT rank, place, section, key FROM stated
)
SELECT section, key,
  list(text ORDER BY position) AS texts,
  list(canonical ORDER BY position) AS canonicals,
  list(number ORDER BY position) AS numbers,
  list(points::INTEGER ORDER BY position) AS points
FROM keys
CROSS JOIN compared
LEFT JOIN stated USING (rank, place, section, key, run_id)
GROUP BY rank, place, section, key
ORDER BY rank, CASE place WHEN 0 THEN 1000 ELSE place END, key`

interface QueriedRow {
  section: ComparisonRow['section']
  key: string
  texts: (string | null)[]
  canonicals: (string | null)[]
  numbers: (number | null)[]
  points: (number | null)[]
}

/** The rows of the loaded runs, in this order, from the tables of the stores and the derived facts. */
export async function comparedRows(
  connection: DuckDBConnection,
  runIds: readonly string[],
  derived: readonly DerivedFact[],
  metric: NonNullable<ComparisonOptions['metric']>,
  canonicalNumber: (printed: string) => string,
): Promise<StatedRow[]> {
  await connection.run('CREATE OR REPLACE TABLE compared (position INTEGER NOT NULL, run_id VARCHAR NOT NULL)')
  const compared = await connection.createAppender('compared')
  for (const [position, runId] of runIds.entries()) {
    compared.appendInteger(position)
    compared.appendVarchar(runId)
    compared.endRow()
  }
  compared.closeSync()
  await loadDerived(connection, derived)
  const rows = await queryRows<QueriedRow>(connection, comparisonQuery, {
    point: typeof metric === 'string' ? metric : 'last',
    step: typeof metric === 'string' ? null : metric.step,
  })
  return rows.map(({ section, key, texts, canonicals, numbers, points }) => ({
    section,
    key,
    values: texts.map((text, index) => {
      if (text === null) return null
      const number = numbers[index] ?? null
      return { text, canonical: canonicals[index] ?? canonicalNumber(number === null ? text : String(number)) }
    }),
    ...(section === 'metrics' ? { points: points.map((count) => count ?? 0) } : {}),
  }))
}

async function loadDerived(connection: DuckDBConnection, derived: readonly DerivedFact[]): Promise<void> {
  await connection.run(
    'CREATE OR REPLACE TABLE derived (section VARCHAR, place INTEGER, key VARCHAR, run_id VARCHAR, text VARCHAR, canonical VARCHAR)',
  )
  const appender = await connection.createAppender('derived')
  for (const fact of derived) {
    appender.appendVarchar(fact.section)
    appender.appendInteger(fact.place)
    appender.appendVarchar(fact.key)
    appender.appendVarchar(fact.runId)
    if (fact.text === null) {
      appender.appendNull()
      appender.appendNull()
    } else {
      appender.appendVarchar(fact.text)
      appender.appendVarchar(fact.canonical ?? fact.text)
    }
    appender.endRow()
  }
  appender.closeSync()
}
