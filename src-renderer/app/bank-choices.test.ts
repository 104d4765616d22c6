import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bankChoicesSchema } from '../../src-main/contract/bank-choices.ts'
import { emptyDraft, percentOfShare, shareOfPercent } from '../pages/choices/choice-draft.ts'
import { bankChoicesOf } from './bank-choices.ts'
import { emptyCase, nextCase, type CaseAction, type CaseState } from './case.ts'
import { mentionOf, scanWith, tableWith } from './scan.test-kit.ts'

const scan = scanWith({
  predictions: [tableWith('scored.parquet', 100)],
  mentions: [mentionOf('config.yaml', 21, 'cost', 'cost_fn', '10'), mentionOf('config.yaml', 22, 'cost', 'cost_fp', '1')],
})
const opened: CaseState = [
  { type: 'folder-opened' as const, folder: '/case' },
  { type: 'scan-ready' as const, scan, at: 1 },
].reduce<CaseState>(nextCase, emptyCase)
const after = (state: CaseState, ...actions: CaseAction[]) => actions.reduce(nextCase, state)

const chosen = after(
  opened,
  { type: 'costs-typed', fn: '12.5', fp: '2' },
  {
    type: 'choices-typed',
    choices: {
      currency: 'EUR', source: 'loss study', owner: 'A. Moreau', date: '2026-11-01', tp: '-0.5', fnPerAmount: '0.45', amount: 'ead', prevalence: '7.5',
      recall: '70', alerts: '500', volume: '10000', review: '0.8', catches: '90', capacity: '2.5', ratioFrom: '5', ratioTo: '20', compared: [0.338, 0.48],
    },
  },
  { type: 'segments-chosen', segments: ['region'] },
  { type: 'resampling-chosen', resampling: { resampling: { kind: 'customers', column: 'client' }, seed: 7 } },
  { type: 'parting-chosen', parting: { kind: 'folds', column: 'fold' } },
  { type: 'orientation-answered', orientation: { question: 'Does it?', answer: 'yes' } },
)

describe('the choices of a bank as one document', () => {
  it('holds what was typed, and gives it back after a restart', () => {
    const document = bankChoicesOf(chosen)
    expect(bankChoicesSchema.parse(document)).toMatchObject({
      payoffs: { fn: { perCase: '12.5', perAmount: '0.45' }, tp: { perCase: '-0.5' } },
      statement: { currency: 'EUR', source: 'loss study', owner: 'A. Moreau', date: '2026-11-01' },
      prevalence: '0.075',
      constraints: [
        { kind: 'recall', atLeast: '0.7' },
        { kind: 'alerts', atMost: '500', volume: '10000', period: 'period' },
      ],
      review: { cost: '0.8', catches: '0.9', clears: '1', capacity: '0.025' },
      thresholds: [0.338, 0.48],
      resampling: { resampling: { kind: 'customers', column: 'client' }, resamples: 2000, seed: 7 },
    })
    const restarted = after(opened, { type: 'choices-restored', choices: document })
    const fields = ['costs', 'choices', 'orientation', 'resampling', 'parting', 'segments', 'reference'] as const
    for (const field of fields) expect(restarted[field]).toEqual(chosen[field])
    expect(restarted.kept).toBe(JSON.stringify(document))
  })

  it('asks to keep nothing that nobody chose', () => {
    const untouched = after(opened, { type: 'choices-restored', choices: null })
    expect(untouched.kept).toBe(JSON.stringify(bankChoicesOf(untouched)))
    expect(untouched.choices).toEqual(emptyDraft)
    const typed = after(untouched, { type: 'choices-typed', choices: { currency: 'EUR' } })
    expect(typed.kept).not.toBe(JSON.stringify(bankChoicesOf(typed)))
  })

  it('keeps the place of costs that the folder still states, and drops it from others', () => {
    const same = after(opened, { type: 'choices-restored', choices: bankChoicesOf(after(opened, { type: 'choices-typed', choices: { owner: 'A' } })) })
    expect(same.costs).toEqual({ fn: '10', fp: '1', source: 'config.yaml:21–22', confirmed: false })
    expect(after(opened, { type: 'choices-restored', choices: bankChoicesOf(chosen) }).costs).toMatchObject({ source: null, confirmed: true })
  })

  it('is none while a field cannot be used or a cost is missing', () => {
    expect(bankChoicesOf(after(chosen, { type: 'choices-typed', choices: { recall: '170' } }))).toBeNull()
    expect(bankChoicesOf(after(chosen, { type: 'costs-typed', fn: '', fp: '1' }))).toBeNull()
    expect(bankChoicesOf(after(chosen, { type: 'resampling-chosen', resampling: { resamples: 3 } }))).toBeNull()
  })

  it('asks the engine again for another reading', () => {
    const reading = { path: 'b.csv', label: 'y', score: 's', positive: null, negative: null, orientation: 'low' as const }
    expect(after(chosen, { type: 'choices-restored', choices: null }, { type: 'reading-chosen', reading, confirmed: true })).toMatchObject({ kept: null, parting: null, segments: [] })
  })
})

it('writes a share as the percentage that gives it', () => {
  expect(['0', '1', '0.07', '0.075', '0.7', '0.001', '0.99999999999999'].map(percentOfShare)).toEqual(['0', '100', '7', '7.5', '70', '0.1', '99.999999999999'])
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 999 }), (whole, part) => {
      const share = shareOfPercent(whole === 100 ? '100' : `${whole}.${String(part).padStart(3, '0')}`)
      expect(share === null ? null : shareOfPercent(percentOfShare(share))).toBe(share)
    }),
  )
})
