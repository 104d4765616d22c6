import { existsSync } from 'node:fs'
import { chmod, copyFile, mkdtemp, rm } from 'node:fs/promises'
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
