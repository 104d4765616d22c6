import { describe, expect, it } from 'vitest'
import { ana, ben, checksWith, check, cleo, events, Script } from '../../../src-main/domain/review/review.test-kit.ts'
import { reviewSteps } from '../../../src-main/domain/review/steps.ts'
import type { ReviewView } from '../../../src-main/contract/review.ts'
import { emptyCase } from '../../app/case.ts'
import { adoptedSentence, blocksOf, checksSentence, nextStep, railAnswerOfReview, reviewAnswer, reviewPath, roleOf } from './review-words.ts'

/** What a window gets of a review, from entries that the rules of the review let through. */
function viewOf(script: Script): ReviewView {
  const { state } = script
  return {
    path: '/r.countersign', state, status: state.status, today: '2026-11-24', steps: reviewSteps(state, '2026-11-24'), allowed: {},
    nextIds: { person: 'P9', challenge: 'C9', finding: 'F9', condition: 'K9' }, warnings: [], readOnly: null, evidence: null,
    entries: script.entries.map(({ actor, ...entry }) => ({ ...entry, actor: { name: actor.name, person: actor.person ?? null } })),
  }
}

function people(): Script {
  const script = new Script()
  for (const [id, name, role] of [[ana, 'Ana', 'preparer'], [ben, 'Ben', 'validator'], [cleo, 'Cleo', 'approver']] as const) {
    script.write(events.person(id, name), null).write(events.role(id, role), null)
  }
  return script
}

function frozen(): Script {
  const script = people().write(events.policy(), ana).write(events.draft(), ana)
  return script.write(events.frozen(script.state), ana)
}

describe('the answer of a review', () => {
  it('says of a draft what waits, how many things block, and that no check is evaluated', () => {
    const view = viewOf(people())
    expect(reviewAnswer(view)).toEqual({
      decisive: 'Not yet: the proposal is not frozen.',
      // No policy, no threshold.
      rest: 'Two things block the next signature. No check is evaluated yet.',
    })
    expect(railAnswerOfReview({ ...emptyCase, review: view })).toBe('Draft: 2 things block it')
    expect(nextStep(view.steps)).toMatchObject({ id: 'policy', who: 'Ana (preparer)' })
    expect(blocksOf(view.steps)).toMatchObject({ step: { id: 'freeze' }, blocks: ['The policy is not set.', 'No threshold is proposed yet.'] })
  })

  it('counts what is unknown apart from what fails, and never as passed', () => {
    const script = frozen()
    script.write(events.checks(script.state, check('G05', 'NOT_ASSESSABLE'), check('G07', 'NOT_ASSESSABLE'), check('G12', 'FAIL')), ana)
    expect(checksSentence(script.state)).toBe('2 of 33 checks cannot be assessed from this evidence, and none of them counts as passed; 1 fails.')
    expect(reviewAnswer(viewOf(script)).decisive).toBe('Not yet: the preparer has not signed.')
    expect(adoptedSentence(script.state)).toBe('Adopted: 0.7, as recommended.')
  })

  it('says that none fails where all pass', () => {
    expect(checksSentence({ checks: { version: 1, today: '2026-11-24', policySha256: '', evidenceSha256: '', fresh: true, outdated: false, checks: checksWith() } })).toBe('Of 33 checks none fails.')
  })
})

describe('the path of a review', () => {
  it('has the names of those who go the rest of it', () => {
    expect(reviewPath(viewOf(frozen())).map(({ title, state, says }) => [title, state, says])).toEqual([
      ['Draft', 'done', '24 Nov 2026'],
      ['Frozen', 'now', '24 Nov 2026'],
      ['Prepared', 'later', 'Ana'],
      ['In validation', 'later', ''],
      ['Validated', 'later', 'Ben'],
      ['Approved', 'later', 'Cleo'],
      ['In force', 'later', ''],
    ])
  })

  it('knows the role of a person, and of nobody', () => {
    const { state } = people()
    expect([roleOf(state, ben), roleOf(state, 'P7'), roleOf(state, null)]).toEqual(['validator', null, null])
  })
})
