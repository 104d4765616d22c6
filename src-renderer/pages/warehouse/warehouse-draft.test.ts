import { describe, expect, it } from 'vitest'
import { draftWaitsFor, emptyWarehouseDraft, pathInFolder, questionOf, rowsOf, startingWarehouseDraft } from './warehouse-draft.ts'

const whole = { ...emptyWarehouseDraft, table: ' risk.predictions ', label: 'default', score: 'pd' }

describe('rows in a warehouse, as they are typed', () => {
  it('wait for the table, the columns and a range, in this order', () => {
    expect(draftWaitsFor(emptyWarehouseDraft)).toBe('Name the table.')
    expect(draftWaitsFor({ ...whole, score: '' })).toBe('Name the label and the score column.')
    expect(draftWaitsFor({ ...whole, score: 'default' })).toBe('Label and score have to be two columns.')
    expect(draftWaitsFor({ ...whole, positive: ' ' })).toBe('Give the value of the label that counts as positive.')
    for (const [low, high] of [['1', '1'], ['', '1'], ['a', '1']] as const) {
      expect(draftWaitsFor({ ...whole, low, high })).toBe('Give the lowest and the highest score, for example 0 and 1.')
    }
    expect(draftWaitsFor(whole)).toBeNull()
  })

  it('leave out the optional columns that were not named', () => {
    expect(rowsOf(whole)).toEqual({ table: 'risk.predictions', label: 'default', score: 'pd', positive: '1', range: [0, 1] })
    expect(rowsOf({ ...whole, weight: 'n', segment: 'region', low: '-5', high: '12.5' })).toMatchObject({ weight: 'n', segment: 'region', range: [-5, 12.5] })
  })

  it('begin with the columns of the reading, unless something was typed or the reading is of counts', () => {
    const reading = { path: 'a.csv', label: 'TARGET', score: 'PD', positive: null, negative: null, orientation: 'low' } as const
    expect(startingWarehouseDraft(emptyWarehouseDraft, reading)).toEqual({ label: 'TARGET', score: 'PD', orientation: 'low' })
    expect(startingWarehouseDraft(whole, reading)).toEqual({})
    expect(startingWarehouseDraft(emptyWarehouseDraft, { ...reading, weight: 'n' })).toEqual({})
  })

  it('ask for the thresholds that the folder records, each once', () => {
    expect(questionOf({ fn: '10', fp: '1' }, null)).toEqual({ costs: { fn: '10', fp: '1' }, grids: ['0.05', '0.01', '0.005', '0.001'], recorded: [] })
  })

  it('take a pasted path inside the folder as one relative to it', () => {
    expect(pathInFolder('/evidence', '/evidence/counts.csv')).toBe('counts.csv')
    expect(pathInFolder('C:\\evidence', '"C:\\evidence\\sub\\counts.csv"')).toBe('sub/counts.csv')
    expect(pathInFolder('/evidence', '/elsewhere/counts.csv')).toBe('/elsewhere/counts.csv')
    expect(pathInFolder('/evidence', ' counts.csv ')).toBe('counts.csv')
  })
})
