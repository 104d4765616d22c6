const compressed = /\.(?:gz|z|bz2|xz|lzma|lz4|zst)$/i
const pickleName = /\.(?:pkl|pickle|joblib|sav|dill|cloudpickle)$/i
const modelName = /\.(?:pkl|pickle|joblib|sav|dill|cloudpickle|onnx|cbm|model|xgb|lgb|ubj|h5|keras|pt|pth|skops)$/i

/** Whether the name is one of a pickle, compressed or not. */
export function isPickleName(path: string): boolean {
  return pickleName.test(path.replace(compressed, ''))
}

/** Whether the name is one of a model file, compressed or not. */
export function isModelName(path: string): boolean {
  return modelName.test(path.replace(compressed, ''))
}

/** What a name promises: formats that fit it, and words for them. */
export interface ExpectedFormat {
  readonly formats: RegExp
  readonly words: string
}

const expectations: readonly (readonly [name: RegExp, expected: ExpectedFormat])[] = [
  [pickleName, { formats: /^(?:pickle|joblib|torch)/, words: 'a pickle' }],
  [/\.onnx$/i, { formats: /^onnx/, words: 'an ONNX model' }],
  [/\.cbm$/i, { formats: /^catboost/, words: 'a CatBoost model' }],
  [/\.(?:xgb|ubj)$/i, { formats: /^xgboost/, words: 'an XGBoost model' }],
  [/\.skops$/i, { formats: /^skops/, words: 'a skops file' }],
  [/\.(?:h5|keras)$/i, { formats: /^(?:hdf5|keras)/, words: 'a Keras model' }],
  [/\.(?:txt|json|csv|md|ya?ml|parquet|png|pdf)$/i, { formats: /^(?:lightgbm-text|xgboost-json|catboost-json|json)/, words: 'a text or data file' }],
]

/** What the file's name promises; null where it promises nothing that could be told wrong. */
export function expectedFormat(path: string): ExpectedFormat | null {
  const name = path.replace(compressed, '')
  return expectations.find(([pattern]) => pattern.test(name))?.[1] ?? null
}
