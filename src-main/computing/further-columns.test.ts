import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { choicesRequestSchema } from '../contract/choices.ts'
import type { ExtraColumn } from '../contract/extra-columns.ts'
import type { TableReading } from '../contract/reading.ts'
import { heldOutRequestSchema } from '../contract/uncertainty.ts'
import { prepareCuts } from '../domain/threshold/cut-table.ts'
import { describeExtraColumns } from '../evidence/predictions/describe-extra-columns.ts'
import { describeLargeColumns } from '../evidence/predictions/large/describe-large-columns.ts'
import { readCodedTable } from '../evidence/predictions/large/read-coded-table.ts'
import { readLargeTable } from '../evidence/predictions/large/read-large-table.ts'
import { readExtraColumns } from '../evidence/predictions/read-extra-columns.ts'
import { readPredictionTable } from '../evidence/predictions/read-prediction-table.ts'
import type { PreparedTable } from './analysis-tables.ts'
import { createKeptHulls } from './kept-hulls.ts'
import { judgementAnswers } from './judgement-answers.ts'
import type { AnswerContext } from './judgement-answers.ts'
import { largeCuts } from './settled-cuts.ts'
import { codedCounts } from './settled-codes.ts'
import type { CodedCounts } from './settled-codes.ts'

const folder = mkdtempSync(join(tmpdir(), 'countersign-test-'))
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

const uniform = (seed: number, stream: number) => `(hash(i * 16 + ${stream} + ${seed}) >> 11)::double / 9007199254740992`
const scoreKinds = {
  uniform: 'u',
  ties: 'round(u * 20) / 20',
  'heavy skew': 'pow(u, 40)',
  'neighbouring doubles': '1 + round(u * 6) * 2.220446049250313e-16',
  'outside [0, 1]': 'u * 40 - 20',
  'nulls and NaN': `case i % 11 when 3 then 'nan'::double when 9 then null else u end`,
} as const
const amountKinds = {
  cents: 'round(w * 90000) / 100',
  whole: 'floor(w * 5000)::integer',
  'with nulls and negatives': `case i % 7 when 2 then null when 4 then -5.0 else round(w * 1e5) / 1000 end`,
  'long fractions': 'w * 12345',
  large: 'w * 1e11',
  'as text': `case when i % 9 = 1 then 'n/a' else (round(w * 90000) / 100)::varchar end`,
} as const
const segmentKinds = {
  texts: `case i % 5 when 0 then 'north' when 1 then 'south' when 2 then '' when 3 then null else 'Ω west' end`,
  'few numbers': '(hash(i) % 7)::integer',
  'many numbers': `case when i % 10 = 3 then null else round(w * 1000) / 8 end`,
  'skewed numbers': 'exp(40 * w)',
  booleans: 'v < 0.4',
  days: `date '2020-01-01' + (hash(i) % 4)::integer`,
} as const

async function tableOf(seed: number, count: number, kinds: { score: keyof typeof scoreKinds; amount: keyof typeof amountKinds; segment: keyof typeof segmentKinds }): Promise<string> {
  const file = join(folder, 'rows.parquet')
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  await connection.run(`copy (select ${scoreKinds[kinds.score]} as p, (i % 6 = 0 or v < u * 0.6)::integer as y, ${segmentKinds[kinds.segment]} as segment,
    ${amountKinds[kinds.amount]} as amount, ['a', 'b', 'c'][1 + (hash(i * 3) % 3)::integer] as fold, timestamp '2021-03-01' + to_hours((w * 2000)::integer) as day
    from (select i, ${uniform(seed, 0)} as u, ${uniform(seed, 1)} as v, ${uniform(seed, 2)} as w from range(${count}) t(i))) to '${file}' (format parquet)`)
  connection.closeSync()
  instance.closeSync()
  return file
}

interface Way {
  readonly table: PreparedTable
  readonly context: AnswerContext
  readonly describe: () => Promise<ExtraColumn[]>
}

/** The same file, with every row in memory and by a few ranges of scores. */
async function bothWays(file: string, orientation: TableReading['orientation'], limits: { parts: number; rows: number; groups: number }): Promise<{ reading: TableReading; inMemory: Way; ranges: Way }> {
  const reading: TableReading = { path: file, label: 'y', score: 'p', positive: '1', negative: '0', orientation }
  const base = {
    describeColumns: () => Promise.resolve([]),
    otherTable: () => Promise.reject(new Error('no other table is asked for')),
    hulls: createKeptHulls(() => false),
    signal: new AbortController().signal,
    onProgress: () => undefined,
  }
  const { rows, ...read } = await readPredictionTable(file, reading, {})
  const inMemory: Way = {
    describe: () => describeExtraColumns(file, reading, read, {}),
    table: { ...read, cuts: prepareCuts(rows, orientation), large: null },
    context: { ...base, column: (...columns) => readExtraColumns(file, reading, columns, read, {}), counted: () => Promise.reject(new Error('no column is counted')) },
  }
  const found = await readLargeTable(file, reading, {}, { inMemory: 0, ...limits })
  if (found === null) throw new Error('the file was not read as a large one')
  const { groups, finer, ...table } = found
  const large = largeCuts(groups, orientation, finer)
  const known = new Map<string, CodedCounts>()
  const ranges: Way = {
    describe: () => describeLargeColumns(table.basis, {}),
    table: {
      ...table,
      large,
      get cuts() {
        return large.current()
      },
    },
    context: {
      ...base,
      column: () => Promise.reject(new Error('no row is held')),
      counted: async (basis, request) => {
        const key = JSON.stringify(request)
        const counts = known.get(key) ?? codedCounts(await readCodedTable(basis, request, {}))
        known.set(key, counts)
        return counts
      },
    },
  }
  return { reading, inMemory, ranges }
}

/**
 * An answer without what says how it was read, and with fractions to ten digits: sums of doubles depend on their order. A mean score
 * to twelve places: ranges sum scores in whole units of 2^-52, so that it is right to half of one, however small it is.
 */
function comparable(answer: object): unknown {
  return JSON.parse(
    JSON.stringify({ ...answer, bounds: undefined, derivation: undefined, derivations: undefined }, (key, value: unknown) =>
      typeof value === 'number' && !Number.isInteger(value) ? Number((key === 'predicted' ? Number(value.toFixed(12)) : value).toPrecision(10)) : value,
    ),
  )
}

/** Both answers, or the problems that both raise. */
async function same(ask: (way: Way) => object | Promise<object>, one: Way, other: Way): Promise<void> {
  const outcome = async (way: Way) => {
    try {
      return comparable(await ask(way))
    } catch (error) {
      if (error instanceof Error && 'problem' in error) return comparable({ problem: error.problem })
      throw error
    }
  }
  expect(await outcome(other)).toEqual(await outcome(one))
}

const cell = (perCase: string, perAmount = '0') => ({ perCase, perAmount })
const payoffKinds = [
  { fn: cell('5'), fp: cell('1') },
  { fn: cell('0', '0.45'), fp: cell('12') },
  { fn: cell('100', '0.4'), fp: cell('3', '0.02'), tp: cell('-1', '0.01'), tn: cell('0', '-0.015') },
] as const
const constraintKinds = [[], [{ kind: 'recall', atLeast: '0.7' }], [{ kind: 'approval-rate', atLeast: '0.6' }, { kind: 'recall', atLeast: '0.2' }], [{ kind: 'recall', atLeast: '0.9' }, { kind: 'false-positive-rate', atMost: '0.05' }]] as const
const keysOf = <Key extends string>(kinds: Readonly<Record<Key, string>>) => fc.constantFrom(...(Object.keys(kinds) as Key[]))

const arbitrary = fc.record({
  seed: fc.integer({ min: 0, max: 1e6 }),
  count: fc.integer({ min: 60, max: 1500 }),
  kinds: fc.record({ score: keysOf(scoreKinds), amount: keysOf(amountKinds), segment: keysOf(segmentKinds) }),
  limits: fc.record({ parts: fc.constantFrom(2, 16, 200), rows: fc.constantFrom(1, 40, 1e6), groups: fc.constantFrom(4, 64) }),
  orientation: fc.constantFrom('high' as const, 'low' as const),
  payoffs: fc.constantFrom(...payoffKinds),
  constraints: fc.constantFrom(...constraintKinds),
  prevalence: fc.constantFrom(null, '0.1'),
  thresholds: fc.array(fc.double({ min: -0.1, max: 1.1, noNaN: true }), { minLength: 1, maxLength: 3 }),
})
const property = (check: (drawn: { both: Awaited<ReturnType<typeof bothWays>> } & (typeof arbitrary extends fc.Arbitrary<infer Drawn> ? Drawn : never)) => Promise<void>) =>
  fc.asyncProperty(arbitrary, async (drawn) => {
    const file = await tableOf(drawn.seed, drawn.count, drawn.kinds)
    await check({ ...drawn, both: await bothWays(file, drawn.orientation, drawn.limits) })
  })
const runs = { numRuns: 10 }

describe('columns beside label and score, counted by ranges of scores, give the answer of the rows', () => {
  it('about what each of them can serve as', async () => {
    await fc.assert(
      property(async ({ both: { inMemory, ranges } }) => {
        const described = async ({ describe: all }: Way) => (await all()).map((column) => ({ ...column, examples: column.distinct === null ? null : column.examples }))
        expect(await described(ranges)).toEqual(await described(inMemory))
      }),
      runs,
    )
  }, 120_000)

  it('in a text, with decimal commas and what is no value', async () => {
    const lines = Array.from({ length: 900 }, (_, i) => {
      const score = String(((i * 7919) % 900) / 900).replace('.', ',')
      const segment = [' north', 'south', '', 'TRUE', 'nan', '1.0', '1'][i % 7]
      return [i % 4 === 0 || i % 9 === 1 ? 1 : 0, score, segment, i % 11 === 5 ? '' : `${(i * 31) % 977},${i % 10}`, `2021-0${1 + (i % 7)}-15`, i].join(';')
    })
    const file = join(folder, 'rows.csv')
    writeFileSync(file, `y;p;segment;amount;day;id\n${lines.join('\n')}\n`)
    const { reading, inMemory, ranges } = await bothWays(file, 'high', { parts: 16, rows: 40, groups: 64 })
    expect(await ranges.describe()).toEqual(await inMemory.describe())
    for (const segment of ['segment', 'amount', 'id']) {
      const question = { folder: null, reading, thresholds: [0.31, 0.7], segments: [segment], minimumCell: 10 }
      await same(({ table, context }) => judgementAnswers.groups(table, question, context), inMemory, ranges)
    }
    const statement = { currency: '', source: '', owner: '', date: '' }
    const choice = choicesRequestSchema.parse({ folder: '/', reading, payoffs: payoffKinds[1], statement, amount: 'amount' })
    await same(({ table, context }) => judgementAnswers.choices(table, choice, context), inMemory, ranges)
    const held = heldOutRequestSchema.parse({ folder: '/', reading, costs: { fn: '5', fp: '1' }, parting: { kind: 'date', column: 'day', from: null } })
    await same(({ table, context }) => judgementAnswers.heldOut(table, held, context), inMemory, ranges)
  })

  it('about bands of more numbers than are looked at one by one', async () => {
    const file = await tableOf(5, 70_000, { score: 'uniform', amount: 'long fractions', segment: 'skewed numbers' })
    const { reading, inMemory, ranges } = await bothWays(file, 'high', { parts: 200, rows: 5000, groups: 64 })
    const question = { folder: null, reading, thresholds: [0.31, 0.7], segments: ['segment', 'amount'], minimumCell: 10 }
    await same(({ table, context }) => judgementAnswers.groups(table, question, context), inMemory, ranges)
    expect((await judgementAnswers.groups(ranges.table, question, ranges.context)).derivation.query).toContain('group by cell')
    expect(await ranges.describe()).toMatchObject([{ name: 'segment', distinct: null }, { name: 'amount', distinct: null }, { name: 'fold', distinct: 3 }, { name: 'day' }])
  })

  it('about a column that can serve nothing, by the same refusal', async () => {
    const file = await tableOf(1, 300, { score: 'uniform', amount: 'cents', segment: 'texts' })
    const { reading, inMemory, ranges } = await bothWays(file, 'high', { parts: 16, rows: 40, groups: 64 })
    for (const [name, use] of [['fold', 'amount'], ['fold', 'date'], ['missing', 'segment'], ['missing', 'amount']] as const) {
      await same(({ table, context }) => judgementAnswers.loadColumns(table, { folder: null, reading, columns: [{ name, use }] }, context), inMemory, ranges)
    }
  })

  it('about segments at any threshold', async () => {
    await fc.assert(
      property(async ({ both: { reading, inMemory, ranges }, thresholds }) => {
        const ask = ({ table, context }: Way) => judgementAnswers.groups(table, { folder: null, reading, thresholds, segments: ['segment'], minimumCell: 10 }, context)
        await same(ask, inMemory, ranges)
      }),
      runs,
    )
  }, 120_000)

  it('about choices by amount, under constraints', async () => {
    await fc.assert(
      property(async ({ both: { reading, inMemory, ranges }, payoffs, constraints, prevalence, thresholds }) => {
        const statement = { currency: '', source: '', owner: '', date: '' }
        const question = choicesRequestSchema.parse({ folder: '/', reading, payoffs, constraints, prevalence, thresholds, statement, amount: 'amount' })
        await same(({ table, context }) => judgementAnswers.choices(table, question, context), inMemory, ranges)
      }),
      runs,
    )
  }, 120_000)

  it('about choices without amounts, under constraints', async () => {
    await fc.assert(
      property(async ({ both: { reading, inMemory, ranges }, constraints, prevalence, thresholds }) => {
        const statement = { currency: '', source: '', owner: '', date: '' }
        const question = choicesRequestSchema.parse({ folder: '/', reading, payoffs: { fn: cell('7'), fp: cell('2'), tp: cell('1') }, constraints, prevalence, thresholds, statement })
        // The ratio map is bounded, not exact.
        const ask = async ({ table, context }: Way) => ({ ...(await judgementAnswers.choices(table, question, context)), sensitivity: null })
        await same(ask, inMemory, ranges)
      }),
      runs,
    )
  }, 120_000)

  it('about a threshold chosen on parts, folds or dates and judged on others', async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitrary,
        fc.constantFrom(
          { kind: 'parts', column: 'fold', choose: ['a'], judge: ['c'] } as const,
          { kind: 'parts', column: 'fold', choose: ['a', 'b'], judge: ['z'] } as const,
          { kind: 'folds', column: 'fold' } as const,
          { kind: 'date', column: 'day', from: null } as const,
          { kind: 'date', column: 'day', from: '2021-04-15' } as const,
        ),
        fc.boolean(),
        async ({ seed, count, kinds, limits, orientation, payoffs, constraints, prevalence }, parting, byAmount) => {
          const file = await tableOf(seed, count, kinds)
          const { reading, inMemory, ranges } = await bothWays(file, orientation, limits)
          const costs = { fn: '5', fp: '1' }
          const more = byAmount ? { payoffs, amount: 'amount' } : {}
          const question = heldOutRequestSchema.parse({ folder: '/', reading, costs, parting, constraints, prevalence, ...more })
          await same(({ table, context }) => judgementAnswers.heldOut(table, question, context), inMemory, ranges)
        },
      ),
      runs,
    )
  }, 120_000)
})
