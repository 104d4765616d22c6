import { createHash } from 'node:crypto'
import type { Hash } from 'node:crypto'
import { at, list, numberIn } from './xgboost-values.ts'
import { UbjsonArray } from './ubjson.ts'

/** Arrays of a tree that decide a prediction. Gains, hessians and inner weights don't, and versions write them differently. */
const ofTree = ['left_children', 'right_children', 'split_indices', 'split_conditions', 'default_left', 'split_type', 'categories', 'categories_nodes', 'categories_segments', 'categories_sizes']

/**
 * A hash of what decides a prediction of an XGBoost learner, the same for JSON and UBJSON and for every version that writes
 * them: numbers as the shortest text of the 32-bit float (all values of XGBoost are), numbers that are written as text
 * ("[5E-1]") as numbers; arrays that a version doesn't write are like empty ones. Attributes, the names of the features and
 * the training's parameters are no part of it. Null where the learner has neither trees nor weights.
 */
export function learnerHash(learner: unknown): string | null {
  const hash = createHash('sha256')
  const stated = at(learner, 'learner_model_param')
  for (const key of ['base_score', 'num_class', 'num_feature']) hash.update(`${key}=${numberIn(at(stated, key)) ?? 0}\n`)
  const objective = at(at(learner, 'objective'), 'name')
  hash.update(`objective=${typeof objective === 'string' ? objective : ''}\n`)
  const booster = at(learner, 'gradient_booster')
  const drops = at(booster, 'weight_drop')
  const model = at(at(booster, 'gbtree') ?? booster, 'model')
  const trees = list(at(model, 'trees'))
  const weights = at(model, 'weights')
  if (trees.length === 0 && weights === undefined) return null
  numbers(hash, 'weights', weights)
  numbers(hash, 'weight_drop', drops)
  numbers(hash, 'tree_info', at(model, 'tree_info'))
  for (const tree of trees) {
    hash.update('tree\n')
    for (const key of ofTree) numbers(hash, key, at(tree, key))
    // Leaves of several outputs stand among the weights.
    if ((numberIn(at(at(tree, 'tree_param'), 'size_leaf_vector')) ?? 0) > 1) numbers(hash, 'base_weights', at(tree, 'base_weights'))
  }
  return hash.digest('hex')
}

/** Writes an array of numbers; one that is empty or all zero, as where a version has none, is left out. */
function numbers(hash: Hash, name: string, value: unknown): void {
  if (!(value instanceof UbjsonArray) && !Array.isArray(value)) return
  const item = (index: number): number => (value instanceof UbjsonArray ? value.at(index) : (numberIn((value as readonly unknown[])[index]) ?? 0))
  let nothing = true
  for (let index = 0; index < value.length && nothing; index++) nothing = item(index) === 0
  if (nothing) return
  hash.update(`${name}=`)
  let line = ''
  for (let index = 0; index < value.length; index++) {
    line += `${Math.fround(item(index))},`
    if (line.length > 65_536) {
      hash.update(line)
      line = ''
    }
  }
  hash.update(`${line}\n`)
}
