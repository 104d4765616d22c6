import { describe, expect, it } from 'vitest'
import { reviewKinds } from '../../../src-main/contract/review-events.ts'
import { entryWords } from './entry-words.ts'
import { stateWith, viewWith } from './review-view.test-kit.ts'

const said = (kind: string, payload: unknown) => {
  const [entry] = viewWith(stateWith(), [], [kind]).entries
  if (entry === undefined) throw new Error('There is one entry.')
  return entryWords({ ...entry, payload }, stateWith())
}

describe('an entry of the record', () => {
  it('is named in words, whatever its kind', () => {
    for (const kind of reviewKinds) expect(said(kind, {}).title).not.toBe(kind)
  })

  it('says who and what, with the name of a person in place of the id', () => {
    expect(said('role-assigned', { person: 'P2', role: 'validator' })).toEqual({ title: 'Role assigned', says: 'Ben · validator' })
    expect(said('challenge-raised', { id: 'C1', question: 'Why these costs?', check: null }).says).toBe('C1 · Why these costs?')
  })

  it('says nothing more of what is kept elsewhere', () => {
    expect(said('frozen', null)).toEqual({ title: 'Evidence and proposal frozen', says: '' })
  })
})
