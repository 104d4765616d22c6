import { describe, expect, it } from 'vitest'
import { parseMlmodel, parseModelHistory } from './logged-model.ts'

describe('an MLmodel file', () => {
  it('names libraries, class, files and the columns of its signature', () => {
    const text = [
      'flavors:',
      '  lightgbm: {code: null, data: model.pkl, lgb_version: 4.5.0, model_class: lightgbm.sklearn.LGBMClassifier}',
      '  python_function: {loader_module: mlflow.lightgbm, data: model.pkl}',
      'signature:',
      `  inputs: '[{"type": "double", "name": "a"}, {"type": "long", "name": "b"}]'`,
    ].join('\n')
    expect(parseMlmodel(text)).toEqual({
      flavors: ['lightgbm'],
      className: 'lightgbm.sklearn.LGBMClassifier',
      features: 2,
      files: ['model.pkl'],
    })
  })

  it('takes the last extent of a tensor', () => {
    const inputs = `'[{"type": "tensor", "tensor-spec": {"dtype": "float64", "shape": [-1, 189]}}]'`
    expect(parseMlmodel(`flavors: {sklearn: {}}\nsignature: {inputs: ${inputs}}`)?.features).toBe(189)
  })

  it.each(['', 'just text', 'flavors: [', 'flavors: none', '<<<<<<< HEAD'])('is none: %s', (text) => {
    expect(parseMlmodel(text)).toBeNull()
  })

  it('that expands without end is refused', () => {
    const bomb = Array.from({ length: 12 }, (_, level) => `a${level}: &a${level} [${level === 0 ? 'x' : `*a${level - 1},`.repeat(9)}]`)
    expect(parseMlmodel(`${bomb.join('\n')}\nflavors: {sklearn: {}}`)).toBeNull()
  })
})

it('the history of a run holds one description for each model, whatever else is in it', () => {
  const history = JSON.stringify([{ flavors: { xgboost: { data: 'model.xgb' } } }, { flavors: null }, 3])
  expect(parseModelHistory(history)).toEqual([{ flavors: ['xgboost'], className: null, features: null, files: ['model.xgb'] }])
  expect(parseModelHistory('{not json')).toEqual([])
})
