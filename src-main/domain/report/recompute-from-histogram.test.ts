import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ReportFacts } from '../../contract/report-facts.ts'
import { scoreHistogram } from '../histogram/score-histogram.ts'
import { printedThresholds, publicFacts, reportInput } from './public-facts.ts'
import { exampleReportInput } from './report-input.test-kit.ts'
import { prepareCuts } from '../threshold/cut-table.ts'
import { tableNumbers } from '../threshold/table-numbers.ts'
import { thresholdView } from '../threshold/threshold-view.ts'
import { recomputeFromHistogram } from './recompute-from-histogram.ts'

const excluded = { nullScore: 0, nanScore: 0, infiniteScore: 0, textScore: 0, nullLabel: 0, foreignLabel: 0 }

/** Facts of a table as the product makes them from its rows. */
function factsOf(positives: readonly number[], negatives: readonly number[], orientation: 'high' | 'low' = 'high') {
  const cuts = prepareCuts({ positives: Float64Array.from(positives).sort(), negatives: Float64Array.from(negatives).sort() }, orientation)
  const example = exampleReportInput()
  const reading = { ...example.table.reading, orientation }
  const rowCount = positives.length + negatives.length
  const view = thresholdView({ cuts, reading, costs: { fn: '3', fp: '1' }, rowCount, excluded, sha256: 'a', query: '', recorded: example.scan.thresholds })
  const table = { ...example.table, reading, rows: rowCount, excluded, ...tableNumbers(cuts) }
  const facts: ReportFacts = { ...example, view, table, explained: [] }
  return { facts, histogram: (minimumCell: number) => scoreHistogram(cuts, printedThresholds(view), minimumCell) }
}

const outcomes = (facts: ReportFacts, histogram: ReturnType<ReturnType<typeof factsOf>['histogram']>) => recomputeFromHistogram(reportInput(publicFacts(facts), histogram, null))

const scores = fc.array(fc.integer({ min: 0, max: 400 }).map((value) => value / 400), { minLength: 1, maxLength: 150 })

describe('recomputeFromHistogram', () => {
  it('never contradicts what the rows give, whatever the size of the cells', () => {
    fc.assert(fc.property(scores, scores, fc.constantFrom<'high' | 'low'>('high', 'low'), fc.integer({ min: 1, max: 25 }), (positives, negatives, orientation, cell) => {
      const { facts, histogram } = factsOf(positives, negatives, orientation)
      expect(outcomes(facts, histogram(cell)).filter(({ outcome }) => outcome === 'differs')).toEqual([])
    }))
  })

  const even = Array.from({ length: 900 }, (_, index) => ((index * 7919) % 1000) / 1000)
  const { facts, histogram } = factsOf(even.map((score) => Math.sqrt(score)), even)

  it('gives the matrix of the recommended threshold exactly, and bounds that it is the cheapest', () => {
    const found = new Map(outcomes(facts, histogram(10)).map((item) => [item.of, item]))
    expect(found.get('recommended threshold, true positives')?.outcome).toBe('exact')
    expect(found.get('recommended threshold, cost')?.outcome).toBe('exact')
    expect(found.get('area under the ROC curve')?.outcome).toBe('bounded')
    expect(found.get('scores that attain the least cost')?.outcome).toBe('not-checked')
  })

  it.each([
    ['a count', (stated: ReportFacts) => ({ ...stated, view: { ...stated.view, recommendation: { ...stated.view.recommendation, optimum: { ...stated.view.recommendation.optimum, tp: stated.view.recommendation.optimum.tp + 1, fn: stated.view.recommendation.optimum.fn - 1 } } } }), 'recommended threshold, true positives'],
    ['a cost', (stated: ReportFacts) => ({ ...stated, view: { ...stated.view, recommendation: { ...stated.view.recommendation, flagNobody: { cost: 1 } } } }), 'flag nobody, cost'],
    ['the area under the curve', (stated: ReportFacts) => ({ ...stated, table: { ...stated.table, auc: stated.table.auc + 0.02 } }), 'area under the ROC curve'],
    ['the rows', (stated: ReportFacts) => ({ ...stated, table: { ...stated.table, rows: stated.table.rows + 1 } }), 'rows read'],
  ])('tells where %s was changed', (_name, change, of) => {
    expect(outcomes(change(facts), histogram(10)).filter(({ outcome }) => outcome === 'differs').map((item) => item.of)).toContain(of)
  })

  it('tells where the histogram was changed', () => {
    const sound = histogram(10)
    const [first, ...rest] = sound.cells
    if (first === undefined) throw new Error('a histogram has cells')
    const moved = { ...sound, cells: [{ ...first, positives: first.positives + 1 }, ...rest] }
    expect(outcomes(facts, moved).some(({ outcome }) => outcome === 'differs')).toBe(true)
  })
})
