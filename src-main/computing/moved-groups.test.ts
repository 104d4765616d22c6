import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { choicesRequestSchema } from '../contract/choices.ts'
import { movedCostsSchema } from '../contract/moved-costs.ts'
import { prepareCuts } from '../domain/threshold/cut-table.ts'
import { readExtraColumns } from '../evidence/predictions/read-extra-columns.ts'
import { readPredictionTable } from '../evidence/predictions/read-prediction-table.ts'
import { answers } from './analysis-answers.ts'
import type { PreparedTable } from './analysis-tables.ts'
import { createKeptHulls } from './kept-hulls.ts'
import type { AnswerContext } from './judgement-answers.ts'

const folder = mkdtempSync(join(tmpdir(), 'countersign-test-'))
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

interface DrawnRow {
  readonly label: 0 | 1
  readonly score: number
  readonly region: string
  readonly age: number
}

const regions = ['north', 'south', 'west', 'islands', ''] as const
const drawnRows = fc
  .array(
    fc.record({ label: fc.constantFrom(0 as const, 1 as const), score: fc.integer({ min: 0, max: 400 }).map((k) => k / 400), region: fc.constantFrom(...regions), age: fc.integer({ min: 18, max: 80 }) }),
    { minLength: 60, maxLength: 700, size: 'max' },
  )
  .filter((rows) => rows.some(({ label }) => label === 1) && rows.some(({ label }) => label === 0))
const cost = fc.integer({ min: 1, max: 400 }).map((tenths) => (tenths / 10).toFixed(1))

async function tableOf(rows: readonly DrawnRow[], orientation: 'high' | 'low') {
  const file = join(folder, 'rows.csv')
  writeFileSync(file, `y,p,region,age\n${rows.map(({ label, score, region, age }) => [label, score, region, age].join(',')).join('\n')}\n`)
  const reading = { path: file, label: 'y', score: 'p', positive: '1', negative: '0', orientation }
  const { rows: scored, ...read } = await readPredictionTable(file, reading, {})
  const table: PreparedTable = { ...read, cuts: prepareCuts(scored, orientation), large: null }
  const refused = () => Promise.reject(new Error('nothing else is asked for'))
  const context: AnswerContext = {
    column: (...columns) => readExtraColumns(file, reading, columns, read, {}),
    counted: refused,
    describeColumns: refused,
    otherTable: refused,
    hulls: createKeptHulls(() => false),
    signal: new AbortController().signal,
    onProgress: () => undefined,
  }
  return { table, context, about: { folder: null, reading } }
}

const cell = (perCase: string) => ({ perCase, perAmount: '0' })

describe('groups that move with the costs', () => {
  it('are what the question about them answers for the threshold that the costs lead to', async () => {
    await fc.assert(
      fc.asyncProperty(
        drawnRows,
        fc.constantFrom('high' as const, 'low' as const),
        fc.record({ fn: cost, fp: cost }),
        fc.constantFrom(null, '0.4', '0.9'),
        fc.array(fc.integer({ min: 0, max: 20 }).map((k) => k / 20), { maxLength: 4 }),
        async (rows, orientation, costs, approval, elsewhere) => {
          const { table, context, about } = await tableOf(rows, orientation)
          const constraints = approval === null ? [] : [{ kind: 'approval-rate' as const, atLeast: approval }]
          const statement = { currency: '', source: '', owner: '', date: '' }
          const payoffs = { fn: cell(costs.fn), fp: cell(costs.fp) }
          const request = choicesRequestSchema.parse({ ...about, folder: '/', payoffs, statement, constraints, thresholds: elsewhere })
          const choices = approval === null ? null : { ...request, folder: undefined, reading: undefined }
          const groups = { segments: ['region', 'age'], elsewhere, minimumCell: 10 }
          const move = () => answers.move(table, { ...about, costs, choices, groups, uncertainty: null, recorded: [] }, context)
          // Nothing is read for a cost that moves.
          expect(move()).toMatchObject({ groups: null })
          await answers.loadColumns(table, { ...about, columns: groups.segments.map((name) => ({ name, use: 'segment' as const })) }, context)
          const moved = movedCostsSchema.parse(move())
          const { optimum } = moved.view.recommendation
          const answered = (moved.choices?.recommended?.cut ?? optimum).threshold
          const thresholds = [...new Set([answered, ...elsewhere])].filter((threshold) => threshold !== null)
          if (thresholds.length === 0) {
            expect(moved.groups).toBeNull()
            return
          }
          const other = await tableOf(rows, orientation)
          expect(moved.groups).toEqual(await answers.groups(other.table, { ...about, thresholds, segments: groups.segments, minimumCell: 10 }, other.context))
          // And what going through the rows gives.
          const [judged = NaN] = thresholds
          for (const { group, shown } of moved.groups?.segments[0]?.groups ?? []) {
            const own = rows.filter(({ region }) => (region === '' ? '(missing)' : region) === group)
            const approved = own.filter(({ score }) => (orientation === 'high' ? score < judged : score > judged))
            if (shown !== null) expect([shown.rows, shown.approval.count, shown.badRate?.count ?? 0]).toEqual([own.length, approved.length, approved.filter(({ label }) => label === 1).length])
          }
        },
      ),
      { numRuns: 25 },
    )
  }, 120_000)

  it('are left to their own question where the choices must be read first', async () => {
    const rows = Array.from({ length: 200 }, (_, k) => ({ label: k % 3 === 0 ? (1 as const) : (0 as const), score: k / 200, region: k % 2 === 0 ? 'north' : 'south', age: 20 + (k % 50) }))
    const { table, context, about } = await tableOf(rows, 'high')
    await answers.loadColumns(table, { ...about, columns: [{ name: 'region', use: 'segment' }] }, context)
    const statement = { currency: '', source: '', owner: '', date: '' }
    const payoffs = { fn: { perCase: '0', perAmount: '1' }, fp: cell('1') }
    const choices = { ...choicesRequestSchema.parse({ ...about, folder: '/', payoffs, statement, amount: 'age' }), folder: undefined, reading: undefined }
    const question = { ...about, costs: { fn: '4', fp: '1' }, groups: { segments: ['region'], elsewhere: [0.5], minimumCell: 10 }, uncertainty: null, recorded: [] }
    expect(answers.move(table, { ...question, choices }, context)).toMatchObject({ choices: null, groups: null })
    expect(answers.move(table, { ...question, choices: null }, context)?.groups?.elsewhere).toEqual([0.5])
  })
})
