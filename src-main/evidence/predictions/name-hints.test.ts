import { describe, expect, it } from 'vitest'
import { nameHints, nameWords, namesAgree } from './name-hints.ts'

const hinted = (name: string) =>
  Object.entries(nameHints(name))
    .filter(([, holds]) => holds)
    .map(([hint]) => hint)

describe('nameHints', () => {
  it.each<[string, string[]]>([
    ['y_true', ['label']],
    ['TARGET', ['label']],
    ['actualStatus', ['label']],
    ['is_fraud', ['outcome']],
    ['predicted_label', ['decision', 'score']],
    ['y_pred', ['decision', 'score']],
    ['xgboost_default_probability', ['outcome', 'score']],
    ['oofProb', ['score']],
    ['UNIQUEID', ['identifier']],
    ['roc_auc', ['metric']],
    ['loan_amount', []],
  ])('%s', (name, hints) => {
    expect(hinted(name)).toEqual(hints)
  })
})

it('names are read by their words', () => {
  expect(nameWords('Score_métier 2.ofRun')).toEqual(['score', 'métier', '2', 'of', 'run'])
})

it('names agree when they share a word of some length', () => {
  expect(namesAgree('cancer', 'cancerpredmarker')).toBe(true)
  expect(namesAgree('xgboost_prediction', 'xgboost_default_probability')).toBe(true)
  expect(namesAgree('y_true', 'y_prob')).toBe(false)
})
