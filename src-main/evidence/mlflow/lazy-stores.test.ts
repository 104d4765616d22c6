import { mkdtemp, rename, mkdir, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { namesThreshold } from '../../domain/inventory/name-kinds.ts'
import { walkFolder } from '../folder/walk-folder.ts'
import { queryRows } from './duckdb-tables.ts'
import { listRuns } from './list-runs.ts'
import { metricHistory } from './metric-history.ts'
import { openStores } from './open-stores.ts'
import type { OpenOptions, Stores } from './open-stores.ts'
import { previewLocations } from './preview-locations.ts'
import { recordedInRuns } from './recorded-in-runs.ts'
import { scannedStores } from './scanned-stores.ts'
import { writeDatabase, writeDirectories } from './store.test-kit.ts'
import type { StoreSpec } from './store.test-kit.ts'

const ids = ['1', '2', '3'].map((digit) => digit.repeat(32)) as [string, string, string]
const model = `m-${'a'.repeat(32)}`
const spec: StoreSpec = {
  experiments: [{ id: '1', name: 'scoring' }, { id: '2', name: 'gone', deleted: true }],
  runs: [
    {
      id: ids[0], name: 'first', experimentId: '1', startTime: 3000, params: { C: '1' }, tags: { team: 'risk' },
      metrics: [
        { key: 'auc', value: 0.5, step: 1, timestamp: 5 }, { key: 'auc', value: 0.9, step: 2, timestamp: 6 },
        { key: 'auc', value: NaN, step: 3, timestamp: 7 }, { key: 'auc', value: 0.7, step: 3, timestamp: 8 },
        { key: 'best_threshold', value: 0.3 },
      ],
      datasets: [{ name: 'loans', digest: '0f', context: 'train' }],
      loggedModels: [{ id: model, name: 'model', location: `/x/1/models/${model}/artifacts` }],
    },
    { id: ids[1], name: 'second', experimentId: '1', startTime: 2000, metrics: [{ key: 'auc', value: Infinity }, { key: 'threshold', value: 0.4 }], artifactUri: 's3://b/1/artifacts' },
    { id: ids[2], name: 'third', experimentId: '2', startTime: 1000, params: { decision_threshold: '0.5' } },
  ],
  registeredModels: [{ name: 'card', versions: [{ version: '1', source: `models:/${model}` }] }],
}

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'lazy-test-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function withStores<Result>(options: OpenOptions, use: (stores: Stores) => Promise<Result> | Result): Promise<Result> {
  const stores = await openStores((await walkFolder(folder)).files, options)
  try {
    return await use(stores)
  } finally {
    await stores.close()
  }
}

const rowsOf = (stores: Stores, table: string, where = 'true') =>
  queryRows(stores.connection, `SELECT * EXCLUDE store FROM ${table} WHERE ${where} ORDER BY ALL`)
const runTables = ['params', 'metrics', 'tags', 'artifacts', 'datasets', 'inputs', 'input_tags', 'run_datasets']

describe.each([
  ['a database', () => writeDatabase(folder, spec, 3)],
  ['a file store', () => writeDirectories(folder, spec)],
])('%s that is too large to load at once', (_, write) => {
  beforeEach(write)

  it('lists its runs without loading any row', async () => {
    await withStores({ load: 'none' }, async (stores) => {
      expect(listRuns(stores).map(({ name }) => name)).toEqual(['first', 'second', 'third'])
      for (const table of ['runs', ...runTables]) expect(await rowsOf(stores, table)).toEqual([])
    })
  })

  it('gives the rows of the runs that are asked for, each once, as if all had been loaded', async () => {
    const all = await withStores({}, (stores) => Promise.all(runTables.slice(0, 4).map((table) => rowsOf(stores, table, `run_id = '${ids[0]}'`))))
    await withStores({ load: 'small', mostRows: 0 }, async (stores) => {
      await stores.load(new Set([ids[0]]))
      await stores.load(new Set([ids[0], ids[2]]))
      expect(await Promise.all(runTables.slice(0, 4).map((table) => rowsOf(stores, table, `run_id = '${ids[0]}'`)))).toEqual(all)
      expect(await rowsOf(stores, 'run_datasets')).toHaveLength(1)
      expect(await rowsOf(stores, 'metrics', `run_id = '${ids[1]}'`)).toEqual([])
      expect(await rowsOf(stores, 'params', `run_id = '${ids[2]}'`)).toHaveLength(1)
      expect(await rowsOf(stores, 'experiments')).toHaveLength(2)
    })
  })

  it('offers the thresholds of all runs in a scan all the same', async () => {
    const whole = await withStores({}, (stores) => recordedInRuns(stores))
    const lazy = await withStores({ load: 'scan', mostRows: 0, keys: namesThreshold }, (stores) => recordedInRuns(stores))
    expect(lazy).toEqual(whole)
    expect(whole.recorded.map(({ printed }) => printed)).toEqual(['0.3', '0.4', '0.5'])
    expect(await withStores({}, (stores) => recordedInRuns(stores, 2))).toMatchObject({ left: 1, recorded: [{ printed: '0.3' }, { printed: '0.4' }] })
  })

  it('gives every point of a metric, NaN and infinity as their names', async () => {
    const history = await withStores({ load: 'none' }, async (stores) => {
      await stores.load(new Set(ids))
      return metricHistory(stores, ids, 'auc')
    })
    expect(history.series.map(({ points }) => points.map(({ step, value, printed }) => [step, value, printed.toLowerCase().replace('infinity', 'inf')]))).toEqual([
      [[1, 0.5, '0.5'], [2, 0.9, '0.9'], [3, null, 'nan'], [3, 0.7, '0.7']],
      [[0, null, 'inf']],
      [],
    ])
    expect(history.series[2]).toMatchObject({ store: null, leftOut: 0 })
  })

  it('links a version to its run through the logged model that its source names', async () => {
    const versions = await withStores({}, (stores) => rowsOf(stores, 'model_versions'))
    expect(versions).toMatchObject([{ name: 'card', run_id: ids[0], model_id: model }])
  })

  it('tells an active run of a deleted experiment', async () => {
    const runs = await withStores({ load: 'none' }, listRuns)
    expect(runs[2]).toMatchObject({ lifecycle: 'active', experimentLifecycle: 'deleted' })
    expect(runs[0]).not.toHaveProperty('experimentLifecycle')
  })

  it('previews what the rules make of each location', async () => {
    const custom = [{ pattern: 's3://b/', replacement: 'C:/other/' }]
    const preview = await withStores({ load: 'none' }, (stores) => previewLocations(stores, { custom, disabled: ['moved-folder'] }))
    expect(preview.counts).toEqual({ present: 0, elsewhere: 0, missing: 4, outside: 0 })
    expect(preview.rules.map(({ id }) => id)).toEqual(['custom-1', 'file-uri', 'percent-encoding', 'backslashes', 'windows-drive', 'tracking-server', 'dot-segments'])
    expect(preview.locations.find(({ owner }) => owner === ids[1])).toMatchObject({ recorded: 's3://b/1/artifacts', state: 'missing', rules: ['custom-1', 'windows-drive'] })
    expect(preview.locations.find(({ ownerKind }) => ownerKind === 'logged-model')).toMatchObject({ owner: model, name: 'model' })
  })
})

it('a run in .trash is deleted and shows what its meta says; one that lies in two places is read once', async () => {
  await writeDirectories(folder, spec)
  await mkdir(path.join(folder, 'mlruns', '.trash'))
  await rename(path.join(folder, 'mlruns', '1'), path.join(folder, 'mlruns', '.trash', '1'))
  expect(await withStores({ load: 'none' }, listRuns)).toMatchObject([
    { name: 'first', lifecycle: 'deleted', statedLifecycle: 'active' },
    { name: 'second', lifecycle: 'deleted', statedLifecycle: 'active' },
    { name: 'third', lifecycle: 'active', experimentLifecycle: 'deleted' },
  ])
  await writeDirectories(folder, { ...spec, registeredModels: [] })
  const [runs, stores] = await withStores({}, async (opened) => [listRuns(opened), await scannedStores(opened)] as const)
  expect(runs).toHaveLength(3)
  expect(runs[0]).toMatchObject({ name: 'first', lifecycle: 'active' })
  expect(stores[0]?.problems.map(({ message }) => message)).toContain(`Run ${ids[0]} lies in two directories of this store; this one is left out.`)
})
