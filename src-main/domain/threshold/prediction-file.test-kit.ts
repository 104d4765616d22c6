import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import type { ScoredRows } from './scored-rows.ts'

/** Public data beside the project; it is not part of it, so tests that need it skip where it is absent. */
export function sharedData(path: string): { file: string; absent: boolean } {
  const file = resolve('..', 'shared', 'data', path)
  return { file, absent: !existsSync(file) }
}

/** Scores by class straight from DuckDB, without the product's own reader. */
export async function readScores(file: string, score: string, label: string, positive: string): Promise<ScoredRows> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  const ofClass = async (comparison: string) => {
    const reader = await connection.runAndReadAll(
      `SELECT "${score}"::DOUBLE FROM '${file}' WHERE "${label}"::VARCHAR ${comparison} '${positive}'`,
    )
    return Float64Array.from(reader.getColumnsJS()[0] as number[]).sort()
  }
  try {
    return { positives: await ofClass('='), negatives: await ofClass('<>') }
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}
