import { describe, expect, it } from 'vitest'
import { emptyCase } from '../../app/case.ts'
import { check, deviatingRecord, draftOf, evaluated, stateWith, step, viewWith } from './review-view.test-kit.ts'
import { adoptedSentence, blocksOf, checksSentence, nextStep, railAnswerOfReview, reviewAnswer, reviewPath, roleOf } from './review-words.ts'

const drafting = viewWith(stateWith(), [step('people', 'done'), step('policy', 'now'), step('statements', 'now'), step('freeze', 'blocked', 'No policy.', 'No threshold.')])

describe('the answer of a review', () => {
  it('says of a draft what waits, how many things block, and that no check is evaluated', () => {
    expect(reviewAnswer(drafting)).toEqual({ decisive: 'Not yet: the proposal is not frozen.', rest: 'Two things block the next signature. No check is evaluated yet.' })
    expect(railAnswerOfReview({ ...emptyCase, review: drafting })).toBe('Draft: 2 things block it')
    expect(blocksOf(drafting.steps)).toMatchObject({ step: { id: 'freeze' }, blocks: ['No policy.', 'No threshold.'] })
  })

  it('counts what is unknown apart from what fails, and never as passed', () => {
    const checks = evaluated(check('G05', 'NOT_ASSESSABLE'), check('G07', 'NOT_ASSESSABLE'), check('G12', 'FAIL'))
    expect(checksSentence({ checks })).toBe('2 of 33 checks cannot be assessed from this evidence, and none of them counts as passed; 1 fails.')
    expect(checksSentence({ checks: evaluated() })).toBe('Of 33 checks none fails.')
    expect(reviewAnswer(viewWith(stateWith({ status: 'frozen', checks }))).decisive).toBe('Not yet: the preparer has not signed.')
  })

  it('says of a decision whether it holds, and until when', () => {
    const decided = (status: 'approved' | 'expired' | 'rejected') => reviewAnswer(viewWith(stateWith({ status, expiresOn: '2027-01-31' }))).decisive
    expect([decided('approved'), decided('expired'), decided('rejected')]).toEqual([
      'Signed off until 2027-01-31; not in force yet.', 'No longer: the decision expired on 2027-01-31.', 'No: the review is rejected.',
    ])
  })

  it('names the adopted threshold, and what the difference costs', () => {
    expect(adoptedSentence(stateWith())).toBeNull()
    expect(adoptedSentence(stateWith({ draft: draftOf(0.7) }))).toBe('Proposed: 0.7, not frozen yet.')
    expect(adoptedSentence(stateWith({ record: deviatingRecord() }))).toBe('Adopted: 0.75; recommended: 0.7. Cleo has to approve the difference, at a cost of 1.')
  })
})

describe('the path of a review', () => {
  it('has the names of those who go the rest of it', () => {
    const view = viewWith(stateWith({ status: 'frozen' }), [], ['review-opened', 'frozen'])
    expect(reviewPath(view).map(({ title, state, says }) => [title, state, says])).toEqual([
      ['Draft', 'done', '24 Nov 2026'], ['Frozen', 'now', '24 Nov 2026'], ['Prepared', 'later', 'Ana'], ['In validation', 'later', ''],
      ['Validated', 'later', 'Ben'], ['Approved', 'later', 'Cleo'], ['In force', 'later', ''],
    ])
  })

  it('goes on with what is needed before what may stay unstated', () => {
    expect(nextStep([step('people', 'done'), step('statements', 'now'), step('freeze', 'now')])?.id).toBe('freeze')
    expect(nextStep([step('statements', 'now'), step('freeze', 'blocked')])?.id).toBe('statements')
    expect(nextStep([step('findings', 'now'), step('effective', 'now')])?.id).toBe('effective')
    expect(nextStep([step('findings', 'now'), step('validate', 'blocked')])?.id).toBe('findings')
    expect(nextStep([step('people', 'done')])).toBeNull()
  })

  it('knows the role of a person, and of nobody', () => {
    expect([roleOf(stateWith(), 'P2'), roleOf(stateWith(), 'P7'), roleOf(stateWith(), null)]).toEqual(['validator', null, null])
  })
})
