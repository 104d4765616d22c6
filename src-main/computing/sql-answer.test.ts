import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import type { DuckDBConnection } from '@duckdb/node-api'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TableReading } from '../contract/reading.ts'
import { prepareCuts } from '../domain/threshold/cut-table.ts'
import type { CutTable } from '../domain/threshold/cut-table.ts'
import { exactCosts } from '../domain/threshold/exact-costs.ts'
import { leastCost } from '../domain/threshold/least-cost.ts'
import { optimumFor } from '../domain/threshold/objectives.ts'
import type { Objective } from '../domain/threshold/objectives.ts'
import { reportedObjectives } from '../domain/threshold/recommend.ts'
import { isCounted, readCountedTable } from '../evidence/predictions/large/read-counted-table.ts'
import { readLargeTable } from '../evidence/predictions/large/read-large-table.ts'
import { readPredictionTable } from '../evidence/predictions/read-prediction-table.ts'
import { largeCuts } from './settled-cuts.ts'

const folder = mkdtempSync(join(tmpdir(), 'countersign-test-'))
const file = join(folder, 'rows.parquet')
const counted = join(folder, 'counted.parquet')
let instance: DuckDBInstance
let connection: DuckDBConnection
beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:')
  connection = await instance.connect()
})
afterAll(() => {
  connection.closeSync()
  instance.closeSync()
  rmSync(folder, { recursive: true, force: true })
})

const scores = {
  uniform: 'u',
  ties: 'round(u * 20) / 20',
  'one score': '0.25::double',
  'heavy skew': 'pow(u, 60)',
  'one far away': 'case when i = 0 then 1e300 else u end',
  'outside [0, 1]': 'u * 40 - 20',
  float32: 'u::float',
  'NaN, infinities and nulls': `case i % 11 when 3 then 'nan'::double when 5 then 'infinity'::double when 7 then '-infinity'::double when 9 then null else u end`,
} as const

/**
 * The measures as DuckDB computes them from tp, fp, p, n: whole numbers where the order of cuts is that of a whole
 * number, so that SQL compares exactly too; the others as doubles.
 */
const inSql: Readonly<Record<string, string>> = {
  cost: '-(10 * (p - tp) + fp)::hugeint',
  accuracy: '(tp - fp)::hugeint',
  youden: 'tp::hugeint * n - fp::hugeint * p',
  'balanced-accuracy': 'tp::hugeint * n - fp::hugeint * p',
  'g-mean': 'tp::hugeint * (n - fp)',
  'f-beta 1': 'case when tp = 0 then 0 else 2 * tp / (tp + p + fp)::double end',
  'f-beta 2': 'case when tp = 0 then 0 else 5 * tp / (tp + 4 * p + fp)::double end',
  mcc: 'case when tp + fp in (0, p + n) then 0 else (tp * n - fp * p) / sqrt((tp + fp)::double * (p + n - tp - fp) * p * n) end',
  kappa: '2 * (tp * n - fp * p) / ((tp + fp) * n + (p + n - tp - fp) * p)::double',
}
const nameOf = (objective: Objective) => (objective.kind === 'f-beta' ? `f-beta ${objective.beta}` : objective.kind)
const whole = new Set(['cost', 'accuracy', 'youden', 'balanced-accuracy', 'g-mean'])

/** Threshold, TP, FP and ties by GROUP BY and a window over the sorted scores: what anybody would write in SQL. */
async function sorted(measure: string) {
  const found = await connection.runAndReadAll(`with usable as (select p::double as score, y from '${file}' where isfinite(p)),
    groups as (select score + 0 as score, count(*) filter (where y = 1) as a, count(*) filter (where y = 0) as b from usable group by 1),
    totals as (select count(*) filter (where y = 1) as p, count(*) filter (where y = 0) as n from usable),
    cuts as (select score, sum(a) over w as tp, sum(b) over w as fp from groups window w as (order by score desc)
      union all select 'infinity'::double, 0, 0),
    valued as (select score, tp::double as tp, fp::double as fp, ${inSql[measure] ?? ''} as value from (select score, tp::bigint as tp, fp::bigint as fp from cuts), totals)
  select score, tp, fp, (select count(*) from valued v where v.value = valued.value)::double as tied from valued order by value desc, score desc limit 1`)
  const [score = null, tp = null, fp = null, tied = null] = found.getRows()[0] ?? []
  return { threshold: score === Infinity ? null : score, tp, fp, tied }
}

function optimaOf(table: CutTable) {
  const of = ({ cut, tied }: { cut: number; tied: number }) => ({ threshold: table.scores[cut - 1] ?? null, tp: table.tp[cut], fp: table.fp[cut], tied })
  return {
    cost: of(leastCost(table, exactCosts({ fn: '10', fp: '1' }))),
    ...Object.fromEntries(reportedObjectives(['1', '2']).map((objective) => [nameOf(objective), of(optimumFor(table, objective))])),
  }
}

const reading: TableReading = { path: 'rows.parquet', label: 'y', score: 'p', positive: '1', negative: '0', orientation: 'high' }
const questions = fc.record({
  kind: fc.constantFrom(...(Object.keys(scores) as (keyof typeof scores)[])),
  seed: fc.integer({ min: 0, max: 1e6 }),
  count: fc.integer({ min: 30, max: 1500 }),
  parts: fc.constantFrom(2, 64, 65_536),
})
const rowsOf = ({ kind, seed, count }: { kind: keyof typeof scores; seed: number; count: number }) =>
  `select ${scores[kind]} as p, (i % 5 = 0 or v < u * 0.5)::integer as y, 1 + i % 4 as w
   from (select i, (hash(i * 4 + ${seed}) >> 11)::double / 9007199254740992 as u, (hash(i * 4 + 1 + ${seed}) >> 11)::double / 9007199254740992 as v from range(${count}) t(i))`

describe('ranges of scores and the sorted rows', () => {
  it('give the optimum, the counts and the ties that SQL finds by sorting, for the cost and every objective', async () => {
    await fc.assert(
      fc.asyncProperty(questions, async ({ parts, ...of }) => {
        await connection.run(`copy (${rowsOf(of)}) to '${file}' (format parquet)`)
        const large = await readLargeTable(file, reading, {}, { inMemory: 0, parts, rows: 100, groups: 16 })
        if (large === null) throw new Error('the file was not read as a large one')
        const settled = await largeCuts(large.groups, 'high', large.finer).settle(
          { costs: { fn: '10', fp: '1' }, grids: [], at: [], betas: ['1', '2'], view: false },
          { signal: new AbortController().signal, onProgress: () => undefined },
        )
        const inMemory = optimaOf(prepareCuts((await readPredictionTable(file, reading, {})).rows, 'high'))
        const ranges = optimaOf(settled)
        for (const [name, expected] of Object.entries(inMemory)) {
          const sql = await sorted(name)
          // Doubles in SQL may part what ties exactly, so that ties are compared of whole numbers only.
          if (whole.has(name)) expect([name, expected]).toEqual([name, sql])
          const { tied, ...found } = Object.entries(ranges).find(([each]) => each === name)?.[1] ?? { tied: 0 }
          const { tied: expectedTied, ...expectedFound } = expected
          expect([name, found]).toEqual([name, expectedFound])
          if (name === 'cost') expect(tied).toBe(expectedTied)
          if (!whole.has(name)) {
            // The chosen cut is worth what SQL's own best cut is worth.
            const { tp, fp } = sql
            const value = await connection.runAndReadAll(
              `select max(${inSql[name] ?? ''}) - min(${inSql[name] ?? ''}) from (select unnest([${String(tp)}, ${String(expected.tp)}])::bigint as tp, unnest([${String(fp)}, ${String(expected.fp)}])::bigint as fp), (select ${settled.positives} as p, ${settled.negatives} as n)`,
            )
            expect(Math.abs(Number(value.getRows()[0]?.[0]))).toBeLessThan(1e-13)
          }
        }
      }),
      { numRuns: 25 },
    )
  }, 120_000)

  it('give rows that count several times the answer of the rows written out', async () => {
    await fc.assert(
      fc.asyncProperty(questions, async (of) => {
        await connection.run(`copy (select p, y from (${rowsOf(of)}), range(4) r(k) where k < w) to '${file}' (format parquet)`)
        await connection.run(`copy (select p as score, w as n, y * w as p from (${rowsOf(of)})) to '${counted}' (format parquet)`)
        const weighted = { ...reading, path: 'counted.parquet', label: 'p', score: 'score', weight: 'n', positive: null, negative: null }
        if (!isCounted(weighted)) throw new Error('not a table of counts')
        const { groups } = await readCountedTable(counted, weighted, {})
        const written = prepareCuts((await readPredictionTable(file, reading, {})).rows, 'high')
        expect(optimaOf(largeCuts(groups, 'high', null).current())).toEqual(optimaOf(written))
      }),
      { numRuns: 25 },
    )
  }, 120_000)
})
