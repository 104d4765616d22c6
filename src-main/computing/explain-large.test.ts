import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TableReading } from '../contract/reading.ts'
import { noEvidence } from '../domain/forensics/inquiry.ts'
import { prepareCuts } from '../domain/threshold/cut-table.ts'
import { readLargeTable } from '../evidence/predictions/large/read-large-table.ts'
import { readPredictionTable } from '../evidence/predictions/read-prediction-table.ts'
import { answers } from './analysis-answers.ts'
import type { AnswerContext } from './judgement-answers.ts'
import { createKeptHulls } from './kept-hulls.ts'
import { largeCuts } from './settled-cuts.ts'

const folder = mkdtempSync(join(tmpdir(), 'countersign-test-'))
/** Even scores, in many ranges and in few; scores of which most lie in one range, and scores that repeat. */
const tables = { even: 'u', fine: 'u', skewed: 'pow(u, 9) + 1e-9 * u', rounded: 'round(u, 3)' }
const refused = () => Promise.reject(new Error('not asked for'))
const context: AnswerContext = { column: refused, counted: refused, describeColumns: refused, otherTable: refused, hulls: createKeptHulls(() => false), signal: new AbortController().signal, onProgress: () => undefined }

beforeAll(async () => {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  for (const [name, score] of Object.entries(tables)) {
    await connection.run(`copy (select ${score} as p, (v < u * u * 0.8)::integer as y from
      (select (hash(i * 4) >> 11)::double / 9007199254740992 as u, (hash(i * 4 + 1) >> 11)::double / 9007199254740992 as v from range(20000) t(i))) to '${join(folder, `${name}.parquet`)}' (format parquet)`)
  }
  connection.closeSync()
  instance.closeSync()
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

describe('a recorded value of a large table', () => {
  it.each([
    ['0.42', 'even', 'high'],
    ['0.5', 'even', 'high'],
    ['0.338', 'even', 'high'],
    ['0.61', 'even', 'low'],
    ['0.08123', 'fine', 'high'],
    ['0.002', 'skewed', 'high'],
    ['0.00001', 'skewed', 'low'],
    ['0.4', 'rounded', 'high'],
  ] as const)('%s is explained as from its rows, scores %s, orientation %s', async (printed, name, orientation) => {
    const file = join(folder, `${name}.parquet`)
    const reading: TableReading = { path: 'rows.parquet', label: 'y', score: 'p', positive: '1', negative: '0', orientation }
    const question = { folder: null, reading, recorded: { printed, implied: null }, costs: { fn: '3', fp: '1' }, against: ['0.45'], claim: null, evidence: noEvidence }
    const { rows, ...read } = await readPredictionTable(file, reading, {})
    const exact = await answers.explain({ ...read, cuts: prepareCuts(rows, orientation), large: null }, question, context)
    const found = await readLargeTable(file, reading, {}, { inMemory: 0, parts: name === 'fine' ? 6000 : 300, rows: 2000, groups: 64 })
    if (found === null) throw new Error('the file was not read as a large one')
    const { groups, finer, ...table } = found
    const large = largeCuts(groups, orientation, finer)
    const ranges = await answers.explain({ ...table, large, get cuts() { return large.current() } }, question, context)
    // They tell of the queries, which differ.
    expect({ ...ranges, derivations: null }).toEqual({ ...exact, derivations: null })
    if (name === 'even') expect(large.current().heads).toBeDefined()
  })

  it('tells how far its tests are, and ends in between once it is stopped', async () => {
    const file = join(folder, 'even.parquet')
    const reading: TableReading = { path: 'rows.parquet', label: 'y', score: 'p', positive: '1', negative: '0', orientation: 'high' }
    const { rows, ...read } = await readPredictionTable(file, reading, {})
    const stopping = new AbortController()
    const seen: string[] = []
    const onProgress: AnswerContext['onProgress'] = ({ stage, unit }) => {
      seen.push(`${stage} in ${unit}`)
      stopping.abort()
    }
    const question = { folder: null, reading, recorded: { printed: '0.42', implied: null }, costs: null, against: [], claim: null, evidence: noEvidence }
    const stopped = answers.explain({ ...read, cuts: prepareCuts(rows, 'high'), large: null }, question, { ...context, signal: stopping.signal, onProgress })
    await expect(stopped).rejects.toMatchObject({ problem: { kind: 'stopped' } })
    expect(seen).toEqual(['Testing explanations in steps'])
  })
})
