import { describe, expect, it } from 'vitest'
import type { ModelFacts } from '../model-facts.ts'
import { inspectPickle } from './inspect-pickle.ts'
import { arrayWrapper, bytes, dict, dtype, global, instance, int, list, pickle, proto, str, tuple } from './pickle-bytes.test-kit.ts'
import type { Piece } from './pickle-bytes.test-kit.ts'

function facts(...pieces: readonly Piece[]): ModelFacts {
  return inspectPickle('model.pkl', pickle(proto(4), ...pieces, '.'))
}

/** numpy's own pickling of an array: _reconstruct, then the state (1, shape, dtype, column-major, data). */
function array(shape: readonly number[], type: Piece, data: Piece): Piece {
  return pickle(
    global('numpy.core.multiarray', '_reconstruct'), tuple(global('numpy', 'ndarray'), tuple(int(0)), bytes(Buffer.from('b'))), 'R',
    tuple(int(1), tuple(...shape.map(int)), type, '\x89', data), 'b',
  )
}

function doubles(...values: readonly number[]): Buffer {
  const buffer = Buffer.alloc(8 * values.length)
  values.forEach((value, at) => buffer.writeDoubleLE(value, 8 * at))
  return buffer
}

const names = array([2], dtype('O8', '|'), list(str('age'), str('income')))
const labels = array([2], dtype('i8', '<'), bytes(Buffer.from('00000000000000000100000000000000', 'hex')))
const regression = instance(
  'sklearn.linear_model._logistic', 'LogisticRegression',
  ['C', 'G\x3f\xf0\x00\x00\x00\x00\x00\x00'], ['class_weight', str('balanced')], ['random_state', 'N'], ['classes_', labels],
  ['coef_', array([1, 2], dtype('f8', '<'), bytes(doubles(0.5, -1)))], ['_sklearn_version', str('1.5.2')],
)
const scaler = instance('sklearn.preprocessing._data', 'StandardScaler', ['with_mean', '\x88'], ['feature_names_in_', names], ['n_features_in_', int(2)], ['_sklearn_version', str('1.5.2')])
const pipeline = instance('sklearn.pipeline', 'Pipeline', ['steps', list(tuple(str('scaler'), scaler), tuple(str('model'), regression))], ['memory', 'N'], ['_sklearn_version', str('1.5.2')])

describe('describePickle', () => {
  it('says what a pipeline is made of', () => {
    expect(facts(pipeline)).toMatchObject({
      className: 'Pipeline',
      module: 'sklearn.pipeline',
      library: 'sklearn',
      libraryVersion: '1.5.2',
      features: 2,
      featureNames: ['age', 'income'],
      classes: [0, 1],
      parameters: { memory: null, scaler__with_mean: true, model__C: 1, model__class_weight: 'balanced', model__random_state: null },
      classWeighting: [{ name: 'model__class_weight', value: 'balanced' }],
      steps: [
        { path: 'scaler', className: 'StandardScaler', features: 2 },
        { path: 'model', className: 'LogisticRegression', module: 'sklearn.linear_model._logistic' },
      ],
      problems: [],
    })
  })

  it('keeps NaN apart from a library default', () => {
    const model = instance('xgboost.sklearn', 'XGBClassifier', ['missing', 'G\x7f\xf8\x00\x00\x00\x00\x00\x00'], ['max_depth', 'N'], ['scale_pos_weight', int(3)], ['best_iteration', int(9)])
    expect(facts(model)).toMatchObject({ parameters: { missing: 'NaN', max_depth: null, scale_pos_weight: 3 }, classWeighting: [{ name: 'scale_pos_weight', value: 3 }] })
    expect(facts(model).parameters).not.toHaveProperty('best_iteration')
  })

  it('tells a search from what it found', () => {
    const search = instance('sklearn.model_selection._search', 'GridSearchCV', ['estimator', regression], ['best_estimator_', pipeline], ['best_params_', dict(['C', int(3)])])
    const found = facts(search)
    expect(found.parameters).toMatchObject({ estimator__C: 1, best_params_: { C: 3 } })
    expect(Object.keys(found.parameters).some((name) => name.startsWith('best_estimator_'))).toBe(false)
    expect(found.steps.map((step) => step.path)).toEqual(['estimator', 'best_estimator_', 'best_estimator_.scaler', 'best_estimator_.model'])
    expect([found.features, found.classes]).toEqual([2, [0, 1]])
  })

  it('counts the trees of a forest', () => {
    const tree = instance('sklearn.tree._classes', 'DecisionTreeClassifier', ['tree_', dict()])
    expect(facts(instance('sklearn.ensemble._forest', 'RandomForestClassifier', ['estimators_', list(tree, tree, tree)])).trees).toBe(3)
  })

  it.each<[string, Piece, unknown]>([
    ['best_threshold_ of a tuner', instance('sklearn.model_selection', 'TunedThresholdClassifierCV', ['thresholds', int(100)], ['best_threshold_', 'G\x3f\xd5\xa1\xca\xc0\x83\x12\x6f']), [['best_threshold_', 0.338]]],
    ['an entry beside the model', dict(['model', pipeline], ['optimal_threshold', 'G\x3f\xe0\x00\x00\x00\x00\x00\x00']), [['optimal_threshold', 0.5]]],
    ['bands', dict(['thresholds', dict(['medium', 'G\x3f\xe0\x00\x00\x00\x00\x00\x00'], ['high', int(1)])]), [['thresholds.medium', 0.5], ['thresholds.high', 1]]],
    ['a numpy scalar', dict(['cutoff', pickle(global('numpy', 'scalar'), tuple(dtype('f8', '<'), bytes(doubles(0.25))), 'R')]), [['cutoff', 0.25]]],
    ['a column transformer', instance('sklearn.compose', 'ColumnTransformer', ['sparse_threshold', 'G\x3f\xe0\x00\x00\x00\x00\x00\x00']), []],
    ['a binarizer', instance('sklearn.preprocessing', 'Binarizer', ['threshold', int(0)]), []],
  ])('finds decision thresholds: %s', (_, root, expected) => {
    expect(facts(root).thresholds.map(({ name, value }) => [name, value])).toEqual(expected)
  })

  it('takes a number that is all a file holds for a threshold only where the name says so', () => {
    const number = pickle(proto(4), 'G\x3f\xe0\x00\x00\x00\x00\x00\x00.')
    expect(inspectPickle('models/best_threshold.pkl', number).thresholds).toEqual([{ name: '', value: 0.5, printed: '0.5' }])
    expect(inspectPickle('models/alpha.pkl', number).thresholds).toEqual([])
  })
})

describe('the hash of what was fitted', () => {
  const hash = (...pieces: readonly Piece[]): unknown => facts(...pieces).learnedContent

  it('is the same for numpy and joblib, for protocols 0 and 4, and for other printing and threads', () => {
    const model = (coefficients: Piece, ...more: readonly (readonly [string, Piece])[]): Piece => instance('sklearn.svm', 'SVC', ...more, ['coef_', coefficients])
    const plain = hash(model(array([2], dtype('f8', '<'), bytes(doubles(0.5, -1)))))
    expect(plain).toMatchObject({ kind: 'fitted-attributes', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown })
    // joblib writes the bytes behind the wrapper; here without the padding byte of 1.2.
    expect(hash(model(pickle(arrayWrapper([2], dtype('f8', '<'), false), doubles(0.5, -1))))).toEqual(plain)
    const encoded = pickle(global('_codecs', 'encode'), tuple(str(doubles(0.5, -1).toString('latin1')), str('latin1')), 'R')
    const reconstructed = pickle(global('copy_reg', '_reconstructor'), tuple(global('sklearn.svm', 'SVC'), global('__builtin__', 'object'), 'N'), 'R')
    expect(hash(reconstructed, dict(['coef_', array([2], dtype('f8', '<'), encoded)]), 'b')).toEqual(plain)
    expect(hash(model(array([2], dtype('f8', '<'), bytes(doubles(0.5, -1))), ['verbose', int(1)], ['n_jobs', int(4)]))).toEqual(plain)
    expect(hash(model(array([2], dtype('f8', '<'), bytes(doubles(0.5, -2)))))).not.toEqual(plain)
    expect(hash(model(array([1, 2], dtype('f8', '<'), bytes(doubles(0.5, -1)))))).not.toEqual(plain)
  })

  it('is not given for what has not been fitted', () => {
    expect(hash(instance('sklearn.svm', 'SVC', ['C', int(1)]))).toBeNull()
    expect(hash(instance('lightgbm.sklearn', 'LGBMClassifier', ['_Booster', 'N'], ['_classes', labels]))).toBeNull()
  })
})
