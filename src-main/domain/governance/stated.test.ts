import { describe, expect, it } from 'vitest'
import { checkIds } from '../../contract/governance-policy.ts'
import { statementForms, statementTopics } from '../../contract/statements.ts'
import { isDay, monthsLater, stated } from './stated.ts'

const answers = (values: Record<string, string>) => stated({ statements: [{ topic: 'human-oversight', values, source: 'Policy 12', person: 'Ana' }] }, 'human-oversight')

describe('the forms', () => {
  it('are one for each topic, for checks that exist, with fields that differ by name', () => {
    expect(statementForms.map(({ topic }) => topic)).toEqual(statementTopics)
    for (const { fields, checks } of statementForms) {
      expect(new Set(fields.map(({ name }) => name)).size).toBe(fields.length)
      expect(checks.every((id) => (checkIds as readonly string[]).includes(id))).toBe(true)
      expect(fields.every(({ kind, options }) => (kind === 'choice') === options.length > 0)).toBe(true)
    }
  })
})

describe('what is stated', () => {
  it('is missing where it is blank or not of its kind', () => {
    expect(answers({ naturalPersonsInEu: 'perhaps', manualPath: 'yes', authority: '  ', reasonCodes: 'R1', triggerRate: '5' }).missing).toEqual([
      'an answer to “Are natural persons in the EU affected?”',
      'who may override a decision',
      'share of overrides that triggers a review',
    ])
  })

  it('names who stated it and from which document', () => {
    expect(answers({ authority: 'Board' }).evidence).toEqual([{ text: 'Who may override a decision: Board', source: 'stated by Ana, from Policy 12', files: [] }])
    expect(answers({}).evidence).toEqual([])
  })
})

describe('days', () => {
  it.each([['2024-02-29', true], ['2026-02-29', false], ['2026-13-01', false], ['26-01-01', false], ['2026-1-1', false]])('%s is a day: %s', (text, is) => {
    expect(isDay(text)).toBe(is)
  })

  // By the calendar.
  it.each([['2024-01-31', 1, '2024-02-29'], ['2024-06-30', 12, '2025-06-30'], ['2024-11-30', 3, '2025-02-28'], ['2024-05-15', 24, '2026-05-15']])('%s and %s months is %s', (day, months, later) => {
    expect(monthsLater(day, months)).toBe(later)
  })
})
