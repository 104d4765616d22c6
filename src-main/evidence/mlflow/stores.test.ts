import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { walkFolder } from '../folder/walk-folder.ts'
import { queryRows } from './duckdb-tables.ts'
import { findRuns, listRuns } from './list-runs.ts'
import { openStores } from './open-stores.ts'
import type { Stores } from './open-stores.ts'
import { recordedInRuns } from './recorded-in-runs.ts'
import { scannedStores } from './scanned-stores.ts'
import { writeDatabase, writeDirectories, writeText } from './store.test-kit.ts'
import type { StoreSpec } from './store.test-kit.ts'

// A run id that YAML would take for a number, were it not kept as text.
const first = '12345678e90123456789012345678901'
const second = 'abcdefabcdefabcdefabcdefabcdefab'
const third = '00000000000000000000000000000001'

const spec: StoreSpec = {
  experiments: [
    { id: '0', name: 'Default' },
    { id: '7', name: 'scoring: one' },
    { id: '9', name: 'old', deleted: true },
  ],
  runs: [
    {
      id: first,
      name: 'final',
      experimentId: '7',
      startTime: 3000,
      params: { C: '0.10', note: 'two words', 'a/b': 'nested' },
      metrics: [
        { key: 'auc', value: 0.5, step: 1, timestamp: 900 },
        { key: 'auc', value: 0.7, step: 2, timestamp: 100 },
        { key: 'auc', value: 0.6, step: 2, timestamp: 100 },
        { key: 'optimal_threshold', value: 0.338 },
        { key: 'loss', value: NaN },
        { key: 'bound', value: Infinity },
        { key: 'Score_métier', value: -2.5e-7 },
        { key: 'threshold_at_recall', value: 0.2 },
      ],
      tags: { 'mlflow.user': 'analyst', model_type: 'LightGBM', decision_threshold: '0.480' },
      datasets: [{ name: 'loans', digest: '00112233', context: 'train' }],
    },
    { id: second, name: 'failed', experimentId: '7', startTime: 2000, status: 'FAILED', artifactUri: 's3://bucket/7/x/artifacts' },
    { id: third, name: 'gone', experimentId: '7', startTime: 1000, deleted: true, params: { max_cat_threshold: '64' } },
  ],
  registeredModels: [
    { name: 'scorecard', versions: [{ version: '1', runId: first, stage: 'Production' }], aliases: { champion: '1' } },
    { name: 'greeting', prompt: true, versions: [] },
    {
      name: 'production card',
      versions: [
        { version: '2', source: 'models:/production card/1' },
        { version: '1', source: 'models:/scorecard/1' },
        // Copies that name each other, and one of a version that isn't here.
        { version: '3', source: 'models:/production card/4' },
        { version: '4', source: 'models:/production card/3' },
        { version: '5', source: 'models:/gone/1' },
      ],
    },
  ],
}

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'stores-test-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true })
})

async function withStores<Result>(use: (stores: Stores) => Promise<Result> | Result): Promise<Result> {
  const stores = await openStores((await walkFolder(folder)).files)
  try {
    return await use(stores)
  } finally {
    await stores.close()
  }
}

const kinds = [
  { title: 'a database of MLflow 2', path: 'mlflow.db', revision: '0584bdc529eb', write: () => writeDatabase(folder, spec, 2) },
  { title: 'a database of MLflow 3', path: 'mlflow.db', revision: '1b5f0d9ad7c1', write: () => writeDatabase(folder, spec, 3) },
  { title: 'a file store', path: 'mlruns', revision: null, write: () => writeDirectories(folder, spec) },
]

describe.each(kinds)('$title', ({ path: storePath, revision, write }) => {
  beforeEach(write)

  it('is counted by lifecycle, prompts apart', async () => {
    expect(await withStores(scannedStores)).toMatchObject([
      {
        path: storePath,
        schemaRevision: revision,
        experiments: { active: 2, deleted: 1 },
        runs: { active: 2, deleted: 1 },
        registeredModels: 2,
        problems: [],
      },
    ])
  })

  it('lists registered models with version, stage, alias and source run, prompts apart', async () => {
    const [store] = await withStores(scannedStores)
    expect(store?.prompts).toBe(1)
    const copies = store?.registry?.[0]
    expect(copies?.versions.map(({ version, run }) => [version, run?.name ?? null])).toEqual([
      ['5', null], ['4', null], ['3', null], ['2', 'final'], ['1', 'final'],
    ])
    expect(store?.registry?.slice(1)).toEqual([
      {
        name: 'scorecard',
        description: null,
        versions: [
          {
            version: '1', stage: 'Production', aliases: ['champion'], run: { id: first, name: 'final' }, loggedModel: null,
            source: null, status: 'READY', createdAt: null,
          },
        ],
      },
    ])
  })

  it('lists its runs, newest first', async () => {
    const runs = await withStores(listRuns)
    expect(runs.map(({ id, name, experiment, status, lifecycle }) => ({ id, name, experiment, status, lifecycle }))).toEqual([
      { id: first, name: 'final', experiment: 'scoring: one', status: 'FINISHED', lifecycle: 'active' },
      { id: second, name: 'failed', experiment: 'scoring: one', status: 'FAILED', lifecycle: 'active' },
      { id: third, name: 'gone', experiment: 'scoring: one', status: 'FINISHED', lifecycle: 'deleted' },
    ])
    expect(runs[0]).toMatchObject({ startTime: 3000, endTime: 3500, user: 'analyst', experimentId: '7', stores: [storePath] })
  })

  it('gives the last value of a metric by step, then time, then value', async () => {
    const rows = await withStores(({ connection }) =>
      queryRows(connection, `SELECT key, value::VARCHAR AS value FROM latest_metrics WHERE run_id = '${first}' ORDER BY key`),
    )
    expect(rows).toEqual([
      { key: 'Score_métier', value: '-2.5e-07' },
      { key: 'auc', value: '0.7' },
      { key: 'bound', value: 'inf' },
      { key: 'loss', value: 'nan' },
      { key: 'optimal_threshold', value: '0.338' },
      { key: 'threshold_at_recall', value: '0.2' },
    ])
  })

  it('keeps parameters, tags, inputs, versions and aliases', async () => {
    const { params, inputs, versions } = await withStores(async ({ connection }) => ({
      params: await queryRows(connection, `SELECT key, value, canonical FROM params WHERE run_id = '${first}' ORDER BY key`),
      inputs: await queryRows(connection, 'SELECT run_id, key, value FROM run_datasets'),
      versions: await queryRows(
        connection,
        'SELECT v.name, v.version, v.run_id, v.stage, a.alias FROM model_versions AS v JOIN aliases AS a USING (store, name, version)',
      ),
    }))
    expect(params).toEqual([
      { key: 'C', value: '0.10', canonical: '0.1' },
      { key: 'a/b', value: 'nested', canonical: 'nested' },
      { key: 'note', value: 'two words', canonical: 'two words' },
    ])
    expect(inputs).toEqual([{ run_id: first, key: 'train: loans', value: '00112233' }])
    expect(versions).toEqual([{ name: 'scorecard', version: '1', run_id: first, stage: 'Production', alias: 'champion' }])
  })

  it('tells artifacts that are here, missing or outside', async () => {
    await writeText(path.join(folder, 'mlruns', '7', first, 'artifacts', 'model', 'model.pkl'), 'x')
    const rows = await withStores(({ connection }) =>
      queryRows(connection, 'SELECT run_id, path, state FROM artifacts ORDER BY run_id'),
    )
    expect(rows).toEqual([
      { run_id: third, path: '', state: 'missing' },
      { run_id: first, path: 'model/model.pkl', state: 'elsewhere' },
      { run_id: second, path: '', state: 'outside' },
    ])
  })

  it('offers the thresholds that runs record', async () => {
    const { recorded } = await withStores((stores) => recordedInRuns(stores))
    expect(recorded.map(({ value, printed, source, origin }) => ({ value, printed, source, origin }))).toEqual([
      { value: 0.48, printed: '0.480', source: 'run final, tag decision_threshold', origin: 'tag' },
      { value: 0.338, printed: '0.338', source: 'run final, metric optimal_threshold', origin: 'metric' },
    ])
    expect(recorded.every(({ sha256 }) => /^[0-9a-f]{64}$/.test(sha256))).toBe(true)
  })
})

it('a run in a database and in a file store is one run', async () => {
  await writeDatabase(folder, spec, 3)
  await writeDirectories(folder, spec)
  const { runs, recorded } = await withStores(async (stores) => ({ runs: listRuns(stores), recorded: (await recordedInRuns(stores)).recorded }))
  expect(runs.map((run) => [run.id, run.stores])).toEqual([first, second, third].map((id) => [id, ['mlflow.db', 'mlruns']]))
  expect(recorded).toHaveLength(2)
})

it('tells where the stores differ, as a problem of the later one', async () => {
  await writeDatabase(folder, spec, 3)
  await writeDirectories(folder, spec)
  await writeText(path.join(folder, 'mlruns', '7', first, 'params', 'C'), '0.2')
  const stores = await withStores(scannedStores)
  expect(stores.map((store) => store.problems.map((problem) => problem.message))).toEqual([
    [],
    ['The stores tell run final differently: parameter C is 0.10 in mlflow.db, 0.2 in mlruns.'],
  ])
})

it('reads a file store that is the folder itself, and finds artifacts that moved with it', async () => {
  await writeDirectories(folder, spec)
  folder = path.join(folder, 'mlruns')
  await writeText(path.join(folder, '7', first, 'artifacts', 'model.pkl'), 'x')
  const { stores, artifacts } = await withStores(async (opened) => ({
    stores: await scannedStores(opened),
    artifacts: await queryRows(opened.connection, "SELECT file FROM artifacts WHERE state = 'elsewhere'"),
  }))
  expect(stores).toMatchObject([{ path: '.', runs: { active: 2, deleted: 1 } }])
  expect(artifacts).toEqual([{ file: `7/${first}/artifacts/model.pkl` }])
  folder = path.dirname(folder)
})

describe('finding runs by id', () => {
  beforeEach(() => writeDatabase(folder, spec, 3))

  it('takes an unambiguous start of an id', async () => {
    const runs = await withStores(listRuns)
    expect(findRuns(runs, ['abc', '1234']).map((run) => run.name)).toEqual(['failed', 'final'])
  })

  it('says which runs there are', async () => {
    const runs = await withStores(listRuns)
    expect(() => findRuns(runs, ['fff'])).toThrow(`There is no run fff. The folder holds ${first} (final), ${second} (failed), ${third} (gone).`)
    expect(() => findRuns([], ['fff'])).toThrow('the folder holds no tracking store with runs')
    expect(() => findRuns([...runs, { ...runs[1], id: 'abd' } as (typeof runs)[number]], ['ab'])).toThrow('ab fits 2 runs')
  })
})
