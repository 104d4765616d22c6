import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { generatedFolder } from './generated-folder.ts'

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
  const folder = await generatedFolder('evidence')
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

/** What `writeWhyFolder` states beside `stated`: causes that a test can compute itself. */
export const causes = {
  /** The run logs the optimum of Youden's J, rounded to this many digits. */
  digits: 3,
  /** No score lies where this rounds to, and no search leads there. */
  nowhere: '0.612345',
  falseHit: '0.25',
} as const

/** The score at which TPR − FPR is highest over all scores, by counting at every one of them; the highest of equals. */
export function youdenOptimum(rows: readonly { label: 0 | 1; score: string }[] = evidenceRows()): number {
  const positives = rows.filter(({ label }) => label === 1).length
  let best = { score: Number.NaN, value: -Infinity }
  for (const score of [...new Set(rows.map((row) => Number(row.score)))].sort((a, b) => b - a)) {
    const flagged = rows.filter((row) => Number(row.score) >= score)
    const found = flagged.filter(({ label }) => label === 1).length
    // Compared as counts over the same denominators, so that equal values are equal.
    const value = found * (rows.length - positives) - (flagged.length - found) * positives
    if (value > best.value) best = { score, value }
  }
  return best.score
}

/** A folder whose run records the Youden optimum, whose note records a value without a cause, and a drift limit. */
export async function writeWhyFolder(): Promise<{ folder: string; recorded: string }> {
  const folder = await writeEvidenceFolder()
  const recorded = youdenOptimum().toFixed(causes.digits)
  await writeFile(path.join(folder, 'notes.md'), `# Pilot\n\nThe decision threshold is ${causes.nowhere} since May.\n`)
  await writeFile(path.join(folder, 'monitoring.yaml'), `drift:\n  alert_threshold: ${causes.falseHit}\n`)
  const database = new DatabaseSync(path.join(folder, 'mlflow.db'))
  for (const table of ['metrics', 'latest_metrics']) {
    database.prepare(`UPDATE ${table} SET value = ? WHERE key = 'optimal_threshold'`).run(Number(recorded))
  }
  database.close()
  return { folder, recorded }
}
