import type { ModelFacts } from '../model-facts.ts'
import { boosterOf } from './booster.ts'
import { elements, numpyArray, numpyScalar } from './numpy-value.ts'
import { attribute, attributes, classOf, isRecord } from './pickle-value.ts'
import type { PickleObject, PickleValue } from './pickle-value.ts'
import { plainValue } from './plain-value.ts'

/** Attributes in which scikit-learn and its followers keep the number of input columns. */
const featureAttributes = ['n_features_in_', '_n_features_in', '_n_features', 'n_features_']
const nameAttributes = ['feature_names_in_', '_feature_name', 'feature_names_', 'feature_name_', 'final_training_columns']
const classAttributes = ['classes_', '_classes']
/** Attributes without an underscore that fitting sets. */
const fittedNames = new Set(['best_iteration', 'best_ntree_limit', 'best_score', 'evals_result', 'estimator_params', 'fitted', 'kwargs'])
const containers = new Set(['steps', 'transformers', 'transformer_list', 'estimators'])
const mostNames = 10_000
const mostParameters = 300
const mostSteps = 1_000
const mostMembers = 100_000
/** Objects looked into at most for one fact: whatever refers to whatever, a search ends. */
const mostReached = 100

/** Whether it would become an instance of a class, by the way Python names classes; joblib's stand-ins for arrays are none. */
export function isInstance(value: PickleValue | undefined): value is PickleObject {
  if (!isRecord(value) || value.kind !== 'object') return false
  const made = classOf(value)
  return made !== null && /^_?[A-Z]/.test(made.name) && !(made.module.startsWith('joblib.') && made.name.includes('Wrapper'))
}

/** The number of input columns that the object, its first step or its booster states; null where none does. */
export function featureCount(object: PickleObject): number | null {
  return firstOf(reached(object, 'first'), (inner) => {
    for (const name of featureAttributes) {
      const count = wholeNumber(attribute(inner, name))
      if (count !== null) return count
    }
    return boosterOf(inner)?.features ?? shapeFeatures(inner)
  })
}

/** The columns that older versions state by the shape of what was learned: of a linear model's coefficients, of an SVM's training. */
function shapeFeatures(object: PickleObject): number | null {
  const coefficients = numpyArray(attribute(object, 'coef_'))
  if (coefficients !== null) return coefficients.shape.at(-1) ?? null
  const shape = attribute(object, 'shape_fit_')
  return isRecord(shape) && shape.kind === 'tuple' ? wholeNumber(shape.items[1]) : null
}

/** The names of the input columns, where they are stated; scikit-learn keeps them in `feature_names_in_`. */
export function featureNames(object: PickleObject): string[] {
  const found = firstOf(reached(object, 'first'), (inner) => {
    for (const name of nameAttributes) {
      const names = texts(attribute(inner, name))
      if (names.length > 0) return names
    }
    const names = boosterOf(inner)?.featureNames ?? []
    return names.length > 0 ? names : null
  })
  return found ?? []
}

/** The labels in the order of the classes; of a wrapper those of its last step or its estimator. */
export function classLabels(object: PickleObject): ModelFacts['classes'] {
  const found = firstOf(reached(object, 'last'), (inner) => {
    for (const name of classAttributes) {
      const array = numpyArray(attribute(inner, name))
      if (array?.shape.length === 1) return elements(array, 100).map((label) => plainValue(label))
    }
    return null
  })
  return found ?? []
}

/**
 * The object and what speaks for it, in that order: of a pipeline its first step (which takes the input) or its last one
 * (which decides), of a search or a tuner its refitted estimator, of a wrapper its booster.
 */
function reached(object: PickleObject, step: 'first' | 'last'): PickleObject[] {
  const found = new Set<PickleObject>([object])
  for (const outer of found) {
    if (found.size >= mostReached) break
    const steps = namedSteps(attribute(outer, 'steps'))
    const inner = [step === 'first' ? steps[0]?.[1] : steps.at(-1)?.[1], ...['best_estimator_', 'estimator_', '_Booster', '_le'].map((name) => attribute(outer, name))]
    // Every member of an ensemble takes the same input.
    const members = attribute(outer, 'estimators_')
    if (step === 'first' && isRecord(members) && members.kind === 'list') inner.push(members.items[0])
    for (const value of inner) if (isInstance(value)) found.add(value)
  }
  return [...found]
}

function firstOf<Found>(objects: readonly PickleObject[], find: (object: PickleObject) => Found | null): Found | null {
  for (const object of objects) {
    const found = find(object)
    if (found !== null) return found
  }
  return null
}

/**
 * The hyper-parameters: every attribute that scikit-learn's convention makes one (no underscore at either end). An
 * estimator inside, or a list of steps, is listed as a step of its own.
 */
export function ownParameters(object: PickleObject): ModelFacts['parameters'] {
  const found: [string, ModelFacts['parameters'][string]][] = []
  const pairs = [...attributes(object), ...innerPairs(attribute(object, '_other_params')), ...innerPairs(attribute(object, '_init_params'))]
  for (const [name, value] of pairs) {
    if (typeof name !== 'string' || name.startsWith('_') || name.endsWith('_') || fittedNames.has(name)) continue
    if (isRecord(value) && (containers.has(name) ? value.kind === 'list' : isEstimator(value))) continue
    found.push([name.slice(0, 200), plainValue(value)])
    if (found.length >= mostParameters) break
  }
  return Object.fromEntries(found)
}

/** The estimators directly inside an estimator, with the names under which scikit-learn's get_params lists them. */
export function innerEstimators(object: PickleObject): (readonly [string, PickleObject])[] {
  const found: (readonly [string, PickleObject])[] = []
  for (const name of containers) for (const [step, inner] of namedSteps(attribute(object, name))) if (isInstance(inner)) found.push([step, inner])
  for (const name of ['estimator', 'base_estimator', 'best_estimator_', 'estimator_', 'final_estimator', 'regressor', 'classifier']) {
    const inner = attribute(object, name)
    if (isInstance(inner) && isEstimator(inner)) found.push([name, inner])
  }
  return found
}

function isEstimator(value: PickleValue): boolean {
  return isInstance(value) && (attribute(value, '_sklearn_version') !== undefined || attribute(value, 'n_estimators') !== undefined || attribute(value, 'steps') !== undefined)
}

/** Pairs of a name and an estimator, as pipelines, column transformers, unions and votes keep them. */
export function namedSteps(steps: PickleValue | undefined): (readonly [string, PickleValue])[] {
  if (!isRecord(steps) || steps.kind !== 'list') return []
  return steps.items.slice(0, mostSteps).flatMap((item) => {
    const [name, value] = isRecord(item) && item.kind === 'tuple' ? item.items : []
    return typeof name === 'string' && value !== undefined ? [[name.slice(0, 100), value] as const] : []
  })
}

/** The number of trees that was fitted: of the booster, or of the fitted estimators. Null where it isn't stated. */
export function treeCount(object: PickleObject): number | null {
  return firstOf(reached(object, 'last'), (inner) => {
    const booster = boosterOf(inner)
    if (booster !== null) return booster.trees
    if (attribute(inner, 'tree_') !== undefined) return 1
    // Histogram boosting keeps, for every round, a list of one tree per class.
    const rounds = attribute(inner, '_predictors')
    if (isRecord(rounds) && rounds.kind === 'list') return rounds.items.reduce<number>((sum, round) => sum + (isRecord(round) && round.kind === 'list' ? round.items.length : 0), 0)
    const fitted = attribute(inner, 'estimators_')
    const members = isRecord(fitted) && fitted.kind === 'list' ? fitted.items : numpyArray(fitted)?.data
    if (!Array.isArray(members)) return null
    const trees = (members as readonly PickleValue[]).slice(0, mostMembers).filter((member) => isInstance(member) && attribute(member, 'tree_') !== undefined)
    return trees.length > 0 ? trees.length : null
  })
}

/** The objective or the loss, as the object, its booster or its last step states it. */
export function objectiveOf(object: PickleObject): string | null {
  return firstOf(reached(object, 'last'), (inner) => {
    for (const name of ['objective', '_objective', 'loss', 'loss_function']) {
      const stated = attribute(inner, name)
      if (typeof stated === 'string') return stated
    }
    return boosterOf(inner)?.objective ?? null
  })
}

/** The booster of the object or of what speaks for it; null where there is none. */
export function innerBooster(object: PickleObject): ModelFacts | null {
  return firstOf(reached(object, 'last'), boosterOf)
}

function innerPairs(value: PickleValue | undefined): [PickleValue, PickleValue][] {
  return isRecord(value) && value.kind === 'dict' ? value.entries : []
}

function wholeNumber(value: PickleValue | undefined): number | null {
  const count = typeof value === 'number' ? value : numpyScalar(value)
  return typeof count === 'number' && Number.isSafeInteger(count) && count >= 0 ? count : null
}

function texts(value: PickleValue | undefined): string[] {
  const array = numpyArray(value)
  const items = array !== null && array.shape.length === 1 ? elements(array, mostNames) : isRecord(value) && (value.kind === 'list' || value.kind === 'tuple') ? value.items.slice(0, mostNames) : []
  const names = items.filter((item) => typeof item === 'string')
  return names.length === items.length ? names.map((name) => name.slice(0, 500)) : []
}
