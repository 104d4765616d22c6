import { describe, expect, it } from 'vitest'
import type { BankChoices } from '../../../contract/bank-choices.ts'
import type { ReportJudgement } from '../../../contract/report-judgement.ts'
import { choicesRequestSchema, type Choices } from '../../../contract/choices.ts'
import { choices as choose } from '../../choices/choices.ts'
import { scoreQuality } from '../../statistics/score-quality.ts'
import { segmentRows } from '../../statistics/segment-rows.ts'
import { prepareCuts } from '../../threshold/cut-table.ts'
import { uncertainty as judgeUncertainty } from '../../uncertainty/uncertainty.ts'
import type { Section } from '../document.ts'
import { exampleReportInput } from '../report-input.test-kit.ts'
import { reportModel } from '../report-model.ts'
import { thresholdNames } from '../threshold-names.ts'
import { certaintySection } from './certainty.ts'
import { choicesSection } from './choices.ts'
import { limitations } from './limitations.ts'
import { scoreQualitySection, segmentsSection } from './score-quality.ts'

// 400 rows; every fourth is positive, with the higher scores.
const list = Array.from({ length: 400 }, (_, k) => ({ score: ((k * 37) % 400) / 800 + (k % 4 === 0 ? 0.4 : 0), positive: k % 4 === 0 }))
const cuts = prepareCuts(
  {
    positives: Float64Array.from(list.filter(({ positive }) => positive), ({ score }) => score).sort(),
    negatives: Float64Array.from(list.filter(({ positive }) => !positive), ({ score }) => score).sort(),
  },
  'high',
)
const { reading } = exampleReportInput().view
const about = { cuts, reading, sha256: 'hash', query: 'select' }
const costs = { fn: '10', fp: '1' }
const statement = { currency: 'EUR', source: 'memo 7', owner: 'risk', date: '2026-01-31' }
const constraints = [{ kind: 'recall', atLeast: '0.7' }] as const
const cell = (perCase: string) => ({ perCase, perAmount: '0' })
const payoffs = { fn: cell('10'), fp: cell('1'), tp: cell('0'), tn: cell('0') }

function chosen(): Choices {
  const asked = { folder: '/e', reading, payoffs, statement, constraints: [...constraints], review: { cost: '0.1' }, thresholds: [0.3] }
  return choose({ ...choicesRequestSchema.parse(asked), ...about, amounts: null })
}

const document: BankChoices = {
  version: 1, reading, payoffs, statement, amount: null, prevalence: null, constraints: [...constraints],
  review: { cost: '0.1', catches: '1', clears: '1', capacity: null }, ratios: null, thresholds: [0.3], orientation: null,
  resampling: { resampling: { kind: 'rows' }, resamples: 200, seed: 3 }, parting: null, segments: ['region'], minimumCell: 10, reference: null,
}

function judgement(): ReportJudgement {
  const work = judgeUncertainty({ ...about, costs, payoffs: null, prevalence: null, thresholds: [0.3], resampling: { kind: 'rows' }, amounts: null, customers: null, resamples: 200, seed: 3 })
  let step = work.next()
  while (step.done !== true) step = work.next()
  const rows = { scores: Float64Array.from(list, ({ score }) => score), positive: Uint8Array.from(list, ({ positive }) => Number(positive)), columns: new Map() }
  const codes = Int32Array.from(list, (_, k) => (k < 5 ? 2 : k % 2))
  const quality = scoreQuality({
    ...about, costs, thresholds: [0.3], minimumCell: 10, seed: 1, stated: [], reference: null,
    segments: [{ name: 'region', rows: segmentRows(rows, { kind: 'category', codes, count: 3, names: ['north', 'south', 'tiny'] }, about.cuts) }],
  })
  const answer = (kind: 'yes' | 'cannot-tell', question: string) => ({ kind, question, answer: 'So it is.', known: [{ text: 'A fact.', source: 'a.csv' }], wouldSettle: 'The keys.' })
  return {
    document, choices: chosen(), uncertainty: step.value, heldOut: null, quality, problems: [],
    provenance: { trainedOn: answer('cannot-tell', 'Did the model train on these rows?'), chosenOn: answer('yes', 'Was the threshold chosen on these rows?') },
  }
}

/** Every string of a section that a reader sees. */
function text(section: Section): string {
  const strings = (value: unknown): string[] =>
    typeof value === 'string' ? [value] : Array.isArray(value) ? value.flatMap(strings) : value !== null && typeof value === 'object' ? Object.entries(value).flatMap(([key, each]) => (key === 'svg' ? [] : strings(each))) : []
  return strings(section).join(' ')
}

describe('the sections of what is judged', () => {
  const input = exampleReportInput({ judgement: judgement() })

  it('name resamples, seed, unit and the caveat, and answer the two questions apart', () => {
    const words = text(certaintySection(input))
    expect(words).toContain('200, seed 3; drawn anew: 400 rows')
    expect(words).toContain('The bootstrap understates')
    expect(words).toContain('It is not the probability of being right.')
    expect(words).toContain('Did the model train on these rows?')
    expect(words).toContain('Was the threshold chosen on these rows? Yes.')
    expect(words).toContain('No split, fold or date column was used')
  })

  it('state the costs with currency, source, owner and date, and the price of each constraint', () => {
    const words = text(choicesSection(input))
    for (const stated of ['EUR', 'memo 7', 'risk', '2026-01-31', 'at least 70 % of the positives are flagged']) expect(words).toContain(stated)
    expect(words).toMatch(/The costs in words plain not stated/)
    expect(words).toContain('Two thresholds with a review between')
  })

  it('name every threshold by digits that flag the same rows', () => {
    const { choices, uncertainty } = judgement()
    const names = thresholdNames(input)
    const flagged = (threshold: number) => list.filter(({ score }) => score >= threshold).length
    const judged = [...(uncertainty?.costs ?? []), ...(choices?.compared ?? []), ...(choices?.recommended === null || choices === null ? [] : [choices.recommended])].flatMap(({ cut }) => cut.threshold ?? [])
    expect(judged.length).toBeGreaterThan(3)
    for (const threshold of judged) {
      expect(flagged(Number(names(threshold)))).toBe(flagged(threshold))
      expect(`${text(certaintySection(input))} ${text(choicesSection(input))}`).toContain(names(threshold))
    }
    expect(names(null)).toBe('flag nobody')
  })

  it('say what the impact ratio is and is not, and withhold small groups', () => {
    const section = segmentsSection(input)
    const words = section === null ? '' : text(section)
    expect(words).toContain('screen under bank policy')
    expect(words).toContain('no lending regulator has adopted it')
    expect(words).toMatch(/tiny plain withheld/)
    expect(words).not.toMatch(/compliant/i)
    expect(text(scoreQualitySection(input))).toContain('No earlier table of this score was named')
  })

  it('come before the limitations, which name only what is still open', () => {
    const model = reportModel(input, { documentId: '0123456789ab', evidenceJsonSha256: 'f'.repeat(64) }, () => true)
    const titles = model.sections.map(({ title }) => title)
    const number = 1 + titles.indexOf('Limitations')
    expect(text(model.sections[0] ?? model.sections[1] ?? certaintySection(input))).toContain(`section ${number}`)
    const open = limitations(input, 0)
    expect(open.find(({ title }) => title === 'Not assessed in this report')?.text).toBe('Stability over time, confirmation on other rows, reject inference, overrides and monitoring.')
    expect(open.some(({ title }) => title === 'Costs are points without a stated source')).toBe(false)
    expect(open.some(({ title }) => title === 'Nobody confirmed the costs in words')).toBe(true)
  })

  it('say for which costs the intervals are, and why amounts are not in them', () => {
    const withAmounts: BankChoices = { ...document, amount: 'exposure', payoffs: { ...payoffs, fn: { perCase: '10', perAmount: '0.5' } } }
    const { uncertainty } = judgement()
    if (uncertainty === null) throw new Error('there is one')
    const words = (changes: Partial<ReportJudgement>) => text(certaintySection(exampleReportInput({ judgement: { ...judgement(), document: withAmounts, ...changes } })))
    expect(words({ uncertainty: { ...uncertainty, amount: { column: 'exposure', without: 1234 } } })).toContain(
      'The intervals below are for all four costs, those by amount with column exposure, as the bank chose; constraints do not limit the resamples. 1,234 rows without an amount are left out.',
    )
    const { fn, fp } = exampleReportInput().view.costs
    expect(words({ problems: [{ part: 'uncertainty', message: 'Too many rows.' }] })).toContain(
      `The intervals below are for the costs per case of the two mistakes alone, ${fn} and ${fp}; costs by amount are not in them. Too many rows.`,
    )
  })

  it('say why something was not computed', () => {
    const problems = [{ part: 'uncertainty' as const, message: 'The table is too large to list every score.' }]
    const words = text(certaintySection(exampleReportInput({ judgement: { ...judgement(), uncertainty: null, problems } })))
    expect(words).toContain('Not computed. The table is too large to list every score.')
  })
})
