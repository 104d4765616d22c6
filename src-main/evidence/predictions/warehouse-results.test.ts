import { mkdirSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { describe, expect, it } from 'vitest'
import { bucketQuery } from '../../domain/warehouse/bucket-query.ts'
import type { BucketRange } from '../../domain/warehouse/bucket-query.ts'
import { tableFolder } from './tables.test-kit.ts'
import { warehouseResults } from './warehouse-results.ts'

const folder = tableFolder()
const root = dirname(folder.path('x'))
const rows = { table: 'scored', label: 'y', score: 'p', positive: '1', range: [0, 1] as [number, number] }

/** 3,000 rows in 300 ranges of scores, ten different scores in each. */
const scored = `create table scored as select i % 300 / 300.0 + 0.000001 * (1 + i // 300) as p, i % 5 = 0 as y, i % 2 as g from range(3000) t(i)`

async function save(name: string, listed: readonly BucketRange[], segment?: string): Promise<void> {
  const instance = await DuckDBInstance.create(folder.path('warehouse.duckdb'))
  const connection = await instance.connect()
  await connection.run(`create or replace ${scored.slice('create '.length)}`)
  const sql = bucketQuery({ ...rows, positive: 'true', ...(segment === undefined ? {} : { segment }) }, 'duckdb', listed)
  await connection.run(`copy (${sql}) to '${folder.path(name)}' (${name.endsWith('.csv') ? 'format csv, header' : 'format parquet'})`)
  connection.closeSync()
  instance.closeSync()
}

describe('results of the warehouse’s queries in a folder', () => {
  it('are found by their columns, in capitals too, and told apart by how often a range comes', async () => {
    await save('counts.csv', [])
    await save('by-region.parquet', [], 'g')
    await save('scores.parquet', [{ first: 0, last: 60_000 }])
    await save('scores.csv', [{ first: 0, last: 60_000 }], 'g')
    mkdirSync(folder.path('later'))
    folder.write('later/snowflake.csv', '"BUCKET","SCORE","SCORE_TO","N","P"\n1,0.1,0.1,5,1\n,,,2,\n')
    const found = await warehouseResults(root)
    expect(found.map(({ path, query, segments }) => [path, query, segments])).toEqual([
      ['by-region.parquet', 'first', true],
      ['counts.csv', 'first', false],
      ['later/snowflake.csv', 'first', false],
      ['scores.csv', 'second', true],
      ['scores.parquet', 'second', false],
    ])
    expect(found.find(({ path }) => path === 'later/snowflake.csv')?.lines).toBe(2)
  })

  it('are no other tables, nothing that can not be read, and nothing outside the folder', async () => {
    const elsewhere = join(root, 'evidence')
    mkdirSync(elsewhere)
    folder.write('evidence/predictions.csv', 'score,label\n0.5,1\n')
    folder.write('evidence/note.txt', 'bucket, score, score_to and n are columns of the result.\n')
    folder.write('evidence/cut-off.parquet', 'PAR1 and no more')
    folder.write('evidence/empty.csv', '')
    folder.write('outside.csv', 'bucket,score,score_to,n,p\n1,0.1,0.1,5,1\n')
    symlinkSync(folder.path('outside.csv'), join(elsewhere, 'link.csv'))
    expect(await warehouseResults(elsewhere)).toEqual([])
  })

  it('are not looked for once that is stopped', async () => {
    await expect(warehouseResults(root, { signal: AbortSignal.abort() })).rejects.toMatchObject({ problem: { kind: 'stopped' } })
  })
})
