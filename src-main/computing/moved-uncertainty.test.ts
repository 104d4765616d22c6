import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { movedCostsSchema } from '../contract/moved-costs.ts'
import { scoredRows, type Row } from '../domain/threshold/brute-force.test-kit.ts'
import { prepareCuts } from '../domain/threshold/cut-table.ts'
import { answers } from './analysis-answers.ts'
import type { PreparedTable } from './analysis-tables.ts'
import type { AnswerContext } from './judgement-answers.ts'
import { createKeptHulls } from './kept-hulls.ts'

const rows = Array.from({ length: 400 }, (_, k): Row => ({ score: ((k * 37) % 200) / 200, positive: (k * k) % 100 < ((k * 37) % 200) / 2 - 30 }))
const reading = { path: 'scores.csv', label: 'y', score: 'p', positive: '1', negative: '0', orientation: 'high' as const }
const table: PreparedTable = {
  cuts: prepareCuts(scoredRows(rows), 'high'),
  large: null,
  rowCount: 400,
  excluded: { nullScore: 0, nullLabel: 0, nanScore: 0, infiniteScore: 0, textScore: 0, foreignLabel: 0 },
  positive: '1',
  negative: '0',
  query: 'select',
  form: { format: 'delimited', encoding: 'UTF-8', delimiter: ',', files: 1 },
  decimalComma: false,
  sha256: 'hash',
}

const refused = () => Promise.reject(new Error('nothing is read'))
const contextOf = (): AnswerContext => ({ column: refused, counted: refused, describeColumns: refused, otherTable: refused, hulls: createKeptHulls(() => false), signal: new AbortController().signal, onProgress: () => undefined })
const drawn = { resampling: { kind: 'rows' as const }, resamples: 200, seed: 5 }
const cell = (perCase: string) => ({ perCase, perAmount: '0' })

describe('uncertainty that moves with the costs', () => {
  it('is what the question about it answers, once its resamples are held', async () => {
    const context = contextOf()
    const about = { folder: null, reading }
    const plain = { payoffs: null, prevalence: null, amount: null }
    const move = (costs: { fn: string; fp: string }, chosen: { payoffs: ReturnType<typeof payoffsOf> | null; prevalence: string | null } | null, thresholds: number[]) =>
      movedCostsSchema.parse(answers.move(table, { ...about, costs, choices: null, groups: null, uncertainty: { ...drawn, thresholds, chosen }, recorded: [] }, context))
    const payoffsOf = (fn: string, fp: string, tn: string) => ({ fn: cell(fn), fp: cell(fp), tp: cell('0'), tn: cell(tn) })
    expect(move({ fn: '4', fp: '1' }, null, [0.5])).toMatchObject({ uncertainty: null, chosenUncertainty: null })
    await answers.uncertainty(table, { ...about, ...plain, ...drawn, costs: { fn: '10', fp: '1' }, thresholds: [] }, context)
    await vi.waitUntil(() => context.hulls.of(table.cuts, drawn))
    const cost = fc.integer({ min: 1, max: 200 }).map((tenths) => (tenths / 10).toFixed(1))
    await fc.assert(
      fc.asyncProperty(
        fc.record({ fn: cost, fp: cost }),
        fc.array(fc.integer({ min: 0, max: 20 }).map((k) => k / 20), { maxLength: 5 }),
        fc.option(fc.constantFrom('0.1', '0.4')),
        fc.option(cost),
        async (costs, thresholds, prevalence, gain) => {
          const payoffs = gain === null ? null : payoffsOf(costs.fn, costs.fp, `-${gain}`)
          const chosen = payoffs === null && prevalence === null ? null : { payoffs, prevalence }
          const moved = move(costs, chosen, thresholds)
          // Drawn anew, without what is held.
          const asked = (question: object) => answers.uncertainty(table, { ...about, ...plain, ...drawn, costs, thresholds, ...question }, contextOf())
          expect(moved.uncertainty).toEqual(await asked({}))
          const best = moved.view.recommendation.optimum.threshold
          const others = [...new Set([...(best === null ? [] : [best]), ...thresholds])].slice(0, 5)
          expect(moved.chosenUncertainty).toEqual(chosen === null ? null : await asked({ ...chosen, thresholds: others }))
        },
      ),
      { numRuns: 40 },
    )
    context.hulls.close()
  })
})
