import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeDemo } from './write-demo.ts'

let base: string
let demo: string

beforeAll(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'countersign-demo-'))
  demo = path.join(base, "it's a [demo]")
  await writeDemo(demo)
}, 60_000)

afterAll(async () => {
  await rm(base, { recursive: true, force: true })
})

/** One row of an SQL query over the workspace's tables; the reference that the domain code isn't part of. */
async function query(sql: string): Promise<Record<string, number>> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  try {
    await connection.run('CREATE TABLE p AS SELECT * FROM read_parquet($1)', [path.join(demo, 'results/predictions.parquet')])
    await connection.run('CREATE TABLE d AS SELECT * FROM read_csv($1)', [path.join(demo, 'results/decisions.csv')])
    const row = (await connection.runAndReadAll(sql)).getRowObjects()[0] ?? {}
    return Object.fromEntries(Object.entries(row).map(([key, value]) => [key, Number(value)]))
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

async function hashes(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name))
  const pairs = files.sort().map(async (file) => {
    const sha256 = createHash('sha256').update(await readFile(file)).digest('hex')
    return [path.relative(folder, file), sha256] as const
  })
  return Object.fromEntries(await Promise.all(pairs))
}

const counts = (cut: number) =>
  `SELECT count(*) FILTER ("TARGET" = 1 AND "PROBABILITY" < ${cut}) fn, count(*) FILTER ("TARGET" = 0 AND "PROBABILITY" >= ${cut}) fp,
          count(*) FILTER ("TARGET" = 1 AND "PROBABILITY" >= ${cut}) tp, count(*) FILTER ("TARGET" = 0 AND "PROBABILITY" < ${cut}) tn FROM p`

describe('the demo workspace', () => {
  it('has the rows, the positives and the confusion matrices of the case', async () => {
    expect(await query('SELECT count(*) AS applicants, sum("TARGET") positives, count(DISTINCT "PROBABILITY") scores FROM p')).toEqual({
      applicants: 307_511,
      positives: 24_825,
      scores: 307_511,
    })
    expect(await query(counts(0.338))).toEqual({ fn: 4391, fp: 118_861, tp: 20_434, tn: 163_825 })
    expect(await query(counts(0.48))).toEqual({ fn: 8154, fp: 69_996, tp: 16_671, tn: 212_690 })
  })

  it('is cheapest at 0.48 on the grid of 0.01, with 151,536', async () => {
    const best = await query(
      `SELECT k / 100 cut, 10 * count(*) FILTER ("TARGET" = 1 AND "PROBABILITY" < k / 100)
              + count(*) FILTER ("TARGET" = 0 AND "PROBABILITY" >= k / 100) AS cost
       FROM p, range(1, 100) grid(k) GROUP BY k ORDER BY cost, k DESC LIMIT 1`,
    )
    expect(best).toEqual({ cut: 0.48, cost: 151_536 })
  })

  it('refutes the grid as the cause: on the grid of 0.001 the cheapest cut is 0.476', async () => {
    const best = await query(
      `SELECT k / 1000 cut, 10 * count(*) FILTER ("TARGET" = 1 AND "PROBABILITY" < k / 1000)
              + count(*) FILTER ("TARGET" = 0 AND "PROBABILITY" >= k / 1000) AS cost
       FROM p, range(300, 600) grid(k) GROUP BY k ORDER BY cost, k DESC LIMIT 1`,
    )
    expect(best).toEqual({ cut: 0.476, cost: 151_406 })
  })

  it('peaks in F-beta 3.2 inside [0.3375, 0.3385), and its decisions are cut there, not at 0.338', async () => {
    const peak = await query(
      `WITH c AS (SELECT "PROBABILITY" cut, sum("TARGET") OVER w tp, count(*) OVER w flagged FROM p
                  WINDOW w AS (ORDER BY "PROBABILITY" DESC RANGE UNBOUNDED PRECEDING))
       SELECT cut FROM c ORDER BY 11.24 * tp / (10.24 * 24825 + flagged) DESC, cut DESC LIMIT 1`,
    )
    expect(peak.cut).toBeGreaterThanOrEqual(0.3375)
    expect(peak.cut).toBeLessThan(0.3385)
    const decided = await query(
      `SELECT count(*) AS applicants, max(probability) FILTER (decision = 0) AS above,
              min(probability) FILTER (decision = 1) AS at_most FROM d`,
    )
    expect(decided.applicants).toBe(48_744)
    expect(decided.above).toBeLessThan(peak.cut ?? 0)
    expect(decided.at_most).toBeGreaterThanOrEqual(peak.cut ?? 1)
    expect(decided.above).toBeGreaterThan(0.338)
  })

  it('holds both runs in the database, and the same ones as files, without artifacts', async () => {
    const database = new DatabaseSync(path.join(demo, 'mlflow.db'), { readOnly: true })
    const runs = database
      .prepare('SELECT run_uuid, name, experiment_id FROM runs ORDER BY experiment_id')
      .all()
      .map((run) => ({ ...run }))
    const metrics = database.prepare('SELECT key, value FROM latest_metrics').all().map((metric) => ({ ...metric }))
    database.close()
    expect(runs).toEqual([
      { run_uuid: 'f5f0003602ae4c7a84b2cb6e865a2304', name: 'final_model_application', experiment_id: 4 },
      { run_uuid: '83e2e1ec9b254fc59b4d3bfa7ae75b1f', name: 'production_lightgbm_189features', experiment_id: 6 },
    ])
    expect(metrics).toEqual([{ key: 'optimal_threshold', value: 0.338 }])
    const metric = path.join(demo, 'mlruns/4/f5f0003602ae4c7a84b2cb6e865a2304/metrics/optimal_threshold')
    expect(await readFile(metric, 'utf8')).toBe('1764582754000 0.338 0\n')
    expect(await readdir(path.join(demo, 'mlruns/4/f5f0003602ae4c7a84b2cb6e865a2304'))).not.toContain('artifacts')
    expect(await readdir(path.join(demo, 'mlruns/6/83e2e1ec9b254fc59b4d3bfa7ae75b1f/artifacts/models'))).toEqual([])
  })

  it('is the same to the byte wherever it is written, and nowhere names that place', async () => {
    const other = path.join(base, 'another place')
    await writeDemo(other)
    expect(await hashes(other)).toEqual(await hashes(demo))
    const texts = await Promise.all(
      Object.keys(await hashes(demo)).map(async (file) => (await readFile(path.join(demo, file))).includes(base)),
    )
    expect(texts).not.toContain(true)
  })

  it('never overwrites: a folder that holds something is refused', async () => {
    const held = path.join(base, 'held')
    await writeDemo(held)
    await writeFile(path.join(held, 'config.yaml'), 'mine')
    await expect(writeDemo(held)).rejects.toThrow(/not empty/)
    expect(await readFile(path.join(held, 'config.yaml'), 'utf8')).toBe('mine')
  })

  it('stops when asked', async () => {
    await expect(writeDemo(path.join(base, 'stopped'), { signal: AbortSignal.abort() })).rejects.toThrow(/stopped/)
    await expect(readdir(path.join(base, 'stopped'))).rejects.toThrow(/ENOENT/)
  })

  it('leaves an empty folder empty where it is stopped half way', async () => {
    const out = path.join(base, 'half')
    await mkdir(out)
    const stop = new AbortController()
    await expect(writeDemo(out, { signal: stop.signal, onProgress: ({ done }) => done === 2 && stop.abort() })).rejects.toThrow(/stopped/)
    expect(await readdir(out)).toEqual([])
  })
})
