import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TableReading } from '../contract/reading.ts'
import { choicesRequestSchema } from '../contract/choices.ts'
import { qualityRequestSchema } from '../contract/score-quality.ts'
import { uncertaintyRequestSchema } from '../contract/uncertainty.ts'
import { prepareCuts } from '../domain/threshold/cut-table.ts'
import { readLargeTable } from '../evidence/predictions/large/read-large-table.ts'
import { readPredictionTable } from '../evidence/predictions/read-prediction-table.ts'
import type { PreparedTable } from './analysis-tables.ts'
import { judgementAnswers } from './judgement-answers.ts'
import type { AnswerContext } from './judgement-answers.ts'
import { createKeptHulls } from './kept-hulls.ts'
import { largeCuts } from './settled-cuts.ts'

const folder = mkdtempSync(join(tmpdir(), 'countersign-test-'))
const file = join(folder, 'rows.parquet')
const context: AnswerContext = {
  column: () => Promise.reject(new Error('no column is asked for')),
  counted: () => Promise.reject(new Error('no column is counted')),
  describeColumns: () => Promise.resolve([]),
  otherTable: () => Promise.reject(new Error('no other table is asked for')),
  hulls: createKeptHulls(() => false),
  signal: new AbortController().signal,
  onProgress: () => undefined,
}

beforeAll(async () => {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  await connection.run(`copy (select u * u as p, (v < u * 0.7)::integer as y from
    (select (hash(i * 4) >> 11)::double / 9007199254740992 as u, (hash(i * 4 + 1) >> 11)::double / 9007199254740992 as v from range(6000) t(i))) to '${file}' (format parquet)`)
  connection.closeSync()
  instance.closeSync()
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

/** The same file, with every row in memory and by 200 ranges of scores. */
async function bothWays(orientation: TableReading['orientation']): Promise<{ reading: TableReading; whole: PreparedTable; ranges: () => Promise<PreparedTable> }> {
  const reading: TableReading = { path: 'rows.parquet', label: 'y', score: 'p', positive: '1', negative: '0', orientation }
  const { rows, ...read } = await readPredictionTable(file, reading, {})
  return {
    reading,
    whole: { ...read, cuts: prepareCuts(rows, orientation), large: null },
    ranges: async () => {
      const found = await readLargeTable(file, reading, {}, { inMemory: 0, parts: 200, rows: 500, groups: 64 })
      if (found === null) throw new Error('the file was not read as a large one')
      const { groups, finer, ...table } = found
      const large = largeCuts(groups, orientation, finer)
      return {
        ...table,
        large,
        get cuts() {
          return large.current()
        },
      }
    },
  }
}

const costs = { fn: '5', fp: '1' }

/** The exact value lies within the stated bound. */
function holds(bounds: readonly { of: string; low: number | null; high: number | null }[] | undefined, of: string, exact: number): void {
  const bound = bounds?.find((each) => each.of === of)
  expect([of, bound !== undefined && (bound.low ?? -Infinity) <= exact && exact <= (bound.high ?? Infinity)]).toEqual([of, true])
}

describe.each(['high', 'low'] as const)('what is judged from ranges of scores, orientation %s', (orientation) => {
  it('says of the quality of the score what the rows say, exactly or within bounds', async () => {
    const { reading, whole, ranges } = await bothWays(orientation)
    const question = { ...qualityRequestSchema.parse({ folder: '/', reading, costs, thresholds: [0.3, 0.5], segments: [], reference: null }), stated: [] }
    const exact = await judgementAnswers.quality(whole, question, context)
    const found = await judgementAnswers.quality(await ranges(), question, context)
    const { value, threshold } = exact.discrimination.ks
    expect(found.discrimination.ks).toMatchObject({ value, threshold })
    expect(found.decisionCurve).toEqual(exact.decisionCurve)
    holds(found.bounds, 'auc', exact.discrimination.auc.value)
    holds(found.bounds, 'gini', exact.discrimination.gini.value)
    holds(found.bounds, 'meanPredicted', exact.calibration?.meanPredicted ?? NaN)
    holds(found.bounds, 'brier', exact.calibration?.brier ?? NaN)
    expect(exact.bounds).toBeUndefined()
  })

  it('gives the uncertainty of the optimum, each end of the interval within its bound', async () => {
    const { reading, whole, ranges } = await bothWays(orientation)
    const question = uncertaintyRequestSchema.parse({ folder: '/', reading, costs, thresholds: [0.3], resamples: 400 })
    const exact = await judgementAnswers.uncertainty(whole, question, context)
    const found = await judgementAnswers.uncertainty(await ranges(), question, context)
    expect(found.costs).toEqual(exact.costs)
    expect(found.indistinguishable).toEqual(exact.indistinguishable)
    expect(found.threshold.optimum).toBe(exact.threshold.optimum)
    const shares = ({ differences }: typeof exact) => differences.map(({ cheaperShare, difference }) => [cheaperShare, difference])
    expect(shares(found)).toEqual(shares(exact))
    expect(found.bounds?.map(({ of }) => of)).toEqual(['interval95', 'leastCostResampled'])
  })

  it('refuses to draw rows with amounts of a table too large to hold them', async () => {
    const { reading, whole } = await bothWays(orientation)
    const each = (perCase: string, perAmount = '0') => ({ perCase, perAmount })
    const payoffs = { fn: each('0', '0.5'), fp: each('2'), tp: each('0'), tn: each('0') }
    const question = uncertaintyRequestSchema.parse({ folder: '/', reading, costs, payoffs, amount: 'exposure', thresholds: [0.3] })
    const large = { ...whole, cuts: { ...whole.cuts, negatives: 5_000_001 } }
    await expect(judgementAnswers.uncertainty(large, question, context)).rejects.toMatchObject({
      problem: { kind: 'too-large', message: expect.stringMatching(/^Drawing rows with the amounts of column exposure needs all rows in memory: 5,000,000 rows at most, and 5,00\d,\d{3} are usable\.$/) as unknown },
    })
  })

  it('gives the cheapest threshold under any payoffs and prevalence exactly', async () => {
    const { reading, whole, ranges } = await bothWays(orientation)
    const each = (perCase: string) => ({ perCase, perAmount: '0' })
    const statement = { currency: '', source: '', owner: '', date: '' }
    const request = { folder: '/', reading, payoffs: { fn: each('7'), fp: each('2'), tp: each('1'), tn: each('0.5') }, statement, thresholds: [0.4], prevalence: '0.05' }
    const question = choicesRequestSchema.parse(request)
    const exact = await judgementAnswers.choices(whole, question, context)
    const found = await judgementAnswers.choices(await ranges(), question, context)
    expect(found.unconstrained.cut).toEqual(exact.unconstrained.cut)
    expect(found.compared.map(({ cut }) => cut)).toEqual(exact.compared.map(({ cut }) => cut))
    expect(found.bounds?.map(({ of }) => of)).toEqual(['ratioMap'])
    const limited = choicesRequestSchema.parse({ ...request, constraints: [{ kind: 'recall', atLeast: '0.9' }] })
    expect((await judgementAnswers.choices(await ranges(), limited, context)).bounds?.map(({ of }) => of)).toEqual(['ratioMap'])
  })
})
