import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** A small tracking store, to be written in either form. */
export interface StoreSpec {
  readonly experiments: readonly {
    readonly id: string
    readonly name: string
    readonly deleted?: boolean
    readonly tags?: Readonly<Record<string, string>>
  }[]
  readonly runs: readonly RunSpec[]
  readonly registeredModels?: readonly {
    readonly name: string
    readonly prompt?: boolean
    readonly versions: readonly { readonly version: string; readonly runId?: string; readonly source?: string; readonly stage?: string }[]
    readonly aliases?: Readonly<Record<string, string>>
  }[]
}

export interface RunSpec {
  readonly id: string
  readonly name: string
  readonly experimentId: string
  readonly status?: 'RUNNING' | 'FINISHED' | 'FAILED'
  readonly deleted?: boolean
  readonly startTime?: number
  readonly artifactUri?: string
  readonly params?: Readonly<Record<string, string>>
  /** In the order in which they were logged. */
  readonly metrics?: readonly { readonly key: string; readonly value: number; readonly timestamp?: number; readonly step?: number }[]
  readonly tags?: Readonly<Record<string, string>>
  readonly datasets?: readonly { readonly name: string; readonly digest: string; readonly context?: string }[]
  readonly loggedModels?: readonly {
    readonly id: string
    readonly name: string
    readonly location: string
    readonly metrics?: Readonly<Record<string, number>>
    readonly params?: Readonly<Record<string, string>>
    readonly tags?: Readonly<Record<string, string>>
  }[]
}

/** The columns that MLflow 2.22 and 3 share, and what only one of them has. */
const sharedSchema = `
CREATE TABLE alembic_version (version_num VARCHAR(32) PRIMARY KEY);
CREATE TABLE params (key VARCHAR(250) NOT NULL, value VARCHAR(8000) NOT NULL, run_uuid VARCHAR(32) NOT NULL, PRIMARY KEY (key, run_uuid));
CREATE TABLE tags (key VARCHAR(250) NOT NULL, value VARCHAR(8000), run_uuid VARCHAR(32) NOT NULL, PRIMARY KEY (key, run_uuid));
CREATE TABLE metrics (key VARCHAR(250) NOT NULL, value FLOAT NOT NULL, timestamp BIGINT NOT NULL, run_uuid VARCHAR(32) NOT NULL,
  step BIGINT DEFAULT '0' NOT NULL, is_nan BOOLEAN DEFAULT '0' NOT NULL,
  CONSTRAINT metric_pk PRIMARY KEY (key, timestamp, step, run_uuid, value, is_nan));
CREATE TABLE latest_metrics (key VARCHAR(250) NOT NULL, value FLOAT NOT NULL, timestamp BIGINT, step BIGINT NOT NULL,
  is_nan BOOLEAN NOT NULL, run_uuid VARCHAR(32) NOT NULL, PRIMARY KEY (key, run_uuid));
CREATE TABLE runs (run_uuid VARCHAR(32) PRIMARY KEY, name VARCHAR(250), user_id VARCHAR(256), status VARCHAR(9), start_time BIGINT,
  end_time BIGINT, lifecycle_stage VARCHAR(20), artifact_uri VARCHAR(200), experiment_id INTEGER, deleted_time BIGINT);
CREATE TABLE datasets (dataset_uuid VARCHAR(36) NOT NULL, experiment_id INTEGER NOT NULL, name VARCHAR(500) NOT NULL,
  digest VARCHAR(36) NOT NULL, dataset_source_type VARCHAR(36) NOT NULL, dataset_source TEXT NOT NULL, dataset_schema TEXT,
  dataset_profile TEXT, PRIMARY KEY (experiment_id, name, digest));
CREATE TABLE inputs (input_uuid VARCHAR(36) NOT NULL, source_type VARCHAR(36) NOT NULL, source_id VARCHAR(36) NOT NULL,
  destination_type VARCHAR(36) NOT NULL, destination_id VARCHAR(36) NOT NULL);
CREATE TABLE input_tags (input_uuid VARCHAR(36) NOT NULL, name VARCHAR(255) NOT NULL, value VARCHAR(500) NOT NULL);
CREATE TABLE experiment_tags (key VARCHAR(250) NOT NULL, value VARCHAR(5000), experiment_id INTEGER NOT NULL, PRIMARY KEY (key, experiment_id));
CREATE TABLE users (id INTEGER PRIMARY KEY, username VARCHAR(255), password_hash VARCHAR(255));
INSERT INTO users VALUES (1, 'admin', 'must never be read');`

const schema2 = `
CREATE TABLE experiments (experiment_id INTEGER PRIMARY KEY, name VARCHAR(256) NOT NULL, artifact_location VARCHAR(256),
  lifecycle_stage VARCHAR(32));
CREATE TABLE registered_models (name VARCHAR(256) PRIMARY KEY, creation_time BIGINT, description VARCHAR(5000));
CREATE TABLE registered_model_tags (key VARCHAR(250), value VARCHAR(5000), name VARCHAR(256));
CREATE TABLE model_versions (name VARCHAR(256), version INTEGER, creation_time BIGINT, current_stage VARCHAR(20),
  source VARCHAR(500), run_id VARCHAR(32), status VARCHAR(20));
CREATE TABLE registered_model_aliases (alias VARCHAR(256), version INTEGER, name VARCHAR(256));
INSERT INTO alembic_version VALUES ('0584bdc529eb');`

const schema3 = `
CREATE TABLE experiments (experiment_id INTEGER PRIMARY KEY, name VARCHAR(256) NOT NULL, artifact_location VARCHAR(256),
  lifecycle_stage VARCHAR(32), creation_time BIGINT, workspace VARCHAR(63) DEFAULT 'default' NOT NULL);
CREATE TABLE registered_models (name VARCHAR(256), creation_time BIGINT, description VARCHAR(5000), workspace VARCHAR(63) DEFAULT 'default');
CREATE TABLE registered_model_tags (key VARCHAR(250), value VARCHAR(5000), name VARCHAR(256), workspace VARCHAR(63) DEFAULT 'default');
CREATE TABLE model_versions (name VARCHAR(256), version INTEGER, creation_time BIGINT, current_stage VARCHAR(20),
  source VARCHAR(500), run_id VARCHAR(32), status VARCHAR(20), storage_location VARCHAR(500), workspace VARCHAR(63) DEFAULT 'default');
CREATE TABLE registered_model_aliases (alias VARCHAR(256), version INTEGER, name VARCHAR(256), workspace VARCHAR(63) DEFAULT 'default');
CREATE TABLE logged_models (model_id VARCHAR(36) PRIMARY KEY, experiment_id INTEGER, name VARCHAR(500), artifact_location VARCHAR(1000),
  creation_timestamp_ms BIGINT, status INTEGER, lifecycle_stage VARCHAR(32), model_type VARCHAR(500), source_run_id VARCHAR(32));
CREATE TABLE logged_model_metrics (model_id VARCHAR(36), metric_name VARCHAR(500), metric_timestamp_ms BIGINT, metric_step BIGINT,
  metric_value DOUBLE, experiment_id INTEGER, run_id VARCHAR(32));
CREATE TABLE logged_model_params (model_id VARCHAR(36), experiment_id INTEGER, param_key VARCHAR(255), param_value TEXT);
CREATE TABLE logged_model_tags (model_id VARCHAR(36), experiment_id INTEGER, tag_key VARCHAR(255), tag_value TEXT);
CREATE TABLE secrets (id INTEGER PRIMARY KEY, value TEXT);
INSERT INTO alembic_version VALUES ('1b5f0d9ad7c1');`

/** Writes the store as a database of MLflow 2 or 3 into an open connection. */
export function fillDatabase(database: DatabaseSync, spec: StoreSpec, version: 2 | 3): void {
  database.exec(`BEGIN;${sharedSchema}${version === 2 ? schema2 : schema3}`)
  const insert = (table: string, row: Readonly<Record<string, string | number | null>>): void => {
    const columns = Object.keys(row)
    database
      .prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`)
      .run(...Object.values(row))
  }
  for (const { id, name, deleted, tags } of spec.experiments) {
    insert('experiments', { experiment_id: Number(id), name, artifact_location: `./mlruns/${id}`, lifecycle_stage: stage(deleted) })
    for (const [key, value] of Object.entries(tags ?? {})) insert('experiment_tags', { key, value, experiment_id: Number(id) })
  }
  for (const run of spec.runs) {
    insert('runs', {
      run_uuid: run.id, name: run.name, user_id: 'analyst', status: run.status ?? 'FINISHED', start_time: run.startTime ?? 1000,
      end_time: (run.startTime ?? 1000) + 500, lifecycle_stage: stage(run.deleted), artifact_uri: uriOf(run), experiment_id: Number(run.experimentId),
    })
    for (const [key, value] of Object.entries(run.params ?? {})) insert('params', { key, value, run_uuid: run.id })
    for (const [key, value] of Object.entries(run.tags ?? {})) insert('tags', { key, value, run_uuid: run.id })
    for (const { key, value, timestamp = 0, step = 0 } of run.metrics ?? []) {
      // As MLflow does: NaN is 0 with a mark, infinity the largest double.
      const kept = Number.isNaN(value) ? 0 : Number.isFinite(value) ? value : Math.sign(value) * Number.MAX_VALUE
      insert('metrics', { key, value: kept, timestamp, step, is_nan: Number.isNaN(value) ? 1 : 0, run_uuid: run.id })
    }
    for (const { name, digest, context } of run.datasets ?? []) {
      const id = `d-${name}-${digest}`
      database.prepare(`INSERT OR IGNORE INTO datasets VALUES (?, ?, ?, ?, 'local', '{}', NULL, NULL)`).run(id, Number(run.experimentId), name, digest)
      const input = `i-${run.id}-${id}`
      insert('inputs', { input_uuid: input, source_type: 'DATASET', source_id: id, destination_type: 'RUN', destination_id: run.id })
      if (context !== undefined) insert('input_tags', { input_uuid: input, name: 'mlflow.data.context', value: context })
    }
    for (const { id, name, location, metrics, params, tags } of version === 3 ? (run.loggedModels ?? []) : []) {
      insert('logged_models', { model_id: id, experiment_id: Number(run.experimentId), name, artifact_location: location, status: 2, lifecycle_stage: 'active', source_run_id: run.id })
      for (const [key, value] of Object.entries(metrics ?? {})) {
        insert('logged_model_metrics', { model_id: id, metric_name: key, metric_timestamp_ms: 0, metric_step: 0, metric_value: value, run_id: run.id })
      }
      for (const [key, value] of Object.entries(params ?? {})) insert('logged_model_params', { model_id: id, param_key: key, param_value: value })
      for (const [key, value] of Object.entries(tags ?? {})) insert('logged_model_tags', { model_id: id, tag_key: key, tag_value: value })
    }
  }
  for (const { name, prompt, versions, aliases } of spec.registeredModels ?? []) {
    insert('registered_models', { name, creation_time: 1 })
    if (prompt === true) insert('registered_model_tags', { key: 'mlflow.prompt.is_prompt', value: 'true', name })
    for (const { version: number, runId = null, source = null, stage: current } of versions) {
      insert('model_versions', { name, version: Number(number), current_stage: current ?? 'None', run_id: runId, source, status: 'READY' })
    }
    for (const [alias, number] of Object.entries(aliases ?? {})) insert('registered_model_aliases', { alias, version: Number(number), name })
  }
  database.exec('COMMIT')
}

/** Writes the store as `mlflow.db` into the folder. */
export function writeDatabase(folder: string, spec: StoreSpec, version: 2 | 3): Promise<void> {
  const database = new DatabaseSync(path.join(folder, 'mlflow.db'))
  try {
    fillDatabase(database, spec, version)
  } finally {
    database.close()
  }
  return Promise.resolve()
}

/** Writes the store as `mlruns/` into the folder; what is deleted stays in place, as MLflow 2 leaves it. */
export async function writeDirectories(folder: string, spec: StoreSpec): Promise<void> {
  const root = path.join(folder, 'mlruns')
  for (const { id, name, deleted, tags } of spec.experiments) {
    for (const [key, value] of Object.entries(tags ?? {})) await writeText(path.join(root, id, 'tags', key), value)
    await writeMeta(path.join(root, id), { artifact_location: `./mlruns/${id}`, experiment_id: `'${id}'`, lifecycle_stage: stage(deleted), name: JSON.stringify(name) })
  }
  for (const run of spec.runs) await writeRun(root, run)
  for (const { name, prompt, versions, aliases } of spec.registeredModels ?? []) {
    const directory = path.join(root, 'models', name)
    await writeMeta(directory, { creation_timestamp: '1', description: "''", name })
    if (prompt === true) await writeText(path.join(directory, 'tags', 'mlflow.prompt.is_prompt'), 'true')
    for (const { version, runId = 'null', source = 'null', stage: current } of versions) {
      await writeMeta(path.join(directory, `version-${version}`), { name, version, run_id: runId, source, current_stage: current ?? 'None', status: 'READY' })
    }
    for (const [alias, version] of Object.entries(aliases ?? {})) await writeText(path.join(directory, 'aliases', alias), version)
  }
}

async function writeRun(root: string, run: RunSpec): Promise<void> {
  const directory = path.join(root, run.experimentId, run.id)
  const status = { RUNNING: 1, FINISHED: 3, FAILED: 4 }[run.status ?? 'FINISHED']
  await writeMeta(directory, {
    artifact_uri: JSON.stringify(uriOf(run)), end_time: String((run.startTime ?? 1000) + 500), experiment_id: `'${run.experimentId}'`,
    lifecycle_stage: stage(run.deleted), run_id: run.id, run_name: JSON.stringify(run.name), start_time: String(run.startTime ?? 1000),
    status: String(status), user_id: 'analyst',
  })
  for (const [key, value] of Object.entries(run.params ?? {})) await writeText(path.join(directory, 'params', key), value)
  for (const [key, value] of Object.entries(run.tags ?? {})) await writeText(path.join(directory, 'tags', key), value)
  const lines = new Map<string, string>()
  for (const { key, value, timestamp = 0, step = 0 } of run.metrics ?? []) {
    const printed = Number.isNaN(value) ? 'nan' : Number.isFinite(value) ? String(value) : value > 0 ? 'inf' : '-inf'
    lines.set(key, `${lines.get(key) ?? ''}${timestamp} ${printed} ${step}\n`)
  }
  for (const [key, text] of lines) await writeText(path.join(directory, 'metrics', key), text)
  for (const { name, digest, context } of run.datasets ?? []) {
    const id = `d-${name}-${digest}`
    await writeMeta(path.join(root, run.experimentId, 'datasets', id), { name, digest: `'${digest}'`, source_type: 'local', source: "'{}'" })
    await writeMeta(path.join(directory, 'inputs', `i-${id}`), {
      source_type: 'DATASET', source_id: id, destination_type: 'RUN', destination_id: run.id,
      tags: context === undefined ? '{}' : `\n  mlflow.data.context: ${context}`,
    })
  }
  for (const { id, name, location, metrics, params, tags } of run.loggedModels ?? []) {
    const model = path.join(root, run.experimentId, 'models', id)
    for (const [key, value] of Object.entries(metrics ?? {})) await writeText(path.join(model, 'metrics', key), `0 ${value} 0 ${run.id}\n`)
    for (const [key, value] of Object.entries(params ?? {})) await writeText(path.join(model, 'params', key), value)
    for (const [key, value] of Object.entries(tags ?? {})) await writeText(path.join(model, 'tags', key), value)
    await writeMeta(model, { model_id: id, name, artifact_location: location, source_run_id: run.id, model_type: 'null' })
  }
}

async function writeMeta(directory: string, keys: Readonly<Record<string, string>>): Promise<void> {
  const lines = Object.entries(keys).map(([key, value]) => `${key}: ${value}\n`)
  await writeText(path.join(directory, 'meta.yaml'), lines.join(''))
}

/** Writes a file and the directories above it. */
export async function writeText(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(file, text)
}

function stage(deleted: boolean | undefined): string {
  return deleted === true ? 'deleted' : 'active'
}

function uriOf(run: RunSpec): string {
  return run.artifactUri ?? `file:///C:/Users/analyst/project/mlruns/${run.experimentId}/${run.id}/artifacts`
}
