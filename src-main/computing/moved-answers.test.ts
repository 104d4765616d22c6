import { expect, it } from 'vitest'
import type { MovedCosts } from '../contract/moved-costs.ts'
import { createMovedAnswers } from './moved-answers.ts'

it('lets the answer go that was given longest ago, and then sends the next one whole', () => {
  // What stands in an answer is not looked at.
  const answer = { view: { costs: { fn: '10', fp: '1' } }, choices: null } as MovedCosts
  const asMoved = createMovedAnswers()
  const first = asMoved(null, answer)
  expect(first).toMatchObject({ since: null, changes: JSON.stringify([answer]) })
  // 15 more make 16, as many as are kept.
  for (let more = 0; more < 14; more += 1) asMoved(null, answer)
  expect(asMoved(first.id, answer)).toMatchObject({ since: first.id, changes: 'null' })
  asMoved(null, answer)
  expect(asMoved(first.id, answer)).toMatchObject({ since: null, changes: JSON.stringify([answer]) })
})
