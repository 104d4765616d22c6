import { expect, it } from 'vitest'
import { outcomes } from './outcomes.ts'
import { cut } from './threshold-view.test-kit.ts'

it('puts two confusion matrices in words', () => {
  const model = outcomes([cut(0.4, 0, 3), cut(0.8, 2, 0)], { fn: '3', fp: '1' })
  expect(model.classes).toEqual([
    {
      kind: 'positive',
      title: '4 defaulted',
      correct: { word: 'refused', counts: ['4', '2'] },
      mistake: { word: 'a default accepted', counts: ['0', '2'] },
      mistakeShares: [0, 0.5],
    },
    {
      kind: 'negative',
      title: '6 repaid',
      correct: { word: 'accepted', counts: ['3', '6'] },
      mistake: { word: 'a good one refused', counts: ['3', '0'] },
      mistakeShares: [0.5, 0],
    },
  ])
  expect(model.costTitle).toBe('Cost (3 : 1)')
  expect(model.costs).toEqual(['3', '6'])
})
