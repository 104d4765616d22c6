import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** What `writeEvidenceFolder` states in the folder, for the assertions. */
export const stated = {
  table: 'scores/holdout.csv',
  label: 'defaulted',
  score: 'pd_score',
  rows: 6000,
  costFn: '7',
  costFp: '1.5',
  recorded: '0.41',
  runs: [
    { id: 'a'.repeat(31) + '1', name: 'gradient_boosting', experiment: 'pilot' },
    { id: 'b'.repeat(31) + '2', name: 'gradient_boosting_rerun', experiment: 'rollout' },
    { id: 'c'.repeat(31) + '3', name: '<img src=x onerror=alert(1)>', experiment: 'rollout' },
  ],
} as const

/** Deterministic numbers in [0, 1): Marsaglia's 32-bit xorshift (2003). */
function uniform(seed: number): () => number {
  let state = seed | 0
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}

/** The rows of the prediction table; scores of four digits, so that many tie. */
export function evidenceRows(seed = 20261): { label: 0 | 1; score: string }[] {
  const random = uniform(seed)
  return Array.from({ length: stated.rows }, () => {
    const label = random() < 0.17 ? 1 : 0
    const spread = (random() + random() + random() + random()) / 4
    const score = Math.min(0.9999, Math.max(0.0001, spread * 0.9 + (label === 1 ? 0.16 : -0.04)))
    return { label, score: score.toFixed(4) }
  })
}

/** A folder as a team might have left it: a tracking database, a prediction table, a configuration and a note. */
export async function writeEvidenceFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'countersign-evidence-'))
  await mkdir(path.join(folder, 'scores'))
  const rows = evidenceRows().map((row) => `${row.label},${row.score}`)
  await writeFile(path.join(folder, stated.table), `${stated.label},${stated.score}\n${rows.join('\n')}\n`)
  await writeFile(path.join(folder, 'settings.yaml'), `costs:\n  cost_fn: ${stated.costFn}\n  cost_fp: ${stated.costFp}\n`)
  await writeFile(path.join(folder, 'notes.md'), '# Threshold\n\nThe decision threshold is 0.5 for now.\n')
  writeDatabase(path.join(folder, 'mlflow.db'))
  return folder
}

function writeDatabase(file: string): void {
  const database = new DatabaseSync(file)
  database.exec(`
    CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL);
    INSERT INTO alembic_version VALUES ('0584bdc529eb');
    CREATE TABLE experiments (experiment_id INTEGER PRIMARY KEY, name TEXT, artifact_location TEXT, lifecycle_stage TEXT,
      creation_time BIGINT, last_update_time BIGINT);
    INSERT INTO experiments VALUES (1, 'pilot', 'mlruns/1', 'active', 1, 1), (2, 'rollout', 'mlruns/2', 'active', 1, 1);
    CREATE TABLE runs (run_uuid TEXT PRIMARY KEY, name TEXT, source_type TEXT, source_name TEXT, entry_point_name TEXT,
      user_id TEXT, status TEXT, start_time BIGINT, end_time BIGINT, source_version TEXT, lifecycle_stage TEXT,
      artifact_uri TEXT, experiment_id INTEGER, deleted_time BIGINT);
    CREATE TABLE metrics (key TEXT, value FLOAT, timestamp BIGINT, run_uuid TEXT, step BIGINT, is_nan BOOLEAN);
    CREATE TABLE latest_metrics (key TEXT, value FLOAT, timestamp BIGINT, step BIGINT, is_nan BOOLEAN, run_uuid TEXT);
    CREATE TABLE params (key TEXT, value TEXT, run_uuid TEXT);
    CREATE TABLE tags (key TEXT, value TEXT, run_uuid TEXT);
  `)
  const run = database.prepare(
    `INSERT INTO runs VALUES (?, ?, 'LOCAL', '', '', 'ana', 'FINISHED', ?, ?, '', 'active', ?, ?, NULL)`,
  )
  const metric = database.prepare('INSERT INTO metrics VALUES (?, ?, 1, ?, 0, 0)')
  const latest = database.prepare('INSERT INTO latest_metrics VALUES (?, ?, 1, 0, 0, ?)')
  const param = database.prepare('INSERT INTO params VALUES (?, ?, ?)')
  for (const [index, { id, name, experiment }] of stated.runs.entries()) {
    const experimentId = experiment === 'pilot' ? 1 : 2
    run.run(id, name, 1764000000000 + index * 1000, 1764000060000 + index * 1000, `mlruns/${experimentId}/${id}/artifacts`, experimentId)
    const metrics = { auc: 0.81 + index / 100, ...(index === 0 ? { optimal_threshold: Number(stated.recorded) } : {}) }
    for (const [key, value] of Object.entries(metrics)) {
      metric.run(key, value, id)
      latest.run(key, value, id)
    }
    const params = { learning_rate: index === 2 ? '0.2' : '0.1', n_features: '12', seed: index === 0 ? '1' : '2' }
    for (const [key, value] of Object.entries(params)) param.run(key, value, id)
  }
  database.close()
}
