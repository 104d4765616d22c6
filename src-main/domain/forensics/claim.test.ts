import { describe, expect, it } from 'vitest'
import { cutsOf, explained, noisyRows } from './explain.test-kit.ts'
import { understand } from './claim.ts'

const claimOf = (words: string) => ({ kind: null, parameters: {}, words })

describe('an analyst’s own explanation', () => {
  it.each([
    ['finer grid', 'grid-step', null],
    ['a grid of 0.002', 'grid-step', 0.002],
    ['F2 score', 'f-beta', 2],
    ['f-beta with beta 1.5', 'f-beta', 1.5],
    ['Youden index', 'youden', null],
    ['costs of 5 : 1', 'cost-ratio', 5],
    ['recall of at least 90 %', 'recall-target', 0.9],
    ['someone used > instead', 'operator', null],
    ['the digits are truncated', 'rounding', null],
    ['it comes from the test set', 'other-data', null],
    ['default', 'default-half', null],
  ])('"%s" is understood as %s', (words, kind, parameter) => {
    expect(understand(claimOf(words))).toEqual({ kind, parameter })
  })

  const cuts = cutsOf(noisyRows(3, 800))
  const answer = (claim: Parameters<typeof understand>[0], recorded = '0.377') => explained({ cuts, recorded, costs: { fn: '6', fp: '1' }, claim }).claim

  it('is tested at exactly its parameter', () => {
    const step = answer({ kind: 'grid-step', parameters: { step: 0.002 }, words: '' })
    expect(step?.explanations.map(({ id, kind }) => [id, kind])).toEqual([['grid-step 0.002', 'grid-step']])
    const beta = answer({ kind: 'f-beta', parameters: { beta: 1.7 }, words: '' })
    expect(beta?.explanations[0]?.parameters).toEqual({ beta: 1.7 })
    const ratio = answer({ kind: 'cost-ratio', parameters: { ratio: 3.5 }, words: '' })
    expect(ratio?.explanations[0]?.parameters['ratio']).toBe(3.5)
  })

  it('answers words without a parameter with every explanation of that kind', () => {
    const grids = answer(claimOf('a finer grid'))
    expect(grids?.explanations).toHaveLength(7)
    expect(grids?.explanations.every(({ kind }) => kind === 'grid-step')).toBe(true)
  })

  it('says that it does not understand other words', () => {
    const unknown = answer(claimOf('gut feeling'))
    expect([unknown?.explanations, unknown?.understood]).toEqual([[], 'not understood'])
  })
})
