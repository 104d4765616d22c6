import { boundedJson } from './bounded-json.ts'
import { classWeightingIn, corrupt, factsOf } from './model-facts.ts'
import type { ModelFacts } from './model-facts.ts'
import { readUbjson, UbjsonArray } from './ubjson.ts'
import { binaryFacts } from './xgboost-binary.ts'
import { learnerHash } from './xgboost-learned.ts'
import { at, list, numberIn } from './xgboost-values.ts'

/** The serialisations of an XGBoost model. */
export type XgboostFormat = 'xgboost-json' | 'xgboost-ubjson' | 'xgboost-binary'

/** Which XGBoost serialisation the file begins like; null where it is none. */
export function xgboostFormat(head: Buffer): XgboostFormat | null {
  const text = head.toString('latin1')
  // A file that another program has written again may state the version first.
  if (/^\s*\{\s*(?:"version"\s*:\s*\[[\d,\s]*\]\s*,\s*)?"(?:learner|Model|Config)"\s*:\s*\{/.test(text)) return 'xgboost-json'
  // UBJSON: an object whose first key is written with its length before it.
  if (/^\{[LlIiU][^]{1,8}(?:learner|Config|Model)\{/.test(text)) return 'xgboost-ubjson'
  if (text.startsWith('binf') || text.startsWith('CONFIG-offset:')) return 'xgboost-binary'
  return null
}

/** What a serialised XGBoost model states; `bytes` begin like one of `xgboostFormat`. */
export function xgboostFacts(bytes: Buffer): ModelFacts {
  const format = xgboostFormat(bytes.subarray(0, 256)) ?? 'xgboost-json'
  if (format === 'xgboost-binary') return binaryFacts(bytes)
  const tree = format === 'xgboost-json' ? boundedJson(bytes) : readUbjson(bytes)
  return tree === null || tree === undefined
    ? factsOf(format, { className: 'Booster', module: 'xgboost.core', library: 'xgboost', problems: [corrupt('', `it is not whole ${format === 'xgboost-json' ? 'JSON, or too large to be read' : 'UBJSON'}`)] })
    : treeFacts(format, tree)
}

/**
 * The model that a booster's JSON or UBJSON describes: `learner` of a saved model, `Model.learner` and the training
 * configuration of a pickled one. Format: XGBoost, doc/model.schema.
 */
function treeFacts(format: XgboostFormat, root: unknown): ModelFacts {
  const model = at(root, 'Model') ?? root
  const learner = at(model, 'learner')
  const booster = at(learner, 'gradient_booster')
  const stated = at(learner, 'learner_model_param')
  const objective = at(learner, 'objective')
  // DART wraps the trees of a plain booster.
  const trees = at(at(at(booster, 'gbtree') ?? booster, 'model'), 'gbtree_model_param')
  const parameters = {
    booster: text(at(booster, 'name')),
    ...plainEntries(stated, ['num_feature']),
    ...plainEntries(trees, ['num_trees']),
    ...trainingParameters(at(at(root, 'Config'), 'learner')),
    ...plainEntries(firstParameters(objective), []),
  }
  const sha256 = learnerHash(learner)
  return factsOf(format, {
    className: 'Booster',
    module: 'xgboost.core',
    library: 'xgboost',
    libraryVersion: versionOf(at(model, 'version') ?? at(at(root, 'Config'), 'version')),
    features: whole(at(stated, 'num_feature')),
    featureNames: list(at(learner, 'feature_names')).filter((name) => typeof name === 'string').slice(0, 10_000),
    parameters,
    trees: whole(at(trees, 'num_trees')),
    objective: text(at(objective, 'name')),
    classWeighting: classWeightingIn(parameters),
    learnedContent: sha256 === null ? null : { kind: 'xgboost', sha256 },
  })
}

/** The training parameters of a pickled booster: every section named `…_param` or `…train_param` of its configuration. */
function trainingParameters(learner: unknown): ModelFacts['parameters'] {
  const found: ModelFacts['parameters'] = {}
  const visit = (value: unknown, depth: number): void => {
    for (const [key, inner] of entriesOf(value)) {
      if (/(?:train_param|generic_param|loss_param)$/.test(key)) Object.assign(found, plainEntries(inner, ['gpu_id', 'nthread', 'device']))
      else if (depth < 6 && key !== 'learner_model_param') visit(inner, depth + 1)
    }
    if (Array.isArray(value) && depth < 6) for (const inner of value.slice(0, 20)) visit(inner, depth + 1)
  }
  visit(learner, 0)
  return found
}

/** The parameters beside the name of an objective, such as `reg_loss_param`. */
function firstParameters(objective: unknown): unknown {
  return entriesOf(objective).find(([key]) => key.endsWith('_param'))?.[1]
}

function plainEntries(value: unknown, except: readonly string[]): ModelFacts['parameters'] {
  return Object.fromEntries(
    entriesOf(value)
      .filter(([key, inner]) => !except.includes(key) && ['string', 'number', 'boolean'].includes(typeof inner))
      .slice(0, 200)
      .map(([key, inner]) => [key, numberIn(inner) ?? String(inner)]),
  )
}

function entriesOf(value: unknown): [string, unknown][] {
  if (value instanceof Map) return [...(value as Map<string, unknown>)]
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof UbjsonArray) ? Object.entries(value) : []
}

function versionOf(value: unknown): string | null {
  const numbers = list(value)
  return numbers.length === 3 && numbers.every((part) => typeof part === 'number') ? numbers.join('.') : null
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function whole(value: unknown): number | null {
  const count = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value
  return typeof count === 'number' && Number.isSafeInteger(count) && count >= 0 ? count : null
}
