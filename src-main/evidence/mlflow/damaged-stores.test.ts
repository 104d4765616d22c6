import { createHash } from 'node:crypto'
import { copyFile, mkdir, mkdtemp, open, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { walkFolder } from '../folder/walk-folder.ts'
import { queryRows } from './duckdb-tables.ts'
import { openStores } from './open-stores.ts'
import type { Stores } from './open-stores.ts'
import { privateFolder, sweepPrivateCopies, withPrivateCopy } from './private-copy.ts'
import { scannedStores } from './scanned-stores.ts'
import { fillDatabase, writeDatabase, writeDirectories, writeText } from './store.test-kit.ts'
import type { StoreSpec } from './store.test-kit.ts'

const run = 'abcdefabcdefabcdefabcdefabcdefab'
const spec: StoreSpec = {
  experiments: [{ id: '1', name: 'scoring' }],
  runs: [{ id: run, name: 'final', experimentId: '1', params: { C: '1' }, metrics: [{ key: 'auc', value: 0.7 }] }],
}

let folder: string
let elsewhere: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'damaged-test-'))
  elsewhere = await mkdtemp(path.join(os.tmpdir(), 'damaged-test-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true })
  await rm(elsewhere, { recursive: true })
})

async function withStores<Result>(use: (stores: Stores) => Promise<Result> | Result): Promise<Result> {
  const before = await listing()
  const stores = await openStores((await walkFolder(folder)).files)
  try {
    return await use(stores)
  } finally {
    await stores.close()
    expect(await listing(), 'the evidence is as it was').toEqual(before)
  }
}

async function listing(): Promise<Record<string, string>> {
  const files: Record<string, string> = {}
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const file = path.join(entry.parentPath, entry.name)
    files[file] = createHash('sha256').update(await readFile(file)).digest('hex')
  }
  return files
}

const countRows = (table: string) => (stores: Stores) =>
  queryRows<{ n: number }>(stores.connection, `SELECT count(*)::INTEGER AS n FROM ${table}`).then(([row]) => row?.n)

describe('a database in the middle of its life', () => {
  it('is read with the rows of its write-ahead log', async () => {
    const live = path.join(elsewhere, 'live.db')
    const database = new DatabaseSync(live)
    try {
      fillDatabase(database, spec, 3)
      database.exec('PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0')
      database.exec(`INSERT INTO params VALUES ('late', '2', '${run}')`)
      await copyFile(live, path.join(folder, 'mlflow.db'))
      await copyFile(`${live}-wal`, path.join(folder, 'mlflow.db-wal'))
    } finally {
      database.close()
    }
    expect(await withStores(countRows('params'))).toBe(2)
  })

  it('is rolled back where a transaction was under way', async () => {
    const live = path.join(elsewhere, 'live.db')
    const database = new DatabaseSync(live)
    try {
      fillDatabase(database, spec, 3)
      const insert = database.prepare('INSERT INTO params VALUES (?, ?, ?)')
      database.exec('BEGIN')
      for (let index = 0; index < 4999; index++) insert.run(`committed ${index}`, 'x'.repeat(200), run)
      database.exec('COMMIT')
      // With a cache of ten pages most of the deletion reaches the file before it is committed.
      database.exec('PRAGMA cache_size = 10; BEGIN; DELETE FROM params WHERE length(key) > 0')
      await copyFile(live, path.join(folder, 'mlflow.db'))
      await copyFile(`${live}-journal`, path.join(folder, 'mlflow.db-journal'))
      database.exec('ROLLBACK')
    } finally {
      database.close()
    }
    const torn = path.join(elsewhere, 'torn.db')
    await copyFile(path.join(folder, 'mlflow.db'), torn)
    expect(rowsOf(torn), 'without the journal rows are lost').not.toBe(5000)
    expect(await withStores(countRows('params'))).toBe(5000)
  })

  it('costs only the table whose page is damaged', async () => {
    await writeDatabase(folder, spec, 3)
    const file = path.join(folder, 'mlflow.db')
    const database = new DatabaseSync(file)
    const page = Number(database.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'metrics'").get()?.['rootpage'])
    const size = Number(database.prepare('PRAGMA page_size').get()?.['page_size'])
    database.close()
    const handle = await open(file, 'r+')
    await handle.write(Buffer.alloc(size, 0xff), 0, size, (page - 1) * size)
    await handle.close()
    const { store, params } = await withStores(async (stores) => ({
      store: (await scannedStores(stores))[0],
      params: await countRows('params')(stores),
    }))
    expect(store?.runs).toEqual({ active: 1, deleted: 0 })
    expect(params).toBe(1)
    expect(store?.problems.map((problem) => problem.kind)).toEqual(['store-partly-unreadable', 'store-partly-unreadable'])
    expect(store?.problems[1]?.message).toBe('Table metrics ends after 0 rows: database disk image is malformed.')
  })

  it('is copied again where it changes meanwhile, and given up after three attempts', async () => {
    await writeDatabase(folder, spec, 3)
    const file = path.join(folder, 'mlflow.db')
    const handle = await open(file, 'r+')
    let writing = true
    const writer = (async () => {
      const version = Buffer.alloc(4)
      for (let value = 1; writing; value++) {
        version.writeUInt32BE(value)
        await handle.write(version, 0, 4, 60)
      }
    })()
    try {
      await expect(withPrivateCopy(file, 'mlflow.db', () => undefined)).rejects.toThrow(
        'mlflow.db: The database changed during each of 3 attempts to copy it.',
      )
    } finally {
      writing = false
      await writer
      await handle.close()
    }
  })
})

function rowsOf(file: string): unknown {
  const database = new DatabaseSync(file)
  try {
    return database.prepare('SELECT count(*) AS n FROM params').get()?.['n']
  } catch (error) {
    return error
  } finally {
    database.close()
  }
}

describe('private copies', () => {
  it('are gone when reading ends, in a folder of this user alone', async () => {
    await writeDatabase(folder, spec, 2)
    let during = ''
    await withPrivateCopy(path.join(folder, 'mlflow.db'), 'mlflow.db', async (copy) => {
      during = path.dirname(copy.database)
      expect(during.startsWith(privateFolder())).toBe(true)
      if (process.platform !== 'win32') expect((await stat(privateFolder())).mode & 0o777).toBe(0o700)
      expect(copy.companions).toEqual([])
    })
    await expect(stat(during)).rejects.toThrow('ENOENT')
  })

  it('of a crashed session are swept, those of a running one are not', async () => {
    await mkdir(privateFolder(), { recursive: true, mode: 0o700 })
    // No system gives out process numbers this high.
    const stale = await mkdtemp(path.join(privateFolder(), '999999999-'))
    const live = await mkdtemp(path.join(privateFolder(), `${process.pid}-`))
    await writeFile(path.join(stale, '1.db'), 'personal data')
    try {
      await sweepPrivateCopies()
      await expect(stat(stale)).rejects.toThrow('ENOENT')
      expect((await stat(live)).isDirectory()).toBe(true)
    } finally {
      await rm(live, { recursive: true })
    }
  })
})

describe('files that call themselves a database', () => {
  it.each([
    ['text', 'mlflow.db', 'hello, world: no database', 'file-corrupt', 'It is named like a tracking database but does not start like a SQLite file.'],
    ['a git-lfs pointer', 'mlruns.db', 'version https://git-lfs.github.com/spec/v1\n', 'file-corrupt', 'It is a pointer of git-lfs, not the database itself.'],
    ['cut short', 'mlflow.db', 'SQLite format 3\u0000 and nothing more', 'file-corrupt', "It starts like a SQLite database but can't be opened: file is not a database."],
  ])('%s: a problem, and the other store is used', async (_, name, content, kind, message) => {
    await writeDirectories(folder, spec)
    await writeFile(path.join(folder, name), content)
    const stores = await withStores(scannedStores)
    expect(stores.map((store) => [store.path, store.runs.active])).toEqual([[name, 0], ['mlruns', 1]])
    expect(stores[0]?.problems).toMatchObject([{ kind, path: name, message }])
    expect(stores[1]?.problems).toEqual([])
  })

  it.each([
    ['mlflow_ui_data.db', 'It is named like a tracking database but has no bytes, so it is no tracking store.'],
    ['test.db', 'It is named like a database but has no bytes, so it is no tracking store.'],
    ['backup.sqlite3', 'It is named like a database but has no bytes, so it is no tracking store.'],
  ])('%s without a byte is no store, and is told', async (name, message) => {
    await writeDirectories(folder, spec)
    await writeFile(path.join(folder, name), '')
    await withStores((stores) => {
      expect(stores.opened.map((store) => store.path)).toEqual(['mlruns'])
      expect(stores.noStores).toMatchObject([{ kind: 'file-empty', path: name, message }])
    })
  })

  it('of another tool are none, though they have tables experiments and runs', async () => {
    const database = new DatabaseSync(path.join(folder, 'search.db'))
    database.exec('CREATE TABLE experiments (id INTEGER, name TEXT); CREATE TABLE runs (id INTEGER, status TEXT); INSERT INTO runs VALUES (1, \'DONE\')')
    database.close()
    expect(await withStores(scannedStores)).toEqual([])
  })

  it('of something else are passed over, unless their name says tracking', async () => {
    for (const name of ['customers.db', 'mlflow.sqlite']) {
      const database = new DatabaseSync(path.join(folder, name))
      database.exec('CREATE TABLE customers (id INTEGER)')
      database.close()
    }
    const stores = await withStores(scannedStores)
    expect(stores.map((store) => [store.path, store.problems[0]?.message])).toEqual([
      ['mlflow.sqlite', 'It is a SQLite database without the tables experiments and runs of MLflow.'],
    ])
  })
})

describe('a folder inside a file store', () => {
  it.each([
    ['experiment', ['1'], 'one level above or higher'],
    ['run', ['1', run], 'two levels above or higher'],
  ])('that is one %s is no store, and says where the store is', async (piece, parts, where) => {
    await writeDirectories(elsewhere, spec)
    await rm(folder, { recursive: true })
    await rename(path.join(elsewhere, 'mlruns', ...parts), folder)
    await withStores((stores) => {
      expect(stores.opened).toEqual([])
      expect(stores.noStores).toMatchObject([
        { kind: 'skipped', message: `This folder is one ${piece} of an MLflow file store, not the store.`, action: `Open the folder that holds the store, ${where}.` },
      ])
    })
  })
})

describe('a damaged file store', () => {
  beforeEach(() => writeDirectories(folder, spec))
  const inStore = (...parts: string[]): string => path.join(folder, 'mlruns', ...parts)

  it('tells each directory whose meta.yaml is missing, empty or in conflict', async () => {
    await writeText(inStore('2', 'note.txt'), 'an experiment without meta.yaml')
    await writeText(inStore('1', 'b'.repeat(32), 'params', 'C'), '1')
    await writeText(inStore('3', 'meta.yaml'), '')
    await writeText(inStore('4', 'meta.yaml'), '<<<<<<< HEAD\nexperiment_id: 4\n=======\nexperiment_id: 5\n>>>>>>> main\n')
    await writeText(inStore('5', 'meta.yaml'), 'experiment_id: [1\n')
    const [store] = await withStores(scannedStores)
    expect(store).toMatchObject({ experiments: { active: 1, deleted: 0 }, runs: { active: 1, deleted: 0 } })
    expect(store?.problems.map(({ path: at, message }) => `${at}: ${message}`).sort()).toEqual([
      `mlruns/1/${'b'.repeat(32)}: The directory has no meta.yaml.`,
      'mlruns/2: The directory has no meta.yaml.',
      'mlruns/3/meta.yaml: The file is empty.',
      'mlruns/4/meta.yaml: The file holds the conflict marks of an unfinished merge.',
      expect.stringMatching(/^mlruns\/5\/meta.yaml: The file is not valid YAML: /),
    ])
  })

  it('tells a value that is not UTF-8 text', async () => {
    await mkdir(inStore('1', run, 'params'), { recursive: true })
    await writeFile(inStore('1', run, 'params', 'note'), Buffer.from([0xe9, 0x41]))
    const [store] = await withStores(scannedStores)
    expect(store?.problems.map(({ path: at, message }) => `${at}: ${message}`)).toEqual([
      `mlruns/1/${run}/params/note: It is not UTF-8 text, so some of its characters are shown as \ufffd.`,
    ])
  })

  it('counts everything in .trash as deleted, whatever its meta says', async () => {
    await rm(inStore('1'), { recursive: true })
    await writeDirectories(elsewhere, spec)
    await mkdir(inStore('.trash'), { recursive: true })
    await writeText(inStore('0', 'meta.yaml'), "artifact_location: ./mlruns/0\nexperiment_id: '0'\nlifecycle_stage: active\nname: Default\n")
    await rename(path.join(elsewhere, 'mlruns', '1'), inStore('.trash', '1'))
    const [store] = await withStores(scannedStores)
    expect(store).toMatchObject({ experiments: { active: 1, deleted: 1 }, runs: { active: 0, deleted: 1 } })
  })

  it('reads metric lines of every version, twice written ones, and tells what is none', async () => {
    const metric = (name: string) => inStore('1', run, 'metrics', name)
    await writeText(metric('old'), '1700000000000 0.25\n')
    await writeText(metric('model'), `1700000000000 0.5 3 ${'0'.repeat(32)}\n`)
    await writeText(metric('dataset'), '1700000000000 1e-05 4 loans 0f0f0f0f\n')
    await writeText(metric('twice'), '1700000000000 0.75 0\n1700000000000 0.75 0\n')
    await writeText(metric('torn'), '1700000000000 0.5 0\n17000000\nx y z\n')
    const { rows, problems } = await withStores(async (stores) => ({
      rows: await queryRows(stores.connection, "SELECT key, value, step::INTEGER AS step FROM latest_metrics WHERE key <> 'auc' ORDER BY key"),
      problems: (await scannedStores(stores))[0]?.problems,
    }))
    expect(rows).toEqual([
      { key: 'dataset', value: 1e-5, step: 4 },
      { key: 'model', value: 0.5, step: 3 },
      { key: 'old', value: 0.25, step: 0 },
      { key: 'torn', value: 0.5, step: 0 },
      { key: 'twice', value: 0.75, step: 0 },
    ])
    expect(problems?.map((problem) => problem.message)).toEqual(['2 of 3 lines are not "timestamp value step".'])
  })
})
