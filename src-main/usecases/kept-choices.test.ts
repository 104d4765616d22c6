import { mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { bankChoicesSchema } from '../contract/bank-choices.ts'
import type { BankChoices } from '../contract/bank-choices.ts'
import { keptChoices } from './kept-choices.ts'

const reading = { path: 'scores.csv', label: 'y', score: 'p', positive: '1', negative: null, orientation: 'high' } as const
const cell = (perCase: string) => ({ perCase, perAmount: '0' })
const choices: BankChoices = {
  version: 1,
  reading,
  payoffs: { fn: cell('10'), fp: cell('1'), tp: cell('0'), tn: cell('-0.5') },
  statement: { currency: 'EUR', source: 'memo 7', owner: 'risk', date: '2026-01-31' },
  amount: null,
  prevalence: '0.05',
  constraints: [{ kind: 'recall', atLeast: '0.7' }],
  review: { cost: '0.2', catches: '1', clears: '0.9', capacity: null },
  ratios: null,
  thresholds: [0.338],
  orientation: { question: 'Does missing one default cost as much as 10 false alarms?', answer: 'yes' },
  resampling: { resampling: { kind: 'customers', column: 'customer' }, resamples: 2000, seed: 1 },
  parting: { kind: 'folds', column: 'fold' },
  segments: ['region'],
  minimumCell: 10,
  reference: null,
}

describe('choices', () => {
  let data: string
  let evidence: string
  beforeEach(() => {
    data = mkdtempSync(join(tmpdir(), 'countersign-test-choices-'))
    evidence = mkdtempSync(join(tmpdir(), 'countersign-test-evidence-'))
  })
  afterEach(() => {
    for (const folder of [data, evidence]) rmSync(folder, { recursive: true, force: true })
  })

  it('are null until they are kept, and survive a restart, for a folder reached through a link too', async () => {
    expect(await keptChoices(data).of({ folder: evidence, reading })).toBeNull()
    expect(await keptChoices(data).keep({ folder: evidence, choices })).toEqual(choices)
    expect(await keptChoices(data).of({ folder: evidence, reading })).toEqual(choices)
    const link = `${evidence}-link`
    symlinkSync(evidence, link, 'dir')
    try {
      expect(await keptChoices(data).of({ folder: link, reading })).toEqual(choices)
    } finally {
      rmSync(link)
    }
    expect(readdirSync(evidence)).toEqual([])
  })

  it('are of one table as it is read, and another label has none', async () => {
    const kept = keptChoices(data)
    await kept.keep({ folder: evidence, choices })
    expect(await kept.of({ folder: evidence, reading: { ...reading, label: 'other' } })).toBeNull()
    const other = { ...choices, reading: { ...reading, path: 'other.csv' }, prevalence: null }
    await kept.keep({ folder: evidence, choices: other })
    expect(await kept.of({ folder: evidence, reading })).toEqual(choices)
    expect(await kept.of({ folder: evidence, reading: other.reading })).toEqual(other)
  })

  it('that come at once stay in their order, the last one whole', async () => {
    const kept = keptChoices(data)
    void kept.keep({ folder: evidence, choices })
    void kept.keep({ folder: evidence, choices: { ...choices, prevalence: null } })
    expect((await kept.of({ folder: evidence, reading }))?.prevalence).toBeNull()
  })

  it('that are damaged count as none, and can be replaced', async () => {
    const kept = keptChoices(data)
    await kept.keep({ folder: evidence, choices })
    const [file = ''] = readdirSync(join(data, 'choices'))
    writeFileSync(join(data, 'choices', file), '{"version": 2}')
    expect(await kept.of({ folder: evidence, reading })).toBeNull()
    await kept.keep({ folder: evidence, choices })
    expect(await kept.of({ folder: evidence, reading })).toEqual(choices)
  })

  it('are a document that a schema describes whole', () => {
    expect(bankChoicesSchema.parse(JSON.parse(JSON.stringify(choices)))).toEqual(choices)
    expect(bankChoicesSchema.safeParse({ ...choices, extra: 1 }).success).toBe(false)
  })
})
