import type { ModelThreshold } from '../../../contract/model.ts'
import { elements, numpyArray, numpyScalar } from './numpy-value.ts'
import { attributes, isRecord } from './pickle-value.ts'
import type { PickleValue } from './pickle-value.ts'
import { isInstance } from './estimator.ts'

const mostFound = 200
const mostVisited = 20_000
const deepest = 8
/** Names of decision thresholds, and of other things that are called so in libraries. */
const named = /threshold|thresh(?:$|_)|cut_?off|seuil/i
const otherThings = /sparse_threshold|^variance|impurity|early|stopping|drift|psi|corr|missing|outlier|^n_|^num_|feature|binariz|cat_to|max_cat|onehot|multicollinearity|rare|^thresholds_?method|strategy|grid|importance|selection/i
/** Classes whose `threshold` is not a decision's: Binarizer, VarianceThreshold, SelectFromModel, Birch, … */
const otherClasses = /^(?:Binarizer|VarianceThreshold|SelectFromModel|Birch|PowerTransformer|Perceptron|ThresholdedReLU)$/

/**
 * The numbers in a decoded pickle that are named like decision thresholds: `best_threshold_` of a
 * TunedThresholdClassifierCV, entries of dictionaries, attributes of wrappers; where the file holds a single number and
 * `fileName` is named like a threshold, that number.
 */
export function embeddedThresholds(root: PickleValue, fileName: string): ModelThreshold[] {
  const found: ModelThreshold[] = []
  const whole = numberOf(root)
  if (whole !== null) return named.test(fileName) ? [threshold('', whole)] : []
  const seen = new Set<PickleValue>([root])
  const queue: { value: PickleValue; path: readonly string[]; inNamed: boolean }[] = [{ value: root, path: [], inNamed: false }]
  for (let at = 0; at < queue.length && found.length < mostFound; at++) {
    const { value, path, inNamed } = queue[at] ?? { value: null, path: [], inNamed: false }
    if (path.length > deepest) continue
    for (const [name, inner] of namedValues(value)) {
      const states = inNamed || (named.test(name) && !otherThings.test(name))
      // `thresholds` with a single number says how many were tried (TunedThresholdClassifierCV).
      const number = states && (inNamed || !/s$/i.test(name)) ? numberOf(inner) : null
      if (number !== null) found.push(threshold([...path, name].join('.'), number))
      else if (isRecord(inner) && !seen.has(inner) && queue.length < mostVisited) {
        seen.add(inner)
        queue.push({ value: inner, path: [...path, name], inNamed: states && inner.kind === 'dict' })
      }
    }
  }
  return found
}

function threshold(name: string, value: number): ModelThreshold {
  return { name, value, printed: String(value) }
}

/** Entries, attributes and steps by their names; arrays and the trees of a forest have no names of interest. */
function namedValues(value: PickleValue): (readonly [string, PickleValue])[] {
  if (!isRecord(value)) return []
  switch (value.kind) {
    case 'dict':
      return textKeys(value.entries.slice(0, 1000))
    case 'list':
    case 'tuple':
      return value.items.length > 100 ? [] : value.items.map((item, index) => [stepName(item) ?? String(index), stepValue(item)] as const)
    case 'object': {
      if (numpyArray(value) !== null) return []
      const pairs = [...textKeys(attributes(value).slice(0, 1000)), ...textKeys(value.entries.slice(0, 1000))]
      const className = isInstance(value) && isRecord(value.callable) && value.callable.kind === 'global' ? value.callable.name : ''
      return otherClasses.test(className) ? pairs.filter(([name]) => !named.test(name)) : pairs
    }
    case 'set':
    case 'bytes':
    case 'global':
    case 'other':
      return []
  }
}

function stepName(item: PickleValue): string | null {
  const [name] = isRecord(item) && item.kind === 'tuple' && item.items.length === 2 ? item.items : []
  return typeof name === 'string' ? name.slice(0, 100) : null
}

function stepValue(item: PickleValue): PickleValue {
  return stepName(item) !== null && isRecord(item) && item.kind === 'tuple' ? (item.items[1] ?? null) : item
}

function textKeys(entries: readonly (readonly [PickleValue, PickleValue])[]): (readonly [string, PickleValue])[] {
  return entries.flatMap(([key, inner]) => (typeof key === 'string' ? [[key.slice(0, 100), inner] as const] : []))
}

/** A number that can be a threshold: finite, plain or of numpy, also an array of just one. */
function numberOf(value: PickleValue): number | null {
  const array = numpyArray(value)
  const only = array !== null && array.shape.reduce((product, length) => product * length, 1) === 1 ? elements(array, 1)[0] : value
  const number = typeof only === 'number' ? only : numpyScalar(only)
  return typeof number === 'number' && Number.isFinite(number) ? number : null
}
