import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { walkFolder } from '../folder/walk-folder.ts'
import { queryRows } from './duckdb-tables.ts'
import { gatherRun } from './gather-run-facts.ts'
import { listRuns } from './list-runs.ts'
import { openStores } from './open-stores.ts'
import type { Stores } from './open-stores.ts'
import { scannedStores } from './scanned-stores.ts'
import { writeDatabase, writeDirectories, writeText } from './store.test-kit.ts'
import type { StoreSpec } from './store.test-kit.ts'

const run = 'abcdefabcdefabcdefabcdefabcdefab'
const spec: StoreSpec = {
  experiments: [{ id: '1', name: 'scoring' }],
  runs: [{ id: run, name: 'final', experimentId: '1', params: { C: '1' }, metrics: [{ key: 'auc', value: 0.7 }] }],
}

let folder: string
let elsewhere: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'hostile-test-'))
  elsewhere = await mkdtemp(path.join(os.tmpdir(), 'hostile-test-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true })
  await rm(elsewhere, { recursive: true })
})

async function withStores<Result>(use: (stores: Stores) => Promise<Result> | Result): Promise<Result> {
  const stores = await openStores((await walkFolder(folder)).files)
  try {
    return await use(stores)
  } finally {
    await stores.close()
  }
}

/** The artifacts and the words for the run's folder, as a comparison gathers them. */
async function gathered(): Promise<{ artifacts: string[]; runFolder: string; problems: string[] }> {
  const walked = await walkFolder(folder)
  const evidence = { root: walked.root, files: new Map(walked.files.map((file) => [file.path, file])) }
  return withStores(async (stores) => {
    const [summary] = listRuns(stores)
    if (summary === undefined) throw new Error('no run')
    const problems: Parameters<typeof gatherRun>[3] = []
    const { artifacts, runFolder } = await gatherRun(stores, summary, evidence, problems)
    return { artifacts: artifacts.map(({ name }) => name), runFolder, problems: problems.map(({ message }) => message) }
  })
}

describe.skipIf(process.platform === 'win32')('links that lead out of the folder', () => {
  it('are followed neither for a store, a run, its artifacts nor a database', async () => {
    await writeDirectories(elsewhere, spec)
    await writeDatabase(elsewhere, spec, 3)
    await symlink(path.join(elsewhere, 'mlruns'), path.join(folder, 'mlruns'))
    await symlink(path.join(elsewhere, 'mlflow.db'), path.join(folder, 'mlflow.db'))
    expect(await withStores((stores) => stores.opened)).toEqual([])
  })

  it('are followed neither for single files of a run', async () => {
    await writeDirectories(folder, { ...spec, runs: spec.runs.map((one) => ({ ...one, artifactUri: `./mlruns/1/${run}/artifacts` })) })
    await writeText(path.join(elsewhere, 'secret.txt'), 'not evidence')
    await mkdir(path.join(folder, 'mlruns', '1', run, 'artifacts'))
    await symlink(path.join(elsewhere, 'secret.txt'), path.join(folder, 'mlruns', '1', run, 'params', 'secret'))
    await symlink(path.join(elsewhere, 'secret.txt'), path.join(folder, 'mlruns', '1', run, 'artifacts', 'model.pkl'))
    await symlink(elsewhere, path.join(folder, 'mlruns', '1', run, 'artifacts', 'model'))
    expect((await gathered()).artifacts).toEqual([])
    const keys = await withStores((stores) => queryRows<{ key: string }>(stores.connection, 'SELECT key FROM params'))
    expect(keys).toEqual([{ key: 'C' }])
  })
})

it.each([
  ['an experiment id', { experiment_id: '../../../../../../../../etc' }],
  ['an artifact location', { artifact_uri: 'file:///../../../../etc' }],
  ['an encoded artifact location', { artifact_uri: 'file:///%2e%2e/%2e%2e/%2e%2e/etc' }],
])('%s of a meta.yaml that leads out of the folder leads nowhere', async (_, keys) => {
  await writeDirectories(folder, spec)
  const meta = { artifact_uri: './x', experiment_id: '1', lifecycle_stage: 'active', run_id: run, status: '3', ...keys }
  await writeFile(path.join(folder, 'mlruns', '1', run, 'meta.yaml'), Object.entries(meta).map(([key, value]) => `${key}: ${value}\n`).join(''))
  expect(await gathered()).toMatchObject({ artifacts: [], runFolder: 'not found' })
})

// Only Linux has file names that are no UTF-8.
it.skipIf(process.platform !== 'linux')('names that are no UTF-8 are left out and the rest is read', async () => {
  await writeDirectories(folder, spec)
  const metrics = Buffer.from(path.join(folder, 'mlruns', '1', run, 'metrics') + path.sep)
  await writeFile(Buffer.concat([metrics, Buffer.from([0x66, 0xe9, 0x65])]), '0 0.5 0\n')
  expect((await walkFolder(folder)).problems).toMatchObject([{ kind: 'skipped', message: 'Its name is not valid UTF-8, so it was not read.' }])
  const rows = await withStores((stores) => queryRows(stores.connection, 'SELECT key FROM metrics'))
  expect(rows).toEqual([{ key: 'auc' }])
})

describe('text that is no UTF-8', () => {
  it('in a file store is read with the mark of what could not be', async () => {
    await writeDirectories(folder, spec)
    await writeFile(path.join(folder, 'mlruns', '1', run, 'params', 'C'), Buffer.from([0x31, 0xe9]))
    expect(await withStores((stores) => queryRows(stores.connection, 'SELECT value FROM params'))).toEqual([{ value: '1\ufffd' }])
  })

  it('in a database costs no other row', async () => {
    await writeDatabase(folder, spec, 3)
    const database = new DatabaseSync(path.join(folder, 'mlflow.db'))
    database.exec(`INSERT INTO params VALUES ('blob', x'31e9', '${run}'), ('text', CAST(x'31e9' AS TEXT), '${run}')`)
    database.close()
    const rows = await withStores((stores) => queryRows<{ key: string }>(stores.connection, 'SELECT key FROM params ORDER BY key'))
    expect(rows.map(({ key }) => key)).toEqual(['C', 'blob', 'text'])
  })
})

it('metrics that are NaN or infinite keep their names, and lines of other words are told', async () => {
  await writeDirectories(folder, spec)
  const lines = ['nan', 'NaN', 'inf', '-inf', 'Infinity', '1e999', 'high'].map((value, step) => `0 ${value} ${step}\n`)
  await writeFile(path.join(folder, 'mlruns', '1', run, 'metrics', 'loss'), lines.join(''))
  const { rows, problems } = await withStores(async (stores) => ({
    rows: await queryRows<{ value: number }>(stores.connection, "SELECT value FROM metrics WHERE key = 'loss' ORDER BY step"),
    problems: (await scannedStores(stores))[0]?.problems.map(({ message }) => message),
  }))
  expect(rows.map(({ value }) => value)).toEqual([NaN, NaN, Infinity, -Infinity, Infinity, Infinity])
  expect(problems).toEqual(['1 of 7 lines are not "timestamp value step".'])
})

it('a merge that was never finished costs the run whose meta.yaml it tore', async () => {
  await writeDirectories(folder, { ...spec, runs: [...spec.runs, { id: 'f'.repeat(32), name: 'other', experimentId: '1' }] })
  const torn = '<<<<<<< HEAD\nstatus: 3\n=======\nstatus: 4\n>>>>>>> main\n'
  await writeFile(path.join(folder, 'mlruns', '1', run, 'meta.yaml'), `artifact_uri: ./x\n${torn}run_id: ${run}\n`)
  const { runs, problems } = await withStores(async (stores) => ({ runs: listRuns(stores), problems: (await scannedStores(stores))[0]?.problems }))
  expect(runs.map(({ name }) => name)).toEqual(['other'])
  expect(problems).toMatchObject([{ path: `mlruns/1/${run}/meta.yaml`, message: 'The file holds the conflict marks of an unfinished merge.' }])
})

it('tables of secrets and users are never read', async () => {
  await writeDatabase(folder, spec, 3)
  const database = new DatabaseSync(path.join(folder, 'mlflow.db'))
  database.exec("INSERT INTO secrets VALUES (1, 'must never be read')")
  database.close()
  const text = await withStores(async (stores) => {
    const tables = await queryRows<{ table_name: string }>(stores.connection, 'SELECT table_name FROM duckdb_tables()')
    const rows = await Promise.all(tables.map(({ table_name }) => queryRows(stores.connection, `SELECT * FROM ${table_name}`)))
    return JSON.stringify([stores.opened, rows], (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))
  })
  expect(text).toContain(run)
  expect(text).not.toContain('must never be read')
})

it('two workspaces may hold a model of one name', async () => {
  await writeDatabase(folder, { ...spec, registeredModels: [{ name: 'card', versions: [{ version: '1', runId: run }], aliases: { champion: '1' } }] }, 3)
  const database = new DatabaseSync(path.join(folder, 'mlflow.db'))
  database.exec(`INSERT INTO registered_models (name, workspace) VALUES ('card', 'team');
    INSERT INTO registered_model_tags (key, value, name, workspace) VALUES ('mlflow.prompt.is_prompt', 'true', 'card', 'team')`)
  database.close()
  const { stores, models } = await withStores(async (opened) => ({
    stores: await scannedStores(opened),
    models: await queryRows(opened.connection, 'SELECT workspace, name, is_prompt FROM registered_models ORDER BY workspace'),
  }))
  expect(models).toEqual([{ workspace: 'default', name: 'card', is_prompt: false }, { workspace: 'team', name: 'card', is_prompt: true }])
  expect(stores[0]?.registeredModels).toBe(1)
})
