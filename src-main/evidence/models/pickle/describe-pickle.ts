import { kerasFacts } from '../keras.ts'
import { classWeightingIn, factsOf } from '../model-facts.ts'
import type { ModelFacts } from '../model-facts.ts'
import { zipEntries } from '../zip.ts'
import { embeddedThresholds } from './embedded-thresholds.ts'
import { classLabels, featureCount, featureNames, innerBooster, innerEstimators, isInstance, objectiveOf, ownParameters, treeCount } from './estimator.ts'
import { fittedHash } from './fitted-hash.ts'
import { argumentsOf, numpyArray, numpyScalar, rawBytes } from './numpy-value.ts'
import { attribute, classOf, isRecord } from './pickle-value.ts'
import type { PickleObject, PickleValue } from './pickle-value.ts'
import { plainValue } from './plain-value.ts'

const modelNames = /Classifi|Regress|Boost|Pipeline|SVC|SVM|NB$|Forest|Ensemble|SearchCV|Perceptron|Discriminant|Model|Network|Sequential|LGBM|CatBoost/
const mostVisited = 5_000
const mostSteps = 200
const mostStepParameters = 5_000
/** Libraries whose estimators have learned nothing but their booster. */
const boosting = new Set(['lightgbm', 'xgboost', 'catboost'])

export interface DescribedPickle {
  readonly facts: ModelFacts
  /** What the pickle holds where that isn't a model: "a dictionary of 6 entries", "a list", … */
  readonly holds: string
}

/**
 * Describes the model in a decoded pickle: the outermost object, or, where a dictionary or a list wraps it, the first object
 * (breadth first) whose class is named like a model's, or else the first object with a number of features. A dictionary
 * without a model is described by its entries; plain ones are its parameters.
 *
 * @param fileName decides whether a number that is all the file holds is a threshold.
 */
export function describePickle(root: PickleValue, fileName: string): DescribedPickle {
  const model = outermostModel(root)
  const thresholds = embeddedThresholds(root, fileName)
  const entries = entriesOf(root)
  const holds = holding(root)
  if (model === null) return { facts: factsOf('pickle', { thresholds, entries, parameters: plainEntries(root) }), holds }
  const made = classOf(model)
  const steps = stepsOf(model)
  const parameters = allParameters(model, steps)
  const names = featureNames(model)
  const booster = innerBooster(model)
  const module = made?.module ?? null
  const library = module?.split('.')[0] ?? null
  const facts = factsOf('pickle', {
    className: made?.name ?? null,
    module,
    library,
    libraryVersion: libraryVersion(model, library, booster),
    // A transformer that only lists its columns states by that how many they are.
    features: featureCount(model) ?? (names.length > 0 ? names.length : null),
    featureNames: names,
    classes: classLabels(model),
    parameters,
    steps,
    trees: treeCount(model),
    objective: objectiveOf(model),
    classWeighting: weighting(parameters, booster),
    thresholds,
    entries,
    learnedContent: learned(model),
  })
  return { facts: withArchive(facts, model), holds }
}

/** As scikit-learn's get_params names them: those of a step behind its path; of a search also what it found best. */
function allParameters(model: PickleObject, steps: ModelFacts['steps']): ModelFacts['parameters'] {
  const all: [string, ModelFacts['parameters'][string]][] = Object.entries(ownParameters(model))
  for (const step of steps) {
    const names = step.path.split('.')
    // A fitted copy is no parameter.
    if (names.some((name) => name.endsWith('_'))) continue
    for (const [name, value] of Object.entries(step.parameters)) all.push([[...names, name].join('__'), value])
  }
  const best = attribute(model, 'best_params_')
  if (best !== undefined) all.push(['best_params_', plainValue(best)])
  return Object.fromEntries(all)
}

/** Keras pickles a model as the archive that it would save, in a BytesIO. */
function withArchive(facts: ModelFacts, model: PickleObject): ModelFacts {
  const archive = rawBytes(argumentsOf(model)[0])
  const entries = archive === null ? null : zipEntries(archive)
  const keras = archive === null || entries === null ? null : kerasFacts(archive, entries)
  if (keras === null) return facts
  const { libraryVersion, features, steps, problems } = keras
  return { ...facts, libraryVersion, features, steps, problems: [...facts.problems, ...problems] }
}

function learned(model: PickleObject): ModelFacts['learnedContent'] {
  // A bare estimator of a boosting library is its trees; anything around them is part of what was fitted.
  const own = isInstance(model) ? ownBooster(model) : null
  if (own !== null || boosting.has(classOf(model)?.module.split('.')[0] ?? '')) return own
  const sha256 = fittedHash(model)
  return sha256 === null ? null : { kind: 'fitted-attributes', sha256 }
}

function ownBooster(model: PickleObject): ModelFacts['learnedContent'] {
  return attribute(model, 'steps') === undefined && attribute(model, 'best_estimator_') === undefined && attribute(model, 'estimator_') === undefined
    ? (innerBooster(model)?.learnedContent ?? null)
    : null
}

function weighting(parameters: ModelFacts['parameters'], booster: ModelFacts | null): ModelFacts['classWeighting'] {
  const stated = classWeightingIn(parameters)
  return stated.length > 0 ? stated : (booster?.classWeighting ?? [])
}

/** scikit-learn pickles its version; the boosting libraries state theirs, if at all, in the booster. */
function libraryVersion(model: PickleObject, library: string | null, booster: ModelFacts | null): string | null {
  const own = attribute(model, '_sklearn_version')
  if (library === 'sklearn') return typeof own === 'string' ? own : null
  return booster?.library === library ? booster.libraryVersion : null
}

/** Estimators inside the model, outer ones first, each once; a search's unfitted template is left out where its refitted one is there. */
function stepsOf(model: PickleObject): ModelFacts['steps'] {
  const found: ModelFacts['steps'] = []
  const seen = new Set<PickleObject>([model])
  let parameters = 0
  const visit = (outer: PickleObject, prefix: string): void => {
    for (const [name, inner] of innerEstimators(outer)) {
      if (seen.has(inner) || found.length >= mostSteps || parameters > mostStepParameters) continue
      seen.add(inner)
      const path = prefix === '' ? name : `${prefix}.${name}`
      const made = classOf(inner)
      const own = ownParameters(inner)
      parameters += Object.keys(own).length
      found.push({ path, className: made?.name ?? '', module: made?.module ?? '', features: featureCount(inner), parameters: own })
      if (path.split('.').length < 10) visit(inner, path)
    }
  }
  visit(model, '')
  return found
}

function outermostModel(root: PickleValue): PickleObject | null {
  if (!isRecord(root)) return null
  if (root.kind === 'object' && root.entries.length === 0 && root.items.length === 0) return isInstance(root) ? root : null
  let withFeatures: PickleObject | null = null
  const queue: PickleValue[] = [root]
  const seen = new Set<PickleValue>(queue)
  for (let at = 0; at < queue.length && at < mostVisited; at++) {
    const value = queue[at]
    if (!isRecord(value)) continue
    if (isInstance(value)) {
      if (modelNames.test(classOf(value)?.name ?? '')) return value
      if (withFeatures === null && featureCount(value) !== null) withFeatures = value
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

function dictEntries(root: PickleValue): readonly (readonly [PickleValue, PickleValue])[] {
  return isRecord(root) && (root.kind === 'dict' || root.kind === 'object') ? root.entries : []
}

function entriesOf(root: PickleValue): ModelFacts['entries'] {
  return dictEntries(root)
    .slice(0, 200)
    .map(([key, value]) => ({ name: typeof key === 'string' ? key.slice(0, 200) : JSON.stringify(plainValue(key)), holds: holding(value) }))
}

/** The entries of a dictionary without a model: what a search found, medians, a list of columns. */
function plainEntries(root: PickleValue): ModelFacts['parameters'] {
  return Object.fromEntries(dictEntries(root).slice(0, 1000).flatMap(([key, value]) => (typeof key === 'string' ? [[key.slice(0, 200), plainValue(value)] as const] : [])))
}

function holding(value: PickleValue): string {
  if (numpyScalar(value) !== undefined) return 'a number'
  if (!isRecord(value)) return value === null ? 'nothing' : typeof value === 'string' ? 'a text' : typeof value === 'boolean' ? 'a truth value' : 'a number'
  switch (value.kind) {
    case 'dict':
      return `a dictionary of ${counted(value.entries.length, 'entry', 'entries')}`
    case 'list':
    case 'tuple':
    case 'set':
      return `a ${value.kind} of ${counted(value.items.length, 'item', 'items')}`
    case 'global':
      return `the name ${value.module}.${value.name}`
    case 'object': {
      const array = numpyArray(value)
      if (array !== null) return `an array of ${array.shape.join(' × ')}`
      const made = classOf(value)
      return isInstance(value) ? `${made?.name ?? 'an object'} (${made?.module ?? ''})` : `the result of ${made?.name ?? 'a call'}`
    }
    case 'bytes':
      return counted(value.bytes.length, 'byte', 'bytes')
    case 'other':
      return 'a value that is not in the file'
  }
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`
}
