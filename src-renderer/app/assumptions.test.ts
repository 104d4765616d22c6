import { describe, expect, it } from 'vitest'
import { assumedCosts, assumedReading } from './assumptions.ts'
import { mentionOf, scanWith, tableWith } from './scan.test-kit.ts'

describe('the reading that is pre-selected', () => {
  it('is the only table with labels and scores, unconfirmed', () => {
    const chosen = assumedReading(scanWith({ predictions: [tableWith('other.csv', 500, 0), tableWith('scored.parquet', 100)] }))
    expect(chosen).toMatchObject({
      reading: { path: 'scored.parquet', label: 'defaulted', score: 'pd', positive: '1', orientation: 'high' },
      confirmed: false,
    })
  })

  it('is the longest of several, and says so', () => {
    const chosen = assumedReading(scanWith({ predictions: [tableWith('a.csv', 100), tableWith('b.csv', 200)] }))
    expect(chosen?.reading.path).toBe('b.csv')
    expect(chosen?.because).toContain('longest')
  })

  it('is left to the person where two are equally likely, or none is there', () => {
    expect(assumedReading(scanWith({ predictions: [tableWith('a.csv', 100), tableWith('b.csv', 100)] }))).toBeNull()
    expect(assumedReading(scanWith())).toBeNull()
  })

  it('is left to the person where nothing says which class is the positive one', () => {
    const table = tableWith('a.csv', 100)
    const open = table.candidates.map((candidate) => ({ ...candidate, positive: null, negative: null }))
    expect(assumedReading(scanWith({ predictions: [{ ...table, candidates: open }] }))).toBeNull()
  })
})

describe('the costs that are pre-filled', () => {
  it('come from the one place that states them, with its lines', () => {
    const mentions = [mentionOf('config.yaml', 21, 'cost', 'cost_fn', '10'), mentionOf('config.yaml', 22, 'cost', 'cost_fp', '1')]
    expect(assumedCosts(scanWith({ mentions }))).toEqual({ fn: '10', fp: '1', source: 'config.yaml:21–22', confirmed: false })
  })

  it('may come from two files', () => {
    const mentions = [mentionOf('a.yaml', 3, 'cost', 'cost_fn', '2.5'), mentionOf('b.md', 9, 'cost', 'cost_fp', '1')]
    expect(assumedCosts(scanWith({ mentions }))).toMatchObject({ fn: '2.5', source: 'a.yaml:3, b.md:9' })
  })

  it('stay empty where the folder contradicts itself or states only one', () => {
    const contradicting = [
      mentionOf('a.yaml', 1, 'cost', 'cost_fn', '10'),
      mentionOf('b.yaml', 1, 'cost', 'cost_fn', '5'),
      mentionOf('a.yaml', 2, 'cost', 'cost_fp', '1'),
    ]
    expect(assumedCosts(scanWith({ mentions: contradicting })).source).toBeNull()
    expect(assumedCosts(scanWith({ mentions: contradicting.slice(0, 1) })).fn).toBe('')
  })

  it('does not take fn from the middle of a word', () => {
    const mentions = [mentionOf('a.yaml', 1, 'cost', 'confncost', '10'), mentionOf('a.yaml', 2, 'cost', 'cost_fp', '1')]
    expect(assumedCosts(scanWith({ mentions })).fn).toBe('')
  })
})
