import { canonicalValue } from '../../domain/comparison/canonical-value.ts'
import type { SqliteDatabase } from './sqlite-database.ts'
import { integer, key, text } from './sqlite-values.ts'
import type { ReadTable, Row, Wanted } from './sqlite-values.ts'
import { emptyRunRows } from './store-tables.ts'
import type { RunRows, Selection, StoreRow } from './store-tables.ts'

/** MLflow writes an infinite metric as the largest double: its column can't hold infinity. */
const storedInfinity = 1.7976931348623157e308

/** Reads the selected rows of the run tables; `source` is how they name the database. */
export async function readRunRows(
  database: SqliteDatabase,
  tables: readonly string[],
  table: ReadTable,
  selection: Selection,
  source: string,
): Promise<RunRows> {
  const rows = emptyRunRows()
  const keyed = (name: string): Wanted | null => {
    if (selection.key === null) return selection.runs === null ? null : { column: 'run_uuid', values: [...selection.runs] }
    return { column: 'key', values: tables.includes(name) ? database.distinct(name, 'key').filter(selection.key) : [] }
  }
  const inSelection = ({ run_id }: { readonly run_id: string }): boolean => selection.runs === null || selection.runs.has(run_id)
  const keyValues = async (name: string) =>
    (await table(name, ['run_uuid', 'key', 'value'], {
      where: keyed(name),
      keep: (row) => {
        const value = text(row['value']) ?? ''
        return { run_id: key(row['run_uuid']), key: key(row['key']), value, canonical: canonicalValue(value), source }
      },
    })).filter(inSelection)
  rows.params = await keyValues('params')
  rows.tags = await keyValues('tags')
  rows.metrics = (await readMetrics(table, keyed, source)).filter(inSelection)
  if (selection.key !== null) return rows
  await readDatasets(table, rows, selection)
  await readLoggedModels(table, rows, selection)
  return rows
}

/** The history, and of `latest_metrics` those that have no history: what an interrupted clean-up leaves. */
async function readMetrics(table: ReadTable, keyed: (name: string) => Wanted | null, source: string): Promise<StoreRow<'metrics'>[]> {
  const columns = ['run_uuid', 'key', 'value', 'timestamp', 'step', 'is_nan']
  const keep = (row: Row): StoreRow<'metrics'> => {
    const value = metricValue(row, 'value')
    return {
      run_id: key(row['run_uuid']),
      key: key(row['key']),
      value,
      printed: String(value),
      timestamp: integer(row['timestamp']) ?? 0,
      step: integer(row['step']) ?? 0,
      source,
    }
  }
  const history = await table('metrics', columns, { where: keyed('metrics'), keep })
  const withoutHistory = new Map<string, StoreRow<'metrics'>>()
  for (const metric of await table('latest_metrics', columns, { where: keyed('latest_metrics'), keep })) {
    withoutHistory.set(`${metric.run_id}\u0000${metric.key}`, metric)
  }
  for (const metric of history) withoutHistory.delete(`${metric.run_id}\u0000${metric.key}`)
  return [...history, ...withoutHistory.values()]
}

function metricValue(row: Row, column: string): number {
  if (row['is_nan'] === 1n) return NaN
  const value = row[column]
  const number = typeof value === 'number' || typeof value === 'bigint' || typeof value === 'string' ? Number(value) : NaN
  return Math.abs(number) === storedInfinity ? Math.sign(number) * Infinity : number
}

/** Inputs of a run are datasets and models that it read, and models that it logged. */
async function readDatasets(table: ReadTable, rows: RunRows, { runs }: Selection): Promise<void> {
  const columns = ['input_uuid', 'source_type', 'source_id', 'destination_type', 'destination_id']
  const keep = (row: Row): StoreRow<'inputs'> => ({
    id: key(row['input_uuid']),
    source_type: key(row['source_type']),
    source_id: key(row['source_id']),
    destination_type: key(row['destination_type']),
    destination_id: key(row['destination_id']),
  })
  const ends = runs === null ? [null] : ['destination_id', 'source_id'].map((column) => ({ column, values: [...runs] }))
  const inputs = new Map<string, StoreRow<'inputs'>>()
  for (const where of ends) for (const row of await table('inputs', columns, { where, keep })) inputs.set(row.id, row)
  rows.inputs = [...inputs.values()]
  const of = (column: string, values: Iterable<string>): Wanted | null => (runs === null ? null : { column, values: [...values] })
  rows.datasets = await table(
    'datasets',
    ['dataset_uuid', 'experiment_id', 'name', 'digest', 'dataset_source_type', 'dataset_source', 'dataset_schema', 'dataset_profile'],
    {
      where: of('dataset_uuid', new Set(rows.inputs.map((row) => row.source_id))),
      keep: (row) => ({
        id: key(row['dataset_uuid']),
        experiment_id: key(row['experiment_id']),
        name: key(row['name']),
        digest: key(row['digest']),
        source_type: text(row['dataset_source_type']),
        source: text(row['dataset_source']),
        schema: text(row['dataset_schema']),
        profile: text(row['dataset_profile']),
      }),
    },
  )
  rows.input_tags = await table('input_tags', ['input_uuid', 'name', 'value'], {
    where: of('input_uuid', inputs.keys()),
    keep: (row) => ({ input_id: key(row['input_uuid']), key: key(row['name']), value: key(row['value']) }),
  })
}

async function readLoggedModels(table: ReadTable, rows: RunRows, { runs }: Selection): Promise<void> {
  let where: Wanted | null = null
  if (runs !== null) {
    const models = await table('logged_models', ['model_id'], { where: { column: 'source_run_id', values: [...runs] } })
    where = { column: 'model_id', values: models.map((row) => key(row['model_id'])) }
  }
  rows.logged_model_params = await table('logged_model_params', ['model_id', 'param_key', 'param_value'], {
    where,
    keep: (row) => ({ model_id: key(row['model_id']), key: key(row['param_key']), value: key(row['param_value']) }),
  })
  rows.logged_model_tags = await table('logged_model_tags', ['model_id', 'tag_key', 'tag_value'], {
    where,
    keep: (row) => ({ model_id: key(row['model_id']), key: key(row['tag_key']), value: key(row['tag_value']) }),
  })
  rows.logged_model_metrics = await table(
    'logged_model_metrics',
    ['model_id', 'metric_name', 'metric_value', 'metric_timestamp_ms', 'metric_step'],
    {
      where,
      keep: (row) => {
        const value = metricValue(row, 'metric_value')
        return {
          model_id: key(row['model_id']),
          key: key(row['metric_name']),
          value,
          printed: String(value),
          timestamp: integer(row['metric_timestamp_ms']) ?? 0,
          step: integer(row['metric_step']) ?? 0,
        }
      },
    },
  )
}
