import { ORPCError } from '@orpc/client'
import { describe, expect, it } from 'vitest'
import { ConnectionError } from './client.ts'
import { problemOf } from './problem-of.ts'

describe('what the user is told of a failed call', () => {
  it('is the problem that the engine declared', () => {
    const problem = { kind: 'column-missing' as const, path: 'a.csv', message: 'No column y.', action: 'Choose another.' }
    expect(problemOf(new ORPCError('PROBLEM', { defined: true, status: 422, data: problem }))).toEqual(problem)
  })

  it('is never the text of an unexpected error', () => {
    for (const error of [new ORPCError('INTERNAL_SERVER_ERROR', { message: 'secret' }), new Error('secret'), 'secret']) {
      const { message, action } = problemOf(error)
      expect(`${message} ${action}`).not.toContain('secret')
      expect(action).not.toBe('')
    }
  })

  it('does not trust data that is no problem', () => {
    const { message } = problemOf(new ORPCError('PROBLEM', { defined: true, status: 422, data: { kind: 'nonsense' } }))
    expect(message).toBe('The engine failed in a way that it does not expect.')
  })

  it('says what to do when the engine is out of reach', () => {
    expect(problemOf(new ConnectionError('The engine refused this window.', 'Start again.'))).toMatchObject({
      message: 'The engine refused this window.',
      action: 'Start again.',
    })
  })
})
