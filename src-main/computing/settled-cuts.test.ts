import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { ProblemError } from '../contract/problem.ts'
import type { TableReading } from '../contract/reading.ts'
import { prepareCuts } from '../domain/threshold/cut-table.ts'
import type { CutTable } from '../domain/threshold/cut-table.ts'
import { recommend } from '../domain/threshold/recommend.ts'
import { thresholdView } from '../domain/threshold/threshold-view.ts'
import { readLargeTable } from '../evidence/predictions/large/read-large-table.ts'
import { readPredictionTable } from '../evidence/predictions/read-prediction-table.ts'
import { largeCuts } from './settled-cuts.ts'

const folder = mkdtempSync(join(tmpdir(), 'countersign-test-'))
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

async function parquet(name: string, query: string): Promise<string> {
  const file = join(folder, name)
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  await connection.run(`copy (${query}) to '${file}' (format parquet)`)
  connection.closeSync()
  instance.closeSync()
  return file
}

const signal = new AbortController().signal
const onProgress = () => undefined
const question = { costs: { fn: '10', fp: '1' }, grids: ['0.05', '0.01'], at: [0.3, 0.5], bootstrap: null }

function reading(changes: Partial<TableReading> = {}): TableReading {
  return { path: 'table', label: 'y', score: 'p', positive: null, negative: null, orientation: 'high', ...changes }
}

/** Both ways of reading a file: every row in memory, and by ranges of scores however small the file is. */
async function bothWays(file: string, of: TableReading, limits: Partial<Parameters<typeof readLargeTable>[3]> = {}) {
  const small = await readPredictionTable(file, of, {})
  const large = await readLargeTable(file, of, {}, { inMemory: 0, parts: 16, rows: 40, groups: 16, ...limits })
  if (large === null) throw new Error('the file was not read as a large one')
  const cuts = await largeCuts(large.groups, of.orientation, large.finer).settle({ ...question, at: [...question.at, 0.5], view: true }, { signal, onProgress })
  const answers = (table: CutTable, read: typeof small | typeof large) => {
    const common = { ...question, cuts: table, rowCount: read.rowCount, excluded: read.excluded, sha256: read.sha256 }
    const { recommendation, ...view } = thresholdView({ ...common, reading: of, query: '', recorded: [] })
    return {
      ...recommend(common),
      auc: null,
      classes: [read.positive, read.negative],
      grids: recommendation.grids,
      view: [view.shortThreshold, view.references, view.withinOnePercent, view.distribution],
    }
  }
  return { small: answers(prepareCuts(small.rows, of.orientation), small), large: answers(cuts, large), cuts }
}

const scoreKinds = {
  uniform: 'u',
  ties: 'round(u * 20) / 20',
  'very few scores': 'round(u * 2) / 2',
  'one score': '0.25',
  'heavy skew': 'pow(u, 40)',
  'all in one range but one row': 'case when i = 0 then 1e9 else u end',
  'outside [0, 1]': 'u * 40 - 20',
  'the whole range of doubles': 'case when i % 3 = 0 then u * 1e308 else u * -1e308 end',
  'neighbouring doubles': '1 + round(u * 6) * 2.220446049250313e-16',
  subnormal: 'round(u * 9) * 5e-324',
  float32: 'u::float',
  decimal: 'u::decimal(9, 6)',
  'NaN, infinities and nulls': `case i % 11 when 3 then 'nan'::double when 5 then 'infinity'::double when 7 then '-infinity'::double when 9 then null else u end`,
  'minus zero': 'case when u < 0.3 then -0.0 when u < 0.6 then 0.0 else u end',
} as const
const labelKinds = {
  integers: '(v < 0.3)::integer',
  booleans: 'v < 0.3',
  doubles: '(v < 0.3)::double',
  text: `case when v < 0.3 then '1' else '0' end`,
  'nulls and strangers': `case when i % 13 = 4 then null when i % 13 = 8 then '7' when v < 0.3 then '1' else '0' end`,
} as const

const rows = (seed: number, count: number) =>
  `(select i, (hash(i * 4 + ${seed}) >> 11)::double / 9007199254740992 as u, (hash(i * 4 + 1 + ${seed}) >> 11)::double / 9007199254740992 as v from range(${count}) t(i))`

describe('a table read by ranges of scores', () => {
  const kinds = Object.keys(scoreKinds) as (keyof typeof scoreKinds)[]
  it.each(kinds)('gives the same answer as in memory: %s', async (kind) => {
    for (const [index, orientation] of (['high', 'low'] as const).entries()) {
      const file = await parquet('kind.parquet', `select ${scoreKinds[kind]} as p, ${labelKinds.integers} as y from ${rows(7 + index, 700)}`)
      const { small, large } = await bothWays(file, reading({ orientation }))
      expect(large).toEqual(small)
    }
  })

  it.each(Object.keys(labelKinds) as (keyof typeof labelKinds)[])('counts labels the same: %s', async (kind) => {
    const file = await parquet('labels.parquet', `select ${scoreKinds['NaN, infinities and nulls']} as p, ${labelKinds[kind]} as y from ${rows(3, 900)}`)
    const of = kind === 'nulls and strangers' ? reading({ positive: '1', negative: '0' }) : reading()
    const { small, large } = await bothWays(file, of)
    expect(large).toEqual(small)
  })

  it('gives the same answer on random files, whatever the limits', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          kind: fc.constantFrom(...kinds),
          seed: fc.integer({ min: 0, max: 1e6 }),
          count: fc.integer({ min: 20, max: 2000 }),
          parts: fc.constantFrom(2, 16, 700),
          rows: fc.constantFrom(1, 40, 1e6),
          groups: fc.constantFrom(2, 64),
          orientation: fc.constantFrom('high' as const, 'low' as const),
        }),
        async ({ kind, seed, count, orientation, ...limits }) => {
          const file = await parquet('random.parquet', `select ${scoreKinds[kind]} as p, (i % 5 = 0 or v < u * 0.5)::integer as y from ${rows(seed, count)}`)
          const { small, large } = await bothWays(file, reading({ orientation }), limits)
          expect(large).toEqual(small)
        },
      ),
      { numRuns: 25 },
    )
  }, 120_000)

  it('reads text, with what is no number counted by cause', async () => {
    const lines = Array.from({ length: 400 }, (_, i) => {
      const score = i % 50 === 7 ? 'n/a' : i % 50 === 9 ? '' : i % 50 === 11 ? 'nan' : i % 50 === 13 ? 'inf' : String(((i * 7919) % 400) / 400)
      return `${i % 3 === 0 ? 'bad' : 'good'};${score.replace('.', ',')}`
    })
    const file = join(folder, 'text.csv')
    writeFileSync(file, `y;p\n${lines.join('\n')}\n`)
    const { small, large } = await bothWays(file, reading({ positive: 'bad' }))
    expect(large).toEqual(small)
    expect(large.excluded).toMatchObject({ nullScore: 8, textScore: 8, nanScore: 8, infiniteScore: 8 })
  })

  it('refuses one class, as in memory', async () => {
    const file = await parquet('class.parquet', `select u as p, 1 as y from ${rows(1, 50)}`)
    await expect(bothWays(file, reading())).rejects.toMatchObject({ problem: { kind: 'one-class-only' } })
    const other = await parquet('class.parquet', `select case when y = 1 then 'nan'::double else u end as p, y from (select u, (v < 0.5)::integer as y from ${rows(1, 50)})`)
    await expect(readLargeTable(other, reading(), {}, { inMemory: 0, parts: 16, rows: 40, groups: 16 })).rejects.toMatchObject({ problem: { kind: 'one-class-only' } })
  })

  it('refuses a file that changes after it was counted', async () => {
    const file = await parquet('changes.parquet', `select u as p, (v < 0.3)::integer as y from ${rows(1, 500)}`)
    const large = await readLargeTable(file, reading(), {}, { inMemory: 0, parts: 4, rows: 40, groups: 16 })
    await parquet('changes.parquet', `select u as p, (v < 0.3)::integer as y from ${rows(2, 500)}`)
    await expect(large?.finer(large.groups, [0], {})).rejects.toThrow()
  })
})

describe('settling questions one after another', () => {
  /** Two groups of scores, of which a question makes one doubtful, and a listing that waits to be let through. */
  function waiting() {
    const groups = { heads: Float64Array.of(0.9, 0.4), tails: Float64Array.of(0.6, 0.1), positives: Float64Array.of(2, 1), negatives: Float64Array.of(1, 2), places: Int32Array.of(0, 1) }
    const listings: { indexes: readonly number[]; refuse: (reason: Error) => void }[] = []
    const cuts = largeCuts(groups, 'high', (_groups, indexes) => new Promise((_resolve, refuse) => listings.push({ indexes, refuse })))
    const settle = (by: AbortController) => cuts.settle({ costs: { fn: '10', fp: '1' }, grids: [], at: [], view: false }, { signal: by.signal, onProgress })
    return { listings, settle }
  }

  it('reads nothing for a question that was given up while it waited, and answers the next', async () => {
    const { listings, settle } = waiting()
    const [first, second, third] = [new AbortController(), new AbortController(), new AbortController()]
    const outcomes = [settle(first), settle(second), settle(third)].map((answer) => answer.then(() => 'answered', (error: unknown) => (error instanceof ProblemError ? error.problem.kind : String(error))))
    await expect.poll(() => listings.length).toBe(1)
    second.abort()
    listings[0]?.refuse(new Error('the file is gone'))
    expect(await outcomes[0]).toBe('Error: the file is gone')
    expect(await outcomes[1]).toBe('stopped')
    await expect.poll(() => listings.length).toBe(2)
    listings[1]?.refuse(new Error('gone as well'))
    expect(await outcomes[2]).toBe('Error: gone as well')
  })
})

describe('costs that move', () => {
  it('are answered without reading only where all that decides is listed', async () => {
    const file = await parquet('moved.parquet', `select u as p, (v < u)::integer as y from ${rows(11, 900)}`)
    const large = await readLargeTable(file, reading(), {}, { inMemory: 0, parts: 16, rows: 40, groups: 16 })
    if (large === null) throw new Error('the file was not read as a large one')
    let reads = 0
    const cuts = largeCuts(large.groups, 'high', (...asked) => {
      reads += 1
      return large.finer(...asked)
    })
    const asked = { ...question, view: true }
    expect(cuts.settledBefore(asked)).toBeNull()
    expect(reads).toBe(0)
    const settled = await cuts.settle(asked, { signal, onProgress })
    expect(reads).toBeGreaterThan(0)
    const before = reads
    expect(cuts.settledBefore(asked)).toBe(settled)
    expect(reads).toBe(before)
  })
})
