import { setImmediate } from 'node:timers/promises'
import { ProblemError } from '../../contract/problem.ts'
import type { Problem } from '../../contract/problem.ts'
import { canonicalValue } from '../../domain/comparison/canonical-value.ts'
import { throwIfStopped } from '../folder/folder-problem.ts'
import { emptyContent } from './store-tables.ts'
import type { StoreContent } from './store-tables.ts'
import { withPrivateCopy } from './private-copy.ts'
import { openSqliteCopy } from './sqlite-database.ts'
import type { SqliteDatabase, SqliteValue } from './sqlite-database.ts'

export interface SqliteStore {
  readonly content: StoreContent
  /** The Alembic revision of the schema; null where the database doesn't state one. */
  readonly schemaRevision: string | null
  readonly sha256: string
  readonly problems: readonly Problem[]
}

/** MLflow writes an infinite metric as the largest double: its column can't hold infinity. */
const storedInfinity = 1.7976931348623157e308

/**
 * Reads an MLflow database through a private copy. Tables and columns are probed: what a version doesn't have is
 * empty. Tables of users and secrets are never read. A damaged page costs the rows behind it, and is told.
 *
 * @returns null for a sound database that isn't a tracking store.
 * @throws ProblemError `store-unreadable`, `file-corrupt` or `disk-full` where nothing can be read.
 */
export async function readSqliteStore(
  absolute: string,
  shownPath: string,
  signal?: AbortSignal,
): Promise<SqliteStore | null> {
  return withPrivateCopy(absolute, shownPath, async (copy) => {
    const { database, tables } = open(copy.database, shownPath)
    try {
      if (!tables.includes('experiments') || !tables.includes('runs')) return null
      const problems = damageProblems(database, shownPath)
      const table = tableReader(database, tables, shownPath, problems, signal)
      return {
        content: await readContent(table, shownPath),
        schemaRevision: text((await table('alembic_version', ['version_num']))[0]?.['version_num']),
        sha256: copy.sha256,
        problems,
      }
    } finally {
      database.close()
    }
  })
}

function open(file: string, shownPath: string): { database: SqliteDatabase; tables: readonly string[] } {
  let database: SqliteDatabase | null = null
  try {
    database = openSqliteCopy(file)
    return { database, tables: database.tables() }
  } catch (error) {
    database?.close()
    if (error instanceof ProblemError) throw error
    throw new ProblemError(
      {
        kind: 'file-corrupt',
        path: shownPath,
        message: `It starts like a SQLite database but can't be opened: ${reason(error)}.`,
        action: 'Copy it again from its source; the rest of the folder is used without it.',
      },
      { cause: error },
    )
  }
}

function damageProblems(database: SqliteDatabase, path: string): Problem[] {
  let damage: string | null
  try {
    damage = database.damage()
  } catch (error) {
    damage = reason(error)
  }
  if (damage === null) return []
  return [
    {
      kind: 'store-partly-unreadable',
      path,
      message: `The database is damaged: ${damage.replaceAll(/\s+/g, ' ')}. Rows may be missing.`,
      action: 'Copy it again from its source.',
    },
  ]
}

type Row = Readonly<Partial<Record<string, SqliteValue>>>
/** Reads those of the wanted columns that the table has, and turns each row into what is kept of it. */
type ReadTable = <Kept = Row>(name: string, wanted: readonly string[], keep?: (row: Row) => Kept) => Promise<Kept[]>

/** SQLite reads on the engine's own thread, so that it must let others go on now and then. */
const rowsAtOnce = 10_000

function tableReader(
  database: SqliteDatabase,
  tables: readonly string[],
  path: string,
  problems: Problem[],
  signal: AbortSignal | undefined,
): ReadTable {
  return async <Kept = Row>(name: string, wanted: readonly string[], keep?: (row: Row) => Kept) => {
    const rows: Kept[] = []
    if (!tables.includes(name)) return rows
    try {
      const present = database.columns(name)
      const columns = wanted.filter((column) => present.includes(column))
      if (columns.length === 0) return rows
      for (const row of database.rows(name, columns)) {
        rows.push(keep === undefined ? (row as Kept) : keep(row))
        if (rows.length % rowsAtOnce !== 0) continue
        await setImmediate()
        throwIfStopped(signal)
      }
    } catch (error) {
      throwIfStopped(signal)
      problems.push({
        kind: 'store-partly-unreadable',
        path,
        message: `Table ${name} ends after ${rows.length} rows: ${reason(error)}.`,
        action: 'Copy the database again from its source; what was read is used.',
      })
    }
    return rows
  }
}

async function readContent(table: ReadTable, source: string): Promise<StoreContent> {
  const content = emptyContent()
  content.experiments = (await table('experiments', [
    'experiment_id', 'name', 'artifact_location', 'lifecycle_stage', 'creation_time',
  ])).map((row) => ({
    id: key(row['experiment_id']),
    name: key(row['name']),
    artifact_location: text(row['artifact_location']),
    lifecycle: text(row['lifecycle_stage']) ?? 'active',
    creation_time: integer(row['creation_time']),
  }))
  content.tags = (await keyValues(table, 'tags', 'run_uuid')).map((row) => ({ ...row, source }))
  const runNames = new Map(content.tags.filter((tag) => tag.key === 'mlflow.runName').map((tag) => [tag.run_id, tag.value]))
  content.runs = (await table('runs', [
    'run_uuid', 'name', 'experiment_id', 'status', 'lifecycle_stage', 'start_time', 'end_time', 'user_id', 'artifact_uri',
  ])).map((row) => ({
    id: key(row['run_uuid']),
    name: text(row['name']) || runNames.get(key(row['run_uuid'])) || '',
    experiment_id: key(row['experiment_id']),
    status: text(row['status']) ?? 'UNKNOWN',
    lifecycle: text(row['lifecycle_stage']) ?? 'active',
    start_time: integer(row['start_time']),
    end_time: integer(row['end_time']),
    user_id: text(row['user_id']) || null,
    artifact_uri: text(row['artifact_uri']) || null,
  }))
  content.params = (await keyValues(table, 'params', 'run_uuid')).map((row) => ({ ...row, source }))
  content.metrics = await readMetrics(table, source)
  await readDatasets(table, content)
  await readLoggedModels(table, content)
  await readRegistry(table, content)
  return content
}

async function keyValues(table: ReadTable, name: string, owner: string) {
  return (await table(name, [owner, 'key', 'value'])).map((row) => {
    const value = text(row['value']) ?? ''
    return { run_id: key(row[owner]), key: key(row['key']), value, canonical: canonicalValue(value) }
  })
}

/** The history, and of `latest_metrics` those that have no history: what an interrupted clean-up leaves. */
async function readMetrics(table: ReadTable, source: string): Promise<StoreContent['metrics']> {
  const columns = ['run_uuid', 'key', 'value', 'timestamp', 'step', 'is_nan']
  const toMetric = (row: Row): StoreContent['metrics'][number] => {
    const value = metricValue(row)
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
  const history = await table('metrics', columns, toMetric)
  const withoutHistory = new Map<string, StoreContent['metrics'][number]>()
  for (const metric of await table('latest_metrics', columns, toMetric)) {
    withoutHistory.set(`${metric.run_id}\u0000${metric.key}`, metric)
  }
  for (const metric of history) withoutHistory.delete(`${metric.run_id}\u0000${metric.key}`)
  return [...history, ...withoutHistory.values()]
}

function metricValue(row: Row): number {
  if (row['is_nan'] === 1n) return NaN
  const value = row['value']
  const number = typeof value === 'number' || typeof value === 'bigint' || typeof value === 'string' ? Number(value) : NaN
  return Math.abs(number) === storedInfinity ? Math.sign(number) * Infinity : number
}

async function readDatasets(table: ReadTable, content: StoreContent): Promise<void> {
  content.datasets = (await table('datasets', [
    'dataset_uuid', 'experiment_id', 'name', 'digest', 'dataset_source_type', 'dataset_source', 'dataset_schema', 'dataset_profile',
  ])).map((row) => ({
    id: key(row['dataset_uuid']),
    experiment_id: key(row['experiment_id']),
    name: key(row['name']),
    digest: key(row['digest']),
    source_type: text(row['dataset_source_type']),
    source: text(row['dataset_source']),
    schema: text(row['dataset_schema']),
    profile: text(row['dataset_profile']),
  }))
  content.inputs = (await table('inputs', ['input_uuid', 'source_type', 'source_id', 'destination_type', 'destination_id'])).map(
    (row) => ({
      id: key(row['input_uuid']),
      source_type: key(row['source_type']),
      source_id: key(row['source_id']),
      destination_type: key(row['destination_type']),
      destination_id: key(row['destination_id']),
    }),
  )
  content.input_tags = (await table('input_tags', ['input_uuid', 'name', 'value'])).map((row) => ({
    input_id: key(row['input_uuid']),
    key: key(row['name']),
    value: key(row['value']),
  }))
}

async function readLoggedModels(table: ReadTable, content: StoreContent): Promise<void> {
  content.logged_models = (await table('logged_models', [
    'model_id', 'experiment_id', 'name', 'artifact_location', 'lifecycle_stage', 'model_type', 'source_run_id',
  ])).map((row) => ({
    id: key(row['model_id']),
    experiment_id: key(row['experiment_id']),
    name: key(row['name']),
    artifact_location: text(row['artifact_location']) || null,
    lifecycle: text(row['lifecycle_stage']) ?? 'active',
    model_type: text(row['model_type']) || null,
    source_run_id: text(row['source_run_id']) || null,
  }))
  content.logged_model_params = (await table('logged_model_params', ['model_id', 'param_key', 'param_value'])).map((row) => ({
    model_id: key(row['model_id']),
    key: key(row['param_key']),
    value: key(row['param_value']),
  }))
  content.logged_model_tags = (await table('logged_model_tags', ['model_id', 'tag_key', 'tag_value'])).map((row) => ({
    model_id: key(row['model_id']),
    key: key(row['tag_key']),
    value: key(row['tag_value']),
  }))
}

async function readRegistry(table: ReadTable, content: StoreContent): Promise<void> {
  const prompts = new Set(
    (await table('registered_model_tags', ['name', 'key', 'value']))
      .filter((row) => row['key'] === 'mlflow.prompt.is_prompt' && key(row['value']).toLowerCase() === 'true')
      .map((row) => key(row['name'])),
  )
  content.registered_models = (await table('registered_models', ['name', 'description', 'creation_time'])).map((row) => ({
    name: key(row['name']),
    is_prompt: prompts.has(key(row['name'])),
    description: text(row['description']) || null,
    creation_time: integer(row['creation_time']),
  }))
  content.model_versions = (await table('model_versions', [
    'name', 'version', 'run_id', 'source', 'storage_location', 'current_stage', 'status', 'creation_time',
  ])).map((row) => ({
    name: key(row['name']),
    version: key(row['version']),
    run_id: text(row['run_id']) || null,
    source: text(row['source']) || null,
    storage_location: text(row['storage_location']) || null,
    stage: text(row['current_stage']) || null,
    status: text(row['status']) || null,
    creation_time: integer(row['creation_time']),
  }))
  content.aliases = (await table('registered_model_aliases', ['name', 'alias', 'version'])).map((row) => ({
    name: key(row['name']),
    alias: key(row['alias']),
    version: key(row['version']),
  }))
}

function text(value: SqliteValue | undefined): string | null {
  if (value === undefined || value === null) return null
  return value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : String(value)
}

function key(value: SqliteValue | undefined): string {
  return text(value) ?? ''
}

function integer(value: SqliteValue | undefined): number | null {
  if (value === undefined || value === null || value instanceof Uint8Array) return null
  const number = Number(value)
  return Number.isFinite(number) ? Math.trunc(number) : null
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
