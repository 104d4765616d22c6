import { describe, expect, it } from 'vitest'
import { ProblemError } from '../../contract/problem.ts'
import { readArguments } from './read-arguments.ts'

const kinds = { label: 'text', positive: 'text', at: 'list', runs: 'list', json: 'flag' } as const
const read = (args: readonly string[], positionals = 1) => readArguments(args, { usage: 'verb FILE', kinds, positionals })
const refusal = (args: readonly string[]) => {
  try {
    read(args)
  } catch (error) {
    if (error instanceof ProblemError) return error.problem
    throw error
  }
  throw new Error('was accepted')
}

describe('arguments', () => {
  it('read values, lists and flags in any order', () => {
    expect(read(['--json', '--label', 'y', 'a.csv', '--at', '0.3', '--at=0.4'])).toEqual({
      values: { label: 'y', positive: null, at: ['0.3', '0.4'], runs: [], json: true },
      positionals: ['a.csv'],
    })
  })
  it('give a list every value up to the next option', () => {
    expect(read(['dir', '--runs', 'a', 'b', 'c', '--json']).values.runs).toEqual(['a', 'b', 'c'])
    expect(read(['dir', '--at', '-1', '.5', '-.25', '--runs', 'a']).values).toMatchObject({ at: ['-1', '.5', '-.25'], runs: ['a'] })
  })
  it('take a negative number as a value', () => {
    expect(read(['a.csv', '--positive', '-1']).values.positive).toBe('-1')
    expect(read(['a.csv', '--positive=-1']).values.positive).toBe('-1')
  })
  it('take what follows two dashes as it is', () => {
    expect(read(['--', '--label']).positionals).toEqual(['--label'])
  })
  it.each([
    [['a.csv', '--foo'], /--foo/],
    [['a.csv', '-x'], /-x/],
    [['a.csv', '--label'], /--label/],
    [['a.csv', '--label', '--json'], /--label/],
    [['a.csv', '--label', 'a', '--label', 'b'], /--label is given 2 times/],
    [['a.csv', '--json=yes'], /--json/],
    [['a.csv', '--constructor', 'x'], /--constructor/],
    [[], /none was given/],
    [['a.csv', 'b.csv'], /2 were given/],
  ])('refuse %j and say how it is used', (args, message) => {
    const problem = refusal(args)
    expect(problem.kind).toBe('usage')
    expect(problem.message).toMatch(message)
    expect(problem.message).not.toContain('\n')
    expect(problem.action).toContain('countersign verb FILE')
  })
})
