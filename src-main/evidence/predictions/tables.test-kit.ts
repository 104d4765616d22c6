import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll } from 'vitest'
import type { TableReading } from '../../contract/reading.ts'
import { quoteText } from './sql-quoting.ts'

/** Real prediction tables, where the machine has them; tests on them are skipped elsewhere. */
export const realData = resolve('..', 'shared', 'data')

/** A folder for the tables of one test file, removed at its end. */
export function tableFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-test-'))
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true })
  })
  return {
    path: (name: string) => join(folder, name),
    write: (name: string, content: string | Uint8Array) => {
      const file = join(folder, name)
      writeFileSync(file, content)
      return file
    },
    /** Writes what a query gives as Parquet. */
    parquet: (name: string, query: string) => copyOut(join(folder, name), query, 'format parquet'),
    /** Writes what a query gives as CSV with a header. */
    csv: (name: string, query: string, options = '') => copyOut(join(folder, name), query, ['format csv, header', options].filter((each) => each !== '').join(', ')),
  }
}

async function copyOut(file: string, query: string, options: string): Promise<string> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  await connection.run(`copy (${query}) to ${quoteText(file)} (${options})`)
  connection.closeSync()
  instance.closeSync()
  return file
}

/** A reading of columns y and p with 0/1 labels, unless `changes` says otherwise. */
export function readingOf(path: string, changes: Partial<TableReading> = {}): TableReading {
  return { path, label: 'y', score: 'p', positive: null, negative: null, orientation: 'high', ...changes }
}
