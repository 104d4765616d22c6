import { createHash } from 'node:crypto'
import { classWeightingIn, corrupt, factsOf } from './model-facts.ts'
import type { ModelFacts } from './model-facts.ts'
import { readUbjson, UbjsonArray } from './ubjson.ts'
import type { UbjsonValue } from './ubjson.ts'
import { binaryFacts } from './xgboost-binary.ts'

/** The serialisations of an XGBoost model. */
export type XgboostFormat = 'xgboost-json' | 'xgboost-ubjson' | 'xgboost-binary'

/** Which XGBoost serialisation the file begins like; null where it is none. */
export function xgboostFormat(head: Buffer): XgboostFormat | null {
  const text = head.toString('latin1')
  if (/^\s*\{\s*"(?:learner|Model|Config)"\s*:\s*\{/.test(text)) return 'xgboost-json'
  // UBJSON: an object whose first key is written with its length before it.
  if (/^\{[LlIiU][^]{1,8}(?:learner|Config|Model)\{/.test(text)) return 'xgboost-ubjson'
  if (text.startsWith('binf') || text.startsWith('CONFIG-offset:')) return 'xgboost-binary'
  return null
}

const mostJson = 64 << 20

/** What a serialised XGBoost model states; `bytes` begin like one of `xgboostFormat`. */
export function xgboostFacts(bytes: Buffer): ModelFacts {
  const format = xgboostFormat(bytes.subarray(0, 256)) ?? 'xgboost-json'
  if (format === 'xgboost-binary') return binaryFacts(bytes)
  const tree = format === 'xgboost-json' ? parseJson(bytes) : readUbjson(bytes)
  return tree === null
    ? factsOf(format, { className: 'Booster', module: 'xgboost.core', library: 'xgboost', problems: [corrupt('', `it is not whole ${format === 'xgboost-json' ? 'JSON, or has more than 64 MiB' : 'UBJSON'}`)] })
    : treeFacts(format, tree)
}

/** JSON as the values that UBJSON gives; null where it can't be parsed. */
function parseJson(bytes: Buffer): unknown {
  // Parsed, a JSON text can take many times its size.
  if (bytes.length > mostJson) return null
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    // Also a text longer than a string can be.
    return null
  }
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
    learnedContent: learner === undefined ? null : { kind: 'xgboost', sha256: learnerHash(learner) },
  })
}

/** What decides a prediction. Attributes, names of features and the training's configuration are no part of it. */
const learned = ['gradient_booster', 'learner_model_param', 'objective']
/** Recorded by newer versions only, or of the training only. */
const notLearned = new Set(['boost_from_average', 'num_target', 'num_deleted', 'size_leaf_vector', 'scale_pos_weight', 'cats', 'stats', 'num_parallel_tree'])

/**
 * A hash of the learner that is the same for JSON and UBJSON: keys sorted, numbers as the shortest text of the 32-bit
 * float (all values of XGBoost are), numbers that are written as text ("[5E-1]") as numbers.
 */
function learnerHash(learner: unknown): string {
  const hash = createHash('sha256')
  const write = (value: unknown, depth: number): void => {
    if (depth > 64) return
    if (value instanceof UbjsonArray || Array.isArray(value)) {
      hash.update('[')
      const length = value.length
      let line = ''
      for (let index = 0; index < length; index++) {
        const item: unknown = value instanceof UbjsonArray ? value.at(index) : value[index]
        if (typeof item === 'number') line += `${Math.fround(item)},`
        else write(item, depth + 1)
        if (line.length > 65_536) {
          hash.update(line)
          line = ''
        }
      }
      hash.update(`${line}]`)
    } else if (typeof value === 'object' && value !== null) {
      const entries = value instanceof Map ? [...(value as Map<string, UbjsonValue>)] : Object.entries(value)
      hash.update('{')
      for (const [key, inner] of entries.filter(([name]) => !notLearned.has(name)).sort(([a], [b]) => (a < b ? -1 : 1))) {
        hash.update(`${JSON.stringify(key)}:`)
        write(inner, depth + 1)
      }
      hash.update('}')
    } else {
      const number = numberIn(value)
      hash.update(`${number === null ? JSON.stringify(value) : Math.fround(number)},`)
    }
  }
  for (const key of learned) write(at(learner, key), 0)
  return hash.digest('hex')
}

function numberIn(value: unknown): number | null {
  if (typeof value === 'number') return value
  if (typeof value === 'boolean') return Number(value)
  const printed = typeof value === 'string' ? /^\[?(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)\]?$/.exec(value)?.[1] : undefined
  return printed === undefined ? null : Number(printed)
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

function at(value: unknown, name: string): unknown {
  if (value instanceof Map) return value.get(name)
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
  return (value as Record<string, unknown>)[name]
}

function list(value: unknown): unknown[] {
  if (value instanceof UbjsonArray) return Array.from({ length: Math.min(value.length, 16) }, (_, index) => value.at(index))
  return Array.isArray(value) ? value : []
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
