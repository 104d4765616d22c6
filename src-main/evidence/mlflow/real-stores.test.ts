import { existsSync } from 'node:fs'
import { chmod, copyFile, mkdtemp, rm, stat } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import type { ScannedStore } from '../../contract/scan.ts'
import { walkFolder } from '../folder/walk-folder.ts'
import { queryRows } from './duckdb-tables.ts'
import { listRuns } from './list-runs.ts'
import { openStores } from './open-stores.ts'
import type { Stores } from './open-stores.ts'
import { scannedStores } from './scanned-stores.ts'

const data = path.resolve('..', 'shared', 'data')

async function withStores<Result>(folder: string, use: (stores: Stores) => Promise<Result> | Result): Promise<Result> {
  const walked = await walkFolder(path.join(data, folder))
  const stores = await openStores(walked.files)
  try {
    return await use(stores)
  } finally {
    await stores.close()
  }
}

/** Size and modification time of each file. */
async function stamps(folder: string): Promise<string[]> {
  const { files } = await walkFolder(path.join(data, folder))
  return Promise.all(
    files.map(async (file) => {
      const { size, mtimeNs } = await stat(file.absolute, { bigint: true })
      return `${file.path} ${size} ${mtimeNs}`
    }),
  )
}

/** experiments active/deleted, runs active/deleted, registered models */
function counts(store: ScannedStore): string {
  const { experiments, runs } = store
  return `${experiments.active}+${experiments.deleted} / ${runs.active}+${runs.deleted} / ${store.registeredModels}`
}

// Counts of ../shared/data/README.md, which other tools took; active and deleted apart as sqlite3 and find tell them.
const expected: readonly (readonly [folder: string, store: string, revision: string | null, counts: string])[] = [
  ['churn-2x-datasets', 'mlruns.db', '0584bdc529eb', '2+0 / 6+0 / 0'],
  ['fraud-sqlite-2.10', 'mlruns.db', 'acf3f17fdcc7', '2+0 / 3+0 / 1'],
  ['registry-2.11', 'mlruns.db', 'acf3f17fdcc7', '8+2 / 116+0 / 50'],
  ['sentiment-2x', 'mlflow/mlflow.db', '0584bdc529eb', '3+0 / 127+2 / 0'],
  ['sentiment-2x', 'mlruns', null, '2+0 / 25+0 / 0'],
  ['diabetes-3.0', 'mlflow/mlflow.db', 'bda7b8c39065', '1+0 / 5+0 / 1'],
  ['product-3.x', 'mlruns.db', '71994744cf8e', '2+0 / 20+0 / 0'],
  // Four entries in the registry, three of them prompts.
  ['credit-pd-3.10', 'mlflow.db', '1b5f0d9ad7c1', '3+0 / 7+0 / 1'],
  ['loan-risk-3.x', 'mlflow.db', '1b5f0d9ad7c1', '3+0 / 10+0 / 0'],
  ['home-credit-filestore', 'mlruns', null, '5+2 / 52+0 / 1'],
  ['churn-registry-filestore', 'mlruns', null, '2+0 / 16+11 / 4'],
  ['credit-engine-filestore', 'mlruns', null, '2+0 / 6+0 / 0'],
  ['credit-scoring-3x-filestore', 'mlruns', null, '2+0 / 2+0 / 1'],
  ['credit-champion-filestore', 'mlruns', null, '1+0 / 4+0 / 1'],
  ['scoring-backup', 'mlruns_full_backup', null, '1+0 / 7+0 / 0'],
  ['hyperopt-1x', 'mlruns.db', 'a8c4a736bde6', '2+0 / 100+0 / 0'],
  ['tracking-1x-deleted', 'backend/mlflow_data.db', 'c48cb773bb87', '4+11 / 81+16 / 1'],
  // Two file stores beside the database, and one that lies in the artifacts of a run of the second.
  ['tracking-1x-deleted', 'backend/mlruns', null, '2+0 / 22+0 / 0'],
  ['tracking-1x-deleted', 'mlruns', null, '1+1 / 0+0 / 0'],
  ['tracking-1x-deleted', 'mlruns/7/56b59636d45a4795b41c62f24799055b/artifacts/mlruns', null, '1+0 / 0+0 / 0'],
  ['trash-2020-filestore', 'mlruns', null, '2+2 / 1+4 / 0'],
  ['loan-trash-filestore', 'mlflow/mlruns', null, '2+1 / 8+4 / 0'],
  ['loan-trash-filestore', 'mlruns', null, '1+1 / 4+0 / 0'],
  ['pycaret-filestore', 'mlruns', null, '1+1 / 12+0 / 0'],
]

describe.skipIf(!existsSync(data))('public stores (skipped where ../shared/data is absent)', () => {
  it.each(expected)('%s: %s', async (folder, storePath, revision, wanted) => {
    const store = await withStores(folder, async (stores) => (await scannedStores(stores)).find(({ path }) => path === storePath))
    expect(store?.schemaRevision).toBe(revision)
    expect(store && counts(store)).toBe(wanted)
  })

  it('passes over an artifact directory without experiments and a database of something else', async () => {
    const paths = await withStores('fraud-sqlite-2.10', (stores) => stores.opened.map(({ path }) => path))
    expect(paths).toEqual(['mlruns.db'])
  })

  it('finds no other store than these', async () => {
    for (const folder of new Set(expected.map(([name]) => name))) {
      const found = await withStores(folder, (stores) => stores.opened.map(({ path: at }) => at))
      expect(found.sort(), folder).toEqual(expected.flatMap(([name, at]) => (name === folder ? [at] : [])).sort())
    }
  })

  // Counts and quirks of ../shared/data/README.md, each as one query.
  it.each([
    ['fraud-sqlite-2.10', 'versions and stages', "SELECT count(*)::INTEGER AS a, count(*) FILTER (stage = 'Production')::INTEGER AS b FROM model_versions", [2, 1]],
    ['fraud-sqlite-2.10', 'threshold both as a parameter and as a metric', "SELECT (SELECT count(*) > 0 FROM params WHERE key = 'threshold')::INTEGER AS a, (SELECT count(*) > 0 FROM metrics WHERE key = 'threshold')::INTEGER AS b", [1, 1]],
    ['tracking-1x-deleted', 'metric points at step 0, and metrics', "SELECT (SELECT count(*) FROM metrics WHERE step = 0 AND store = 0)::INTEGER AS a, (SELECT count(*) FROM latest_metrics WHERE store = 0)::INTEGER AS b", [5200, 104]],
    ['tracking-1x-deleted', 'runs left RUNNING, and runs without metrics', "SELECT count(*) FILTER (status = 'RUNNING')::INTEGER AS a, count(*) FILTER (id NOT IN (SELECT run_id FROM metrics))::INTEGER AS b FROM runs WHERE store = 0", [26, 37]],
    ['tracking-1x-deleted', 'active runs in deleted experiments, the stage of the only version', "SELECT (count(*) > 0)::INTEGER AS a, (SELECT (any_value(stage) = 'Archived')::INTEGER FROM model_versions) AS b FROM runs r JOIN experiments e ON e.store = r.store AND e.id = r.experiment_id WHERE r.lifecycle = 'active' AND e.lifecycle = 'deleted'", [1, 1]],
    ['registry-2.11', 'versions, users', 'SELECT (SELECT count(*) FROM model_versions)::INTEGER AS a, count(DISTINCT user_id)::INTEGER AS b FROM runs', [116, 2]],
    ['sentiment-2x', 'failed and deleted runs of the database', "SELECT count(*) FILTER (status = 'FAILED')::INTEGER AS a, count(*) FILTER (lifecycle = 'deleted')::INTEGER AS b FROM runs WHERE store = 0", [4, 2]],
    ['diabetes-3.0', 'logged models, failed runs', "SELECT (SELECT count(*) FROM logged_models)::INTEGER AS a, count(*) FILTER (status = 'FAILED')::INTEGER AS b FROM runs", [24, 1]],
    ['product-3.x', 'logged models', 'SELECT count(*)::INTEGER AS a, 0 AS b FROM logged_models', [20, 0]],
    ['credit-pd-3.10', 'versions, aliases', 'SELECT (SELECT count(*) FROM model_versions)::INTEGER AS a, (SELECT count(*) FROM aliases)::INTEGER AS b', [13, 12]],
    ['loan-risk-3.x', 'metric points and metrics', 'SELECT (SELECT count(*) FROM metrics)::INTEGER AS a, (SELECT count(*) FROM latest_metrics)::INTEGER AS b', [462, 73]],
    ['loan-risk-3.x', 'greatest step, runs without metrics', 'SELECT (SELECT max(step) FROM metrics)::INTEGER AS a, count(*) FILTER (id NOT IN (SELECT run_id FROM metrics))::INTEGER AS b FROM runs', [50, 2]],
    ['scoring-backup', 'a point of each doubled line', 'SELECT count(*)::INTEGER AS a, count(DISTINCT (run_id, key))::INTEGER AS b FROM metrics', null],
    ['credit-engine-filestore', 'logged models, failed runs', "SELECT (SELECT count(*) FROM logged_models)::INTEGER AS a, count(*) FILTER (status = 'FAILED')::INTEGER AS b FROM runs", [5, 1]],
    ['credit-scoring-3x-filestore', 'versions; production is the third', "SELECT (SELECT count(*) FROM model_versions)::INTEGER AS a, (SELECT any_value(version)::INTEGER FROM aliases WHERE alias = 'production') AS b", [3, 3]],
    ['credit-champion-filestore', 'versions; champion is the second', "SELECT (SELECT count(*) FROM model_versions)::INTEGER AS a, (SELECT any_value(version)::INTEGER FROM aliases WHERE alias = 'champion') AS b", [2, 2]],
    ['churn-registry-filestore', 'versions, and those with a stage', "SELECT count(*)::INTEGER AS a, count(*) FILTER (stage IN ('Production', 'Staging'))::INTEGER AS b FROM model_versions", [24, 2]],
    ['home-credit-filestore', 'versions, failed runs', "SELECT (SELECT count(*) FROM model_versions)::INTEGER AS a, count(*) FILTER (status = 'FAILED')::INTEGER AS b FROM runs", [0, 1]],
    ['pycaret-filestore', 'runs, all of them RUNNING', "SELECT count(*)::INTEGER AS a, count(*) FILTER (status = 'RUNNING')::INTEGER AS b FROM runs", [12, 12]],
    ['loan-trash-filestore', 'parameters; runs in .trash that call themselves active', "SELECT (SELECT count(*) FROM params)::INTEGER AS a, count(*) FILTER (lifecycle = 'deleted' AND stated_lifecycle = 'active')::INTEGER AS b FROM runs", [0, 4]],
  ] as const)('%s: %s', async (folder, _, query, wanted) => {
    const [row] = await withStores(folder, ({ connection }) => queryRows<{ a: number; b: number }>(connection, query))
    if (wanted === null) expect(row?.a).toBe(row?.b)
    else expect([row?.a, row?.b]).toEqual(wanted)
  })

  // sqlite3: versions by model, stage and alias; find and cat in the file stores.
  it.each([
    ['fraud-sqlite-2.10', 'mlruns.db', 1, 2, ['Production'], [], 2],
    ['registry-2.11', 'mlruns.db', 50, 116, [], [], 116],
    ['tracking-1x-deleted', 'backend/mlflow_data.db', 1, 1, ['Archived'], [], 1],
    ['diabetes-3.0', 'mlflow/mlflow.db', 1, 1, ['Staging'], [], 1],
    ['credit-pd-3.10', 'mlflow.db', 1, 1, ['Production'], [], 1],
    ['credit-scoring-3x-filestore', 'mlruns', 1, 3, [], ['production'], 3],
    ['credit-champion-filestore', 'mlruns', 1, 2, [], ['champion'], 2],
    ['churn-registry-filestore', 'mlruns', 4, 24, ['Production', 'Staging'], [], 24],
    ['home-credit-filestore', 'mlruns', 1, 0, [], [], 0],
  ] as const)('%s: %s lists its registry', async (folder, storePath, models, versions, stages, aliases, withRun) => {
    const store = await withStores(folder, async (stores) => (await scannedStores(stores)).find(({ path: at }) => at === storePath))
    const listed = store?.registry?.flatMap((model) => model.versions) ?? []
    expect(store?.registry).toHaveLength(models)
    expect(listed).toHaveLength(versions)
    expect([...new Set(listed.flatMap(({ stage }) => stage ?? []))].sort()).toEqual(stages)
    expect(listed.flatMap((version) => version.aliases).sort()).toEqual(aliases)
    expect(listed.filter(({ run }) => run !== null)).toHaveLength(withRun)
  })

  it('tells that two stores of one project do not overlap', async () => {
    const problems = await withStores('sentiment-2x', async (stores) => (await scannedStores(stores))[1]?.problems.map(({ message }) => message))
    expect(problems).toEqual(['Experiment "OC_Project7" has 0 runs in mlflow/mlflow.db and 7 runs here, none in both.'])
  })

  it('opens nothing for writing: sizes and times of all files stay', async () => {
    for (const folder of new Set(expected.map(([name]) => name))) {
      const before = await stamps(folder)
      await withStores(folder, scannedStores)
      expect(await stamps(folder), folder).toEqual(before)
    }
  })

  it('reads 36 datasets, 57 inputs and their tags', async () => {
    const [row] = await withStores('churn-2x-datasets', ({ connection }) =>
      queryRows(
        connection,
        `SELECT (SELECT count(*) FROM datasets)::INTEGER AS datasets, (SELECT count(*) FROM inputs)::INTEGER AS inputs,
           (SELECT count(*) FROM input_tags)::INTEGER AS tags`,
      ),
    )
    expect(row).toEqual({ datasets: 36, inputs: 57, tags: 57 })
  })

  it.each(expected.filter(([, storePath]) => storePath.endsWith('.db')))(
    '%s: the last values are those that MLflow itself keeps in latest_metrics',
    async (folder, storePath) => {
      const copy = path.join(await mkdtemp(path.join(os.tmpdir(), 'latest-test-')), 'copy.db')
      await copyFile(path.join(data, folder, storePath), copy)
      await chmod(copy, 0o600)
      const database = new DatabaseSync(copy)
      const kept = database
        .prepare("SELECT run_uuid || ' ' || key AS name, CASE is_nan WHEN 1 THEN NULL ELSE value END AS value FROM latest_metrics")
        .all()
        .map((row) => [row['name'], row['value']] as const)
      database.close()
      await rm(path.dirname(copy), { recursive: true })
      const read = await withStores(folder, ({ connection, opened }) =>
        queryRows<{ name: string; value: number | null }>(
          connection,
          `SELECT run_id || ' ' || key AS name, CASE WHEN isnan(value) THEN NULL ELSE value END AS value
           FROM latest_metrics WHERE store = ${opened.findIndex((store) => store.path === storePath)}`,
        ),
      )
      expect(new Map(read.map(({ name, value }) => [name, value]))).toEqual(new Map(kept))
    },
  )

  it('lists a run once for each id', async () => {
    const runs = await withStores('churn-2x-datasets', (stores) => listRuns(stores))
    // sqlite3 mlruns.db "select run_uuid, name from runs order by start_time desc limit 1"
    expect(runs[0]).toMatchObject({
      id: '1a37ec9d031c420781ded2809bf7b4d5',
      name: 'lr_training_run',
      experiment: 'CustomerChurnPrediction',
      experimentId: '1',
      status: 'FINISHED',
      lifecycle: 'active',
      stores: ['mlruns.db'],
    })
    expect(new Set(runs.map((run) => run.id)).size).toBe(6)
  })
})
