import { execFileSync, spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { init as initSqlParser, validate as validateSql } from '@guanmingchiu/sqlparser-ts'
import { DuckDBInstance } from '@duckdb/node-api'
import { PGlite } from '@electric-sql/pglite'
import { SparkSQL, TrinoSQL } from 'dt-sql-parser'
import nodeSqlParser from 'node-sql-parser'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAnalysis } from '../computing/analysis.ts'
import { warehouseDialects } from '../contract/warehouse.ts'
import type { WarehouseRows } from '../contract/warehouse.ts'
import { bucketQuery } from '../domain/warehouse/bucket-query.ts'
import { roundTrip, rowLevel, unchanged, unchangedView } from './warehouse-round-trip.test-kit.ts'
import type { RunQuery } from './warehouse-round-trip.test-kit.ts'
import { warehouseQuery } from './warehouse.ts'

const folder = mkdtempSync(join(tmpdir(), 'countersign-test-'))
const analysis = createAnalysis()
let duckdb: DuckDBInstance
let run: RunQuery

/** 40,000 rows, scores as they come from a model, some without score or label; in doubles, so that every engine makes the same ones. */
const share = (of: string, parts: string) => `cast(${of} as double precision) / cast(${parts} as double precision)`
const source = `select i, case when i % 997 = 5 then null else p end as p, case when i % 991 = 7 then null when v < p * cast('0.4' as double precision) then 1 else 0 end as y, 1 + i % 3 as w, case when i % 2 = 0 then 'north' else 'south' end as g
from (select i, ${share('i * 7919 % 40009', '40009')} * (${share('i * 104729 % 30011', '30011')}) as p, ${share('i * 15485863 % 32452843', '32452843')} as v from numbers) t`

beforeAll(async () => {
  await initSqlParser()
  duckdb = await DuckDBInstance.create(':memory:')
  const connection = await duckdb.connect()
  await connection.run('create table numbers as select cast(range as bigint) as i from range(40000)')
  await connection.run(`create table scored as ${source}`)
  await connection.run(`copy scored to '${join(folder, 'rows.parquet')}' (format parquet)`)
  await connection.run(`copy (select p, y from scored, range(3) r(k) where k < w) to '${join(folder, 'weighted.parquet')}' (format parquet)`)
  run = async (sql) => (await connection.runAndReadAll(sql)).getRowObjectsJson().map((row) => textValues(row))
})
afterAll(async () => {
  await analysis.close()
  duckdb.closeSync()
  rmSync(folder, { recursive: true, force: true })
})

function textValues(row: Record<string, unknown>): Record<string, string | null> {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value === null ? null : typeof value === 'string' ? value : JSON.stringify(value)]))
}

const rows: WarehouseRows = { table: 'scored', label: 'y', score: 'p', positive: '1', range: [0, 1] }

describe('a warehouse round trip', () => {
  it.each(['high', 'low'] as const)('gives the answer of the rows bit for bit on DuckDB, orientation %s', async (orientation) => {
    const trip = await roundTrip({ dialect: 'duckdb', run, rows, orientation, analysis, folder })
    const expected = await rowLevel(analysis, join(folder, 'rows.parquet'), orientation, '1')
    expect(unchanged(trip.exact)).toEqual(unchanged(expected.exact))
    expect(unchangedView(trip.view)).toEqual(unchangedView(expected.view))
    expect(trip.exact.bounds?.map(({ of }) => of)).toEqual(['auc'])
    expect(trip.listed).toBeLessThan(65_536)
    // The one-query form: the true least cost lies within the stated bound.
    const bound = trip.bucketed.bounds?.find(({ of }) => of === 'optimum') ?? { low: trip.bucketed.optimum.cost, high: trip.bucketed.optimum.cost }
    expect(expected.exact.optimum.cost).toBeGreaterThanOrEqual(bound.low ?? NaN)
    expect(expected.exact.optimum.cost).toBeLessThanOrEqual(bound.high ?? NaN)
  })

  it('counts weights, and adds segments up', async () => {
    const expected = await rowLevel(analysis, join(folder, 'weighted.parquet'), 'high', '1')
    for (const further of [{ weight: 'w' }, { weight: 'w', segment: 'g' }]) {
      const trip = await roundTrip({ dialect: 'duckdb', run, rows: { ...rows, ...further }, orientation: 'high', analysis, folder })
      expect(unchanged(trip.exact)).toEqual(unchanged(expected.exact))
    }
  })

  it('gives the answer of the rows bit for bit on PGlite', async () => {
    const postgres = await PGlite.create()
    try {
      await postgres.exec('create table numbers as select i from generate_series(0::bigint, 39999) i')
      await postgres.exec(`create table scored as ${source}`)
      const query: RunQuery = async (sql) => (await postgres.query<Record<string, unknown>>(sql)).rows.map((row) => textValues(row))
      const trip = await roundTrip({ dialect: 'postgresql', run: query, rows, orientation: 'high', analysis, folder })
      const expected = await rowLevel(analysis, join(folder, 'rows.parquet'), 'high', '1')
      expect(unchanged(trip.exact)).toEqual(unchanged(expected.exact))
      expect(unchangedView(trip.view)).toEqual(unchangedView(expected.view))
    } finally {
      await postgres.close()
    }
  }, 120_000)

  it('refuses a range that divides nothing', async () => {
    await expect(warehouseQuery({ dialect: 'trino', rows: { ...rows, range: [1, 1] }, result: null }, { analysis })).rejects.toMatchObject({ problem: { kind: 'usage' } })
  })
})

const server = postgresServer()

describe.skipIf(server === null)('a warehouse round trip on a PostgreSQL server (skipped where none is installed)', () => {
  it('gives the answer of the rows bit for bit', async () => {
    if (server === null) return
    const data = mkdtempSync(join(tmpdir(), 'countersign-test-postgres-'))
    if (server.user !== null) chownSync(data, server.user.uid, server.user.gid)
    const as = { ...(server.user ?? {}), cwd: data, encoding: 'utf8' as const, env: { PATH: process.env['PATH'], LC_ALL: 'C', HOME: data } }
    const call = (program: string, args: readonly string[], input?: string) =>
      execFileSync(join(server.bin, program), args, { ...as, stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'ignore'], maxBuffer: 1 << 28, ...(input === undefined ? {} : { input }) })
    const psql = (sql: string) => call('psql', ['-h', data, '-d', 'postgres', '-v', 'ON_ERROR_STOP=1', '-q', '--csv', '-P', 'null='], sql)
    call('initdb', ['-D', join(data, 'db'), '-A', 'trust', '-E', 'UTF8', '--no-sync'])
    // Without a log file the server would hold the pipe of pg_ctl open.
    call('pg_ctl', ['-D', join(data, 'db'), '-w', '-l', join(data, 'log'), '-o', `-k ${data} -c listen_addresses='' -c fsync=off`, 'start'])
    try {
      psql(`create table numbers as select i from generate_series(0::bigint, 39999) i; create table scored as ${source};`)
      const query: RunQuery = (sql) => {
        const [header = '', ...lines] = psql(sql).trimEnd().split('\n')
        const names = header.split(',')
        return Promise.resolve(lines.map((line) => Object.fromEntries(line.split(',').map((value, index) => [names[index] ?? '', value === '' ? null : value]))))
      }
      const trip = await roundTrip({ dialect: 'postgresql', run: query, rows, orientation: 'low', analysis, folder })
      const expected = await rowLevel(analysis, join(folder, 'rows.parquet'), 'low', '1')
      expect(unchanged(trip.exact)).toEqual(unchanged(expected.exact))
    } finally {
      call('pg_ctl', ['-D', join(data, 'db'), '-m', 'immediate', 'stop'])
      rmSync(data, { recursive: true, force: true })
    }
  }, 120_000)
})

/** The programs of a PostgreSQL server, and the user to run them as: never root. */
function postgresServer(): { bin: string; user: { uid: number; gid: number } | null } | null {
  if (process.platform === 'win32') return null
  const found = spawnSync('pg_config', ['--bindir'], { encoding: 'utf8' })
  const postgres = spawnSync('readlink', ['-f', '/usr/local/bin/postgres'], { encoding: 'utf8' }).stdout.trim()
  const bin = [postgres.replace(/\/postgres$/, ''), found.error === undefined ? found.stdout.trim() : ''].find((path) => path !== '' && existsSync(join(path, 'initdb')))
  if (bin === undefined) return null
  if (process.getuid?.() !== 0) return { bin, user: null }
  const id = (option: string) => Number(spawnSync('id', [option, 'postgres'], { encoding: 'utf8' }).stdout)
  return id('-u') > 0 ? { bin, user: { uid: id('-u'), gid: id('-g') } } : null
}

describe('the queries of every dialect', () => {
  const forms: [string, WarehouseRows, Parameters<typeof bucketQuery>[2]][] = [
    ['buckets', rows, []],
    ['scores of some buckets', rows, [{ first: 3, last: 9 }, { first: 20, last: 20 }]],
    ['weights, segments, odd names and a wide range', { table: 'risk.pre dictions', label: 'is bad', score: 'PD', positive: "it's", weight: 'n', segment: 'country', range: [-5, 12.5] }, [{ first: 3, last: 9 }]],
  ]
  // DuckDB and PostgreSQL themselves ran theirs above.
  const { Parser } = nodeSqlParser
  const parsed = {
    spark: (sql: string) => new SparkSQL().validate(sql),
    trino: (sql: string) => new TrinoSQL().validate(sql),
    bigquery: (sql: string) => errorsOf(() => new Parser().astify(sql, { database: 'bigquery' })),
    snowflake: (sql: string) => errorsOf(() => new Parser().astify(sql, { database: 'snowflake' })),
    clickhouse: (sql: string) => errorsOf(() => validateSql(sql, 'clickhouse')),
  }
  for (const [dialect, parse] of Object.entries(parsed)) {
    it.each(forms)(`are parsed by a parser for ${dialect}: %s`, (_name, definition, listed) => {
      expect(parse(bucketQuery(definition, dialect as keyof typeof parsed, listed))).toEqual([])
    })
  }

  it('are told from what is no SQL of ClickHouse by its parser', () => {
    expect(errorsOf(() => validateSql(bucketQuery(rows, 'clickhouse', []).replace('GROUP BY', 'GROUP'), 'clickhouse'))).not.toEqual([])
  })

  it('give every dialect the same columns', () => {
    for (const dialect of warehouseDialects) expect(bucketQuery(rows, dialect, [])).toMatch(/SELECT bucket, .* AS score, .* AS score_to, n, p\nFROM counted\nORDER BY 1$/)
  })
})

function errorsOf(parse: () => unknown): unknown[] {
  try {
    parse()
    return []
  } catch (error) {
    return [error instanceof Error ? error.message : error]
  }
}
