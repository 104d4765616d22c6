import { describe, expect, it } from 'vitest'
import { proposalLines, proposalWaits, proposableThresholds, readThreshold } from './proposal.ts'
import { deviatingRecord, draftOf, stateWith } from './review-view.test-kit.ts'

describe('a proposal', () => {
  it('offers the recommended threshold; one that flags nobody in words', () => {
    expect(proposableThresholds(0.4759636133379771, null)).toEqual([{ id: 'recommended', label: '0.4759636133379771 (recommended)', threshold: 0.4759636133379771 }])
    expect(proposableThresholds(null, null)).toMatchObject([{ label: 'flag nobody (recommended)', threshold: null }])
    expect(proposableThresholds(undefined, null)).toEqual([])
  })

  it('takes a typed number and nothing else', () => {
    expect(['0.48', ' 1e-3 ', '', 'high', 'Infinity'].map(readThreshold)).toEqual([0.48, 0.001, undefined, undefined, undefined])
  })

  it('waits for the costs to be confirmed in words, and takes a threshold that flags nobody', () => {
    const given = { hasChoices: true, answered: true, offered: 1, threshold: null }
    expect(proposalWaits(given)).toBeNull()
    expect(proposalWaits({ ...given, answered: false })).toBe('Answer the question about the costs with yes first.')
    expect(proposalWaits({ ...given, threshold: undefined })).toBe('Choose a threshold.')
  })

  it('is told line by line, with what it does on the rows once it is frozen', () => {
    expect(proposalLines(stateWith())).toEqual([])
    const lines = new Map(proposalLines(stateWith({ draft: draftOf(0.75), record: deviatingRecord() })).map(({ title, says }) => [title, says]))
    expect(lines.get('Threshold')).toBe('0.75')
    expect(lines.get('On the rows')).toBe('cost 2; TP 1, FP 1, FN 1, TN 2')
    expect(lines.get('Deviation')).toBe('Rounded. It costs 1 more; Cleo has to approve it.')
  })
})
