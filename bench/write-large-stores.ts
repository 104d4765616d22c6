import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'

export interface LargeStore {
  readonly runs: number
  /** Metrics of each run, one of them named optimal_threshold. */
  readonly metrics: number
}

const experiments = 10
const parameters = ['learning_rate', 'max_depth', 'n_features']

/** The tables of MLflow 3 that matter here, with its own keys and indexes: they make up most of the size. */
const schema = `
CREATE TABLE alembic_version (version_num VARCHAR(32) PRIMARY KEY);
INSERT INTO alembic_version VALUES ('1b5f0d9ad7c1');
CREATE TABLE experiments (experiment_id INTEGER PRIMARY KEY, name VARCHAR(256) NOT NULL, artifact_location VARCHAR(256),
  lifecycle_stage VARCHAR(32), creation_time BIGINT, last_update_time BIGINT, workspace VARCHAR(63) DEFAULT 'default' NOT NULL);
CREATE TABLE runs (run_uuid VARCHAR(32) PRIMARY KEY, name VARCHAR(250), source_type VARCHAR(20), source_name VARCHAR(500),
  entry_point_name VARCHAR(50), user_id VARCHAR(256), status VARCHAR(9), start_time BIGINT, end_time BIGINT, deleted_time BIGINT,
  source_version VARCHAR(50), lifecycle_stage VARCHAR(20), artifact_uri VARCHAR(200), experiment_id INTEGER);
CREATE TABLE params (key VARCHAR(250) NOT NULL, value VARCHAR(8000) NOT NULL, run_uuid VARCHAR(32) NOT NULL, PRIMARY KEY (key, run_uuid));
CREATE TABLE tags (key VARCHAR(250) NOT NULL, value VARCHAR(8000), run_uuid VARCHAR(32) NOT NULL, PRIMARY KEY (key, run_uuid));
CREATE TABLE metrics (key VARCHAR(250) NOT NULL, value FLOAT NOT NULL, timestamp BIGINT NOT NULL, run_uuid VARCHAR(32) NOT NULL,
  step BIGINT DEFAULT '0' NOT NULL, is_nan BOOLEAN DEFAULT '0' NOT NULL,
  CONSTRAINT metric_pk PRIMARY KEY (key, timestamp, step, run_uuid, value, is_nan));
CREATE TABLE latest_metrics (key VARCHAR(250) NOT NULL, value FLOAT NOT NULL, timestamp BIGINT, step BIGINT NOT NULL,
  is_nan BOOLEAN NOT NULL, run_uuid VARCHAR(32) NOT NULL, PRIMARY KEY (key, run_uuid));`
const indexes = `
CREATE INDEX index_params_run_uuid ON params (run_uuid);
CREATE INDEX index_tags_run_uuid ON tags (run_uuid);
CREATE INDEX index_metrics_run_uuid ON metrics (run_uuid);
CREATE INDEX index_latest_metrics_run_uuid ON latest_metrics (run_uuid);`

/** Writes `mlflow.db` into a new folder. */
export async function writeLargeDatabase(folder: string, size: LargeStore): Promise<void> {
  await mkdir(folder, { recursive: true })
  const database = new DatabaseSync(path.join(folder, 'mlflow.db'))
  try {
    database.exec(`PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -300000; ${schema} BEGIN`)
    const statement = (sql: string) => database.prepare(sql)
    const experiment = statement("INSERT INTO experiments VALUES (?, ?, ?, 'active', 1, 1, 'default')")
    for (let id = 0; id < experiments; id++) experiment.run(id, `experiment ${id}`, `./mlruns/${id}`)
    const run = statement(
      'INSERT INTO runs (run_uuid, name, user_id, status, start_time, end_time, lifecycle_stage, artifact_uri, experiment_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    )
    for (let index = 0; index < size.runs; index++) {
      const { id, name, status, start, stage, experimentId } = runOf(index)
      run.run(id, name, 'analyst', status, start, start + 500, stage, `./mlruns/${experimentId}/${id}/artifacts`, experimentId)
    }
    const param = statement('INSERT INTO params VALUES (?, ?, ?)')
    const tag = statement('INSERT INTO tags VALUES (?, ?, ?)')
    const metric = statement('INSERT INTO metrics VALUES (?, ?, ?, ?, 0, 0)')
    const latest = statement('INSERT INTO latest_metrics VALUES (?, ?, ?, 0, 0, ?)')
    const each = (insert: (id: string, index: number) => void): void => {
      for (let index = 0; index < size.runs; index++) insert(runOf(index).id, index)
    }
    for (const key of parameters) each((id, index) => void param.run(key, String(index % 7), id))
    for (const key of ['mlflow.runName', 'mlflow.user']) each((id, index) => void tag.run(key, `run ${index}`, id))
    for (const key of metricNames(size)) {
      each((id, index) => {
        metric.run(key, index / size.runs, runOf(index).start, id)
        latest.run(key, index / size.runs, runOf(index).start, id)
      })
    }
    database.exec(`COMMIT; ${indexes}`)
  } finally {
    database.close()
  }
}

/** Writes `mlruns/` into a new folder. */
export async function writeLargeFileStore(folder: string, size: LargeStore): Promise<void> {
  const root = path.join(folder, 'mlruns')
  for (let id = 0; id < experiments; id++) {
    await mkdir(path.join(root, String(id)), { recursive: true })
    const meta = `artifact_location: ./mlruns/${id}\nexperiment_id: '${id}'\nlifecycle_stage: active\nname: experiment ${id}\n`
    await writeFile(path.join(root, String(id), 'meta.yaml'), meta)
  }
  for (let index = 0; index < size.runs; index++) {
    const { id, name, start, stage, experimentId } = runOf(index)
    const directory = path.join(root, String(experimentId), id)
    await Promise.all(['metrics', 'params', 'tags', 'artifacts'].map((part) => mkdir(path.join(directory, part), { recursive: true })))
    const meta = `artifact_uri: file:///C:/old/mlruns/${experimentId}/${id}/artifacts\nend_time: ${start + 500}\nentry_point_name: ''\nexperiment_id: '${experimentId}'\nlifecycle_stage: ${stage}\nrun_id: ${id}\nrun_name: ${name}\nrun_uuid: ${id}\nsource_name: ''\nsource_type: 4\nsource_version: ''\nstart_time: ${start}\nstatus: 3\ntags: []\nuser_id: analyst\n`
    await Promise.all([
      writeFile(path.join(directory, 'meta.yaml'), meta),
      ...metricNames(size).map((key) => writeFile(path.join(directory, 'metrics', key), `${start} ${index / size.runs} 0\n`)),
      ...parameters.map((key) => writeFile(path.join(directory, 'params', key), String(index % 7))),
      ...['mlflow.runName', 'mlflow.user'].map((key) => writeFile(path.join(directory, 'tags', key), name)),
    ])
  }
}

function metricNames({ metrics }: LargeStore): string[] {
  return Array.from({ length: metrics }, (_, index) => (index === metrics - 1 ? 'optimal_threshold' : `metric_${index}`))
}

function runOf(index: number) {
  return {
    id: index.toString(16).padStart(8, '0').repeat(4),
    name: `run ${index}`,
    status: index % 10 === 9 ? 'FAILED' : 'FINISHED',
    start: 1_700_000_000_000 + index,
    stage: index % 50 === 0 ? 'deleted' : 'active',
    experimentId: index % experiments,
  }
}
