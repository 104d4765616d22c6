import { createHash } from 'node:crypto'
import { classWeightingIn, factsOf } from './model-facts.ts'
import type { ModelFacts } from './model-facts.ts'

/** Whether the file begins like a LightGBM text model. */
export function isLightgbmText(head: Buffer): boolean {
  return /^tree\r?\n(?:version|num_class)=/.test(head.toString('latin1'))
}

/**
 * What a LightGBM text model states: a header of `key=value` lines up to the first tree, the trees, and the parameters of
 * the training as `[name: value]` lines. `max_feature_idx` counts from 0. Format: LightGBM, src/boosting/gbdt_model_text.cpp.
 */
export function lightgbmFacts(bytes: Buffer): ModelFacts {
  const firstTree = bytes.indexOf('\nTree=')
  const header = keyValues(bytes.subarray(0, firstTree < 0 ? Math.min(bytes.length, 16 << 20) : firstTree).toString('utf8'))
  const parameters = trainingParameters(bytes)
  const columns = header.get('max_feature_idx')
  return factsOf('lightgbm-text', {
    formatVersion: header.get('version') ?? null,
    className: 'Booster',
    module: 'lightgbm.basic',
    library: 'lightgbm',
    features: columns !== undefined && /^\d{1,9}$/.test(columns) ? Number(columns) + 1 : null,
    featureNames: (header.get('feature_names') ?? '').split(' ').filter((name) => name !== '').slice(0, 10_000),
    parameters,
    trees: count(bytes, '\nTree='),
    objective: header.get('objective') ?? null,
    classWeighting: classWeightingIn(parameters),
    learnedContent: firstTree < 0 ? null : { kind: 'lightgbm', sha256: treesHash(bytes, firstTree, header) },
  })
}

/** Header lines that decide how trees become a prediction; `average_output` is a forest's. */
const meaning = ['num_class', 'num_tree_per_iteration', 'max_feature_idx', 'objective', 'average_output']
/** Lines of a tree that decide a prediction. Gains, weights and counts don't, and versions write them differently. */
const decisive = /^(?:num_leaves|num_cat|split_feature|threshold|decision_type|left_child|right_child|leaf_value|cat_boundaries|cat_threshold|leaf_const|num_features|leaf_features|leaf_coeff)=/

/**
 * A hash of what decides a prediction, whatever the line ends, the version of the format and the parameters that follow. The
 * names of the features are no part of it: a model trained on an array and one trained on a table have other names and, with
 * the same values, the same trees.
 */
function treesHash(bytes: Buffer, firstTree: number, header: ReadonlyMap<string, string>): string {
  const hash = createHash('sha256')
  for (const key of meaning) hash.update(`${key}=${header.get(key) ?? ''}\n`)
  const end = bytes.indexOf('\nend of trees', firstTree)
  const trees = bytes.subarray(firstTree, end < 0 ? bytes.length : end)
  // Line by line, so that no copy of a large model is made.
  for (let at = 0; at < trees.length; ) {
    const feed = trees.indexOf(0x0a, at)
    const next = feed < 0 ? trees.length : feed
    const line = trees.subarray(at, trees[next - 1] === 0x0d && next > at ? next - 1 : next)
    if (decisive.test(line.subarray(0, 20).toString('latin1'))) hash.update(line).update('\n')
    at = next + 1
  }
  return hash.digest('hex')
}

function keyValues(text: string): Map<string, string> {
  const found = new Map<string, string>()
  for (const line of text.split(/\r?\n/)) {
    const equals = line.indexOf('=')
    // `average_output` of a forest stands alone.
    if (line !== '' && line !== 'tree') found.set(equals < 0 ? line : line.slice(0, equals), equals < 0 ? 'true' : line.slice(equals + 1))
  }
  return found
}

function trainingParameters(bytes: Buffer): ModelFacts['parameters'] {
  const start = bytes.lastIndexOf('\nparameters:')
  if (start < 0) return {}
  const end = bytes.indexOf('\nend of parameters', start)
  const section = bytes.subarray(start, Math.min(end < 0 ? bytes.length : end, start + (1 << 20))).toString('utf8')
  const found: [string, string | number][] = []
  for (const [, name = '', value = ''] of section.matchAll(/^\[([^:\]\r\n]+): ?(.*)\]\r?$/gm)) {
    found.push([name, /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(value) ? Number(value) : value])
  }
  return Object.fromEntries(found)
}

function count(bytes: Buffer, word: string): number {
  let found = 0
  for (let at = bytes.indexOf(word); at >= 0; at = bytes.indexOf(word, at + word.length)) found += 1
  return found
}
