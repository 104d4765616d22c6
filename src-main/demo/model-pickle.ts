import { seedCase } from './seed-case.ts'

/** A value that the demo's pickle can hold. */
type PickleValue = string | number | boolean | null | readonly PickleValue[] | { readonly [key: string]: PickleValue }

/**
 * A pickle (protocol 4) of a fitted LightGBM classifier as far as its state goes without the trees:
 * class, hyper-parameters, classes, number and names of features. It can be inspected; unpickling it
 * would need LightGBM and gives a model without a booster.
 */
export function modelPickle(): Buffer {
  const params = seedCase.runs[0].params
  const state: PickleValue = {
    boosting_type: 'gbdt',
    objective: 'binary',
    num_leaves: Number(params.num_leaves),
    max_depth: Number(params.max_depth),
    learning_rate: Number(params.learning_rate),
    n_estimators: Number(params.n_estimators),
    class_weight: params.class_weight,
    subsample: 0.876,
    colsample_bytree: 0.502,
    min_child_samples: 33,
    reg_alpha: 3.3,
    reg_lambda: 9.97,
    random_state: 42,
    n_jobs: -1,
    importance_type: 'split',
    _Booster: null,
    _n_features: seedCase.features,
    _n_features_in: seedCase.features,
    _n_classes: 2,
    _classes: [0, 1],
    _other_params: {},
    fitted_: true,
    _feature_name: featureNames(),
    _sklearn_version: '1.5.2',
  }
  return Buffer.concat([
    Buffer.from([0x80, 4]), // PROTO 4
    text('lightgbm.sklearn'),
    text('LGBMClassifier'),
    Buffer.from([0x93]), // STACK_GLOBAL
    Buffer.from([0x29, 0x81]), // EMPTY_TUPLE, NEWOBJ
    encode(state),
    Buffer.from([0x62, 0x2e]), // BUILD, STOP
  ])
}

/** Names of the demo's features, of the kinds that a credit bureau and an application form give. */
export function featureNames(): string[] {
  const kinds = ['external_score', 'income', 'credit_amount', 'annuity', 'days_employed', 'bureau_balance', 'delays']
  return Array.from({ length: seedCase.features }, (_, index) => {
    const kind = kinds[index % kinds.length] ?? 'feature'
    return `${kind}_${String(Math.floor(index / kinds.length) + 1).padStart(2, '0')}`
  })
}

function encode(value: PickleValue): Buffer {
  if (value === null) return Buffer.from([0x4e])
  if (typeof value === 'boolean') return Buffer.from([value ? 0x88 : 0x89])
  if (typeof value === 'string') return text(value)
  if (typeof value === 'number') return number(value)
  if (isList(value)) {
    return Buffer.concat([Buffer.from([0x5d, 0x28]), ...value.map(encode), Buffer.from([0x65])]) // EMPTY_LIST MARK … APPENDS
  }
  const items = Object.entries(value).flatMap(([key, item]) => [text(key), encode(item)])
  return Buffer.concat([Buffer.from([0x7d, 0x28]), ...items, Buffer.from([0x75])]) // EMPTY_DICT MARK … SETITEMS
}

function isList(value: PickleValue): value is readonly PickleValue[] {
  return Array.isArray(value)
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value)
  return Buffer.concat([Buffer.from([0x8c, bytes.length]), bytes]) // SHORT_BINUNICODE
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(Number.isInteger(value) ? 5 : 9)
  if (Number.isInteger(value)) {
    bytes[0] = 0x4a // BININT
    bytes.writeInt32LE(value, 1)
  } else {
    bytes[0] = 0x47 // BINFLOAT
    bytes.writeDoubleBE(value, 1)
  }
  return bytes
}
