import { describe, expect, it } from 'vitest'
import { checkGroups, nextWords, underTitle, valueWords } from './check-groups.ts'
import { check, checksWith } from './review-view.test-kit.ts'

describe('the checks on the page', () => {
  it('stand with what is unknown first, then what fails', () => {
    const checks = checksWith(check('G31', 'NOT_ASSESSABLE', 'hard'), check('G12', 'FAIL'), check('G25', 'NOT_APPLICABLE'))
    expect(checkGroups(checks).map(({ result, checks: group }) => [result, group.length])).toEqual([['NOT_ASSESSABLE', 1], ['FAIL', 1], ['PASS', 30], ['NOT_APPLICABLE', 1]])
  })

  it('say what is missing where they cannot be assessed, else what was found', () => {
    expect(underTitle({ ...check('G05', 'NOT_ASSESSABLE'), missing: ['a window', 'dates'] })).toBe('Missing: a window; dates')
    expect(underTitle(check('G05', 'FAIL'))).toBe('As the test wants it.')
    expect(underTitle({ ...check('G28', 'NOT_APPLICABLE'), notApplicable: { reason: 'No natural persons.', by: 'Ben' } })).toBe('No natural persons. (Ben)')
  })

  it('say what has to happen, until it has', () => {
    expect(nextWords({ ...check('G31', 'NOT_ASSESSABLE', 'hard'), asks: 'correction' }, false)).toBe('To be corrected: nobody can waive it')
    const asking = { ...check('G05', 'NOT_ASSESSABLE'), asks: 'exception' as const }
    expect([nextWords(asking, false), nextWords(asking, true), nextWords(check('G05'), false)]).toEqual(['Needs an exception', 'Exception granted', ''])
  })

  it('show a value with its interval', () => {
    expect(valueWords({ ...check('G16'), value: 0.7131, interval: [0.7, 0.72] })).toBe('0.7131 (0.7 to 0.72)')
    expect(valueWords(check('G16'))).toBeNull()
  })
})
