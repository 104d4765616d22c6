import { describe, expect, it } from 'vitest'
import type { BankChoices } from '../../contract/bank-choices.ts'
import { choicesRequestSchema } from '../../contract/choices.ts'
import type { ReportJudgement } from '../../contract/report-judgement.ts'
import { choices } from '../choices/choices.ts'
import { scoreHistogram } from '../histogram/score-histogram.ts'
import { prepareCuts } from '../threshold/cut-table.ts'
import { tableNumbers } from '../threshold/table-numbers.ts'
import { thresholdView } from '../threshold/threshold-view.ts'
import { uncertainty } from '../uncertainty/uncertainty.ts'
import { printedThresholds, publicFacts, reportInput } from './public-facts.ts'
import { recomputeFromHistogram } from './recompute-from-histogram.ts'
import { exampleReportInput } from './report-input.test-kit.ts'

const excluded = { nullScore: 0, nanScore: 0, infiniteScore: 0, textScore: 0, nullLabel: 0, foreignLabel: 0 }
const cell = (perCase: string) => ({ perCase, perAmount: '0' })
const even = Array.from({ length: 1500 }, (_, index) => ((index * 7919) % 3001) / 3001)
const cuts = prepareCuts({ positives: Float64Array.from(even, (score) => Math.sqrt(score)).sort(), negatives: Float64Array.from(even).sort() }, 'high')
const example = exampleReportInput()
const reading = { ...example.table.reading, orientation: 'high' as const }
const costs = { fn: '3', fp: '1' }
const document: BankChoices = {
  version: 1, reading, payoffs: { fn: cell('3'), fp: cell('1'), tp: cell('-0.5'), tn: cell('-0.1') }, statement: { currency: 'EUR', source: '', owner: '', date: '' },
  amount: null, prevalence: '0.2', constraints: [{ kind: 'recall', atLeast: '0.5' }, { kind: 'approval-rate', atLeast: '0.5' }],
  review: { cost: '0.2', catches: '0.9', clears: '0.8', capacity: '0.3' }, ratios: null, thresholds: [0.4, 0.61], orientation: null,
  resampling: { resampling: { kind: 'rows' }, resamples: 200, seed: 3 }, parting: null, segments: [], minimumCell: 10, reference: null,
}

function factsOf() {
  const about = { cuts, reading, sha256: 'a', query: '' }
  const view = thresholdView({ ...about, costs, rowCount: 3000, excluded, recorded: [] })
  const { payoffs, prevalence, constraints, review, statement } = document
  const work = uncertainty({ ...about, costs, payoffs, prevalence, thresholds: [0.4], resampling: { kind: 'rows' }, amounts: null, customers: null, resamples: 200, seed: 3 })
  let step = work.next()
  while (step.done !== true) step = work.next()
  const request = choicesRequestSchema.parse({ folder: '/e', reading, payoffs, prevalence, constraints, review, statement, thresholds: [0.4, 0.61] })
  const judgement: ReportJudgement = {
    document, choices: choices({ ...request, cuts, sha256: 'a', query: '', amounts: null }), uncertainty: step.value,
    heldOut: null, provenance: null, quality: null, problems: [],
  }
  return { ...example, view, judgement, table: { ...example.table, reading, rows: 3000, excluded, ...tableNumbers(cuts) }, explained: [] }
}

const facts = factsOf()
const numbersOf = (stated: typeof facts, thresholds: readonly number[], minimumCell: number) =>
  new Map(recomputeFromHistogram(reportInput(publicFacts(stated), scoreHistogram(cuts, thresholds, minimumCell), null)).map((item) => [item.of, item]))

describe('the choices of a bank, computed again from the attached histogram', () => {
  const found = numbersOf(facts, printedThresholds(facts.view, facts.judgement), 3)

  it('agree, with payoffs, another share of defaults, constraints and a review', () => {
    expect([...found.values()].filter(({ outcome }) => outcome === 'differs')).toEqual([])
    const outcomes = ['choices, recommended threshold, true positives', 'choices, recommended threshold, cost', 'choices, at 0.61, false positives', 'choices, constraint 1, price', 'review between two thresholds, reviewed', 'review between two thresholds, cost', 'certainty, at 0.4, cost']
    expect(outcomes.map((of) => found.get(of)?.outcome)).toEqual(outcomes.map(() => 'exact'))
  })

  it('agree as far as the cells tell where there is no edge at their thresholds', () => {
    const without = numbersOf(facts, [], 40)
    expect([...without.values()].filter(({ outcome }) => outcome === 'differs')).toEqual([])
    expect(without.get('review between two thresholds, cost')?.outcome).toBe('not-checked')
  })

  it('leave to the folder what rows with their amounts were drawn for', () => {
    const { uncertainty: stated } = facts.judgement
    if (stated === null) throw new Error('there are intervals')
    const byAmount: BankChoices = { ...document, amount: 'exposure', payoffs: { ...document.payoffs, fn: { perCase: '3', perAmount: '0.5' } } }
    const certain = (uncertainty: typeof stated) => {
      const changed = { ...facts, judgement: { ...facts.judgement, document: byAmount, uncertainty } }
      return [...numbersOf(changed, printedThresholds(facts.view, facts.judgement), 3)].filter(([of]) => of.startsWith('certainty')).map(([, { outcome }]) => outcome)
    }
    expect(new Set(certain({ ...stated, amount: { column: 'exposure', without: 0 } }))).toEqual(new Set(['not-checked']))
    // Too many to be drawn: the two costs per case, under which these were not drawn.
    expect(certain(stated)).toContain('differs')
  })

  it('tell where a count of the review was changed', () => {
    const { choices: stated } = facts.judgement
    if (stated?.review == null) throw new Error('there is a review')
    const changed = { ...facts, judgement: { ...facts.judgement, choices: { ...stated, review: { ...stated.review, reviewed: stated.review.reviewed + 1 } } } }
    expect(numbersOf(changed, printedThresholds(facts.view, facts.judgement), 3).get('review between two thresholds, reviewed')?.outcome).toBe('differs')
  })
})
