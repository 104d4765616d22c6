import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { KeptTable } from './match-tables.ts'
import { matchTables } from './match-tables.ts'

const data = path.resolve('..', 'shared', 'data')

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'match-test-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function table(name: string, text: string, column = 'score', label: string | null = 'label'): Promise<KeptTable> {
  const absolute = path.join(folder, name)
  await writeFile(absolute, text)
  return { path: name, absolute, column, label }
}

const keyed = 'customer_id,label,score\n7,0,0.1\n8,1,0.9\n9,0,0.4\n'

describe('rows named by a column', () => {
  it('are matched whatever their order', async () => {
    const other = await table("b's.csv", 'score,customer_id,label\n0.4,9,0\n0.1,7,0\n0.9,8,1\n')
    expect(await matchTables([await table('a.csv', keyed), other], 'scores')).toEqual({
      kind: 'matched', rows: 3, unmatched: 0, differing: 0, maxDifference: 0, matchedBy: 'column customer_id',
      source: "a.csv (score); b's.csv (score)",
      query: expect.stringContaining("FROM read_csv('b''s.csv', all_varchar = true, header = true)") as string,
    })
  })

  it('count what differs, what is missing and the greatest difference', async () => {
    const other = await table('b.csv', 'customer_id,label,score\n9,0,0.5\n7,0,0.1\n')
    const third = await table('c.csv', 'customer_id,label,score\n9,0,0.4\n7,0,0.35\n8,1,0.9\n10,1,1\n')
    const match = await matchTables([await table('a.csv', keyed), other, third], 'scores')
    // 9: 0.5 - 0.4; 7: 0.35 - 0.1.
    expect(match).toMatchObject({ kind: 'matched', rows: 2, unmatched: 2, differing: 2 })
    expect(match.kind === 'matched' ? match.maxDifference : null).toBeCloseTo(0.25, 15)
  })

  it('a score that is no number equals another such one, and is infinitely far from a number', async () => {
    const gap = await table('a.csv', 'row_id,label,score\n1,0,\n2,1,0.5\n')
    const same = await table('b.csv', 'row_id,label,score\n1,0,\n2,1,0.50\n')
    const filled = await table('c.csv', 'row_id,label,score\n1,0,0.1\n2,1,0.5\n')
    expect(await matchTables([gap, same], 'scores')).toMatchObject({ differing: 0, maxDifference: 0 })
    expect(await matchTables([gap, filled], 'scores')).toMatchObject({ differing: 1, maxDifference: Infinity })
  })

  it('compare decisions as they are written, 1 and 1.0 alike', async () => {
    const a = await table('a.csv', 'id,decision\n1,1\n2,0\n3,yes\n', 'decision', null)
    const b = await table('b.csv', 'id,decision\n3,YES\n1,1.0\n2,1\n', 'decision', null)
    expect(await matchTables([a, b], 'decisions')).toMatchObject({ kind: 'matched', rows: 3, differing: 1, matchedBy: 'column id' })
  })
})

describe('rows without a name', () => {
  const unnamed = (labels: readonly number[], scores: readonly number[]): string =>
    `label,score\n${labels.map((label, index) => `${label},${scores[index] ?? 0}\n`).join('')}`

  it('are matched by their order where the labels are the same in each row', async () => {
    const match = await matchTables([await table('a.csv', unnamed([0, 1, 0], [1, 2, 3])), await table('b.csv', unnamed([0, 1, 0], [1, 2, 4]))], 'scores')
    expect(match).toMatchObject({ kind: 'matched', rows: 3, differing: 1, maxDifference: 1, matchedBy: 'their order, with the same label in each row' })
  })

  it.each([
    ['other labels', unnamed([1, 0, 0], [1, 2, 3])],
    ['another number of rows', unnamed([0, 1], [1, 2])],
  ])('are not matched with %s', async (_, text) => {
    expect((await matchTables([await table('a.csv', unnamed([0, 1, 0], [1, 2, 3])), await table('b.csv', text)], 'scores')).kind).toBe('unmatched')
  })

  it('are not matched where one class only says nothing of their order', async () => {
    const only = await table('a.csv', unnamed([1, 1], [1, 2]))
    expect((await matchTables([only, only], 'scores')).kind).toBe('unmatched')
  })
})

it('a table that is no table is told, not thrown', async () => {
  const broken = await table('b.parquet', 'no parquet')
  const match = await matchTables([await table('a.csv', keyed), broken], 'scores')
  expect(match).toMatchObject({ kind: 'unmatched', why: expect.stringMatching(/^The tables can't be matched: /) as string })
})

// Counts of ../shared/data/README.md: 34,974 rows, the same in both tables, of two models.
describe.skipIf(!existsSync(data))('public tables (skipped where ../shared/data is absent)', () => {
  it('of two models over the same applicants', async () => {
    const results = path.join(data, 'loan-3models-predictions', 'results')
    const of = (name: string): KeptTable => ({ path: name, absolute: path.join(results, name), column: 'y_prob', label: 'y_true' })
    const [a, b] = ['lgbm_test_preds.csv', 'nn_best_test_preds.csv'].map(of)
    if (a === undefined || b === undefined) throw new Error('two tables')
    expect(await matchTables([a, b], 'scores')).toMatchObject({ kind: 'matched', rows: 34_974, unmatched: 0, matchedBy: 'column UNIQUEID' })
    expect(await matchTables([a, a], 'scores')).toMatchObject({ differing: 0, maxDifference: 0 })
  })
})
