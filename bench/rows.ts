import { existsSync } from 'node:fs'
import { mkdir, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'

/**
 * Writes `rows` scored rows as Parquet: 8.07 % positives, logit score N(0.361, 1.07) for positives and N(-0.854, 1.10)
 * for negatives, drawn by hashing the row number, so that the same rows come out anywhere. An existing file is kept.
 */
export async function writeRows(file: string, rows: number): Promise<void> {
  if (existsSync(file)) return
  await mkdir(dirname(file), { recursive: true })
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' })
  try {
    const connection = await instance.connect()
    await connection.run('create macro u(i, k) as (hash(i * 8 + k) >> 11)::double / 9007199254740992')
    await connection.run('create macro normal(i) as sqrt(-2 * ln(1 - u(i, 2))) * cos(2 * pi() * u(i, 3))')
    await connection.run(
      `copy (select (u(i, 1) < 0.0807)::integer as label,
        1 / (1 + exp(-(case when u(i, 1) < 0.0807 then 0.361 + 1.07 * normal(i) else -0.854 + 1.10 * normal(i) end))) as score
      from range(${rows}) t(i)) to '${file}.part' (format parquet, compression zstd)`,
    )
    connection.closeSync()
    await rename(`${file}.part`, file)
  } finally {
    instance.closeSync()
  }
}
