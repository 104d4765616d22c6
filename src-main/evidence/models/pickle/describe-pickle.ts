import { lightgbmTextFeatures } from '../lightgbm-text.ts'
import { xgboostFeatures } from '../xgboost.ts'
import { itemSize } from './joblib-array.ts'
import { attribute, classOf, isRecord } from './pickle-value.ts'
import type { PickleObject, PickleValue } from './pickle-value.ts'

export interface PickledModel {
  /** The class of the outermost model; null where the pickle holds none. */
  readonly className: string | null
  readonly module: string | null
  readonly features: number | null
  /** What the pickle holds where that isn't an object: "a dictionary", "a list", … */
  readonly holds: string
}

const modelNames = /Classifi|Regress|Boost|Pipeline|SVC|SVM|NB$|Forest|Ensemble|SearchCV|Perceptron|Discriminant|Model|Network|Sequential|LGBM|CatBoost/
/** Attributes in which scikit-learn and its followers keep the number of input columns. */
const featureAttributes = ['n_features_in_', '_n_features_in', '_n_features', 'n_features_']
const mostVisited = 20_000

/**
 * Finds the model in a decoded pickle: the outermost object, or, where a dictionary or a list wraps it, the first object
 * (breadth first) whose class is named like a model's, or else the first object with a number of features.
 */
export function describePickle(root: PickleValue): PickledModel {
  const model = outermostModel(root)
  const made = model === null ? null : classOf(model)
  return {
    className: made?.name ?? null,
    module: made?.module ?? null,
    features: model === null ? null : featureCount(model, 0),
    holds: holding(root),
  }
}

function outermostModel(root: PickleValue): PickleObject | null {
  if (!isRecord(root)) return null
  if (root.kind === 'object' && root.entries.length === 0 && root.items.length === 0) return isClass(root) ? root : null
  let withFeatures: PickleObject | null = null
  const queue: PickleValue[] = [root]
  const seen = new Set<PickleValue>(queue)
  for (let at = 0; at < queue.length && at < mostVisited; at++) {
    const value = queue[at]
    if (!isRecord(value)) continue
    if (value.kind === 'object' && isClass(value)) {
      if (modelNames.test(classOf(value)?.name ?? '')) return value
      if (withFeatures === null && featureCount(value, 0) !== null) withFeatures = value
    }
    for (const inner of contained(value)) {
      if (!isRecord(inner) || seen.has(inner)) continue
      seen.add(inner)
      queue.push(inner)
    }
  }
  return withFeatures
}

/** What stands in a container; an object's own attributes are not looked into. */
function contained(value: PickleValue): PickleValue[] {
  if (!isRecord(value)) return []
  switch (value.kind) {
    case 'list':
    case 'tuple':
    case 'set':
      return value.items
    case 'dict':
      return value.entries.map(([, inner]) => inner)
    case 'object':
      return [...value.items, ...value.entries.map(([, inner]) => inner)]
    case 'bytes':
    case 'global':
    case 'other':
      return []
  }
}

function isClass(object: PickleObject): boolean {
  const made = classOf(object)
  return made !== null && /^_?[A-Z]/.test(made.name) && !(made.module.startsWith('joblib.') && made.name === 'NumpyArrayWrapper')
}

/** The number of input columns that the object itself states; null where it doesn't. */
function featureCount(object: PickleObject, depth: number): number | null {
  if (depth > 4) return null
  for (const name of featureAttributes) {
    const count = integer(attribute(object, name))
    if (count !== null) return count
  }
  // A pipeline takes what its first step takes, a search what its refitted best estimator takes (scikit-learn).
  const inner = [firstStep(attribute(object, 'steps')), attribute(object, 'best_estimator_'), attribute(object, '_Booster')]
  for (const value of inner) {
    if (!isRecord(value) || value.kind !== 'object') continue
    const count = featureCount(value, depth + 1)
    if (count !== null) return count
  }
  return boosterFeatures(attribute(object, 'handle'))
}

function firstStep(steps: PickleValue | undefined): PickleValue | undefined {
  if (!isRecord(steps) || steps.kind !== 'list') return undefined
  const first = steps.items[0]
  return isRecord(first) && first.kind === 'tuple' ? first.items[1] : undefined
}

/** A Booster's `handle`: LightGBM keeps its text model there, XGBoost its binary one (in a bytearray). */
function boosterFeatures(handle: PickleValue | undefined): number | null {
  if (typeof handle === 'string') return lightgbmTextFeatures(handle)
  if (!isRecord(handle)) return null
  if (handle.kind === 'bytes') return xgboostFeatures(handle.bytes)
  const first = handle.kind === 'object' && isRecord(handle.args) && handle.args.kind === 'tuple' ? handle.args.items[0] : undefined
  return isRecord(first) && first.kind === 'bytes' ? xgboostFeatures(first.bytes) : null
}

/** A whole number, also where it is pickled as a numpy scalar of the machine's little-endian order. */
function integer(value: PickleValue | undefined): number | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0 ? value : null
  if (!isRecord(value) || value.kind !== 'object' || classOf(value)?.name !== 'scalar') return null
  if (!isRecord(value.args) || value.args.kind !== 'tuple') return null
  const [dtype, data] = value.args.items
  const size = itemSize(dtype)
  if (!isRecord(data) || data.kind !== 'bytes' || data.bytes.length !== size || size > 8) return null
  const kind = isRecord(dtype) && dtype.kind === 'object' && isRecord(dtype.args) && dtype.args.kind === 'tuple' ? dtype.args.items[0] : null
  if (typeof kind !== 'string' || !/^<?[iu]/.test(kind)) return null
  const count = data.bytes.toReversed().reduce((sum, byte) => sum * 256 + byte, 0)
  return Number.isSafeInteger(count) ? count : null
}

function holding(root: PickleValue): string {
  if (!isRecord(root)) return 'a plain value'
  switch (root.kind) {
    case 'dict':
      return 'a dictionary'
    case 'list':
    case 'tuple':
    case 'set':
      return `a ${root.kind}`
    case 'global':
      return `the name ${root.module}.${root.name}`
    case 'object':
      return `the result of ${classOf(root)?.name ?? 'a call'}`
    case 'bytes':
    case 'other':
      return 'a plain value'
  }
}
