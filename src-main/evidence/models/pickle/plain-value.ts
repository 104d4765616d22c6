import type { ModelInspection } from '../../../contract/model.ts'
import { elements, numpyArray, numpyScalar } from './numpy-value.ts'
import { classOf, isRecord } from './pickle-value.ts'
import type { PickleValue } from './pickle-value.ts'

export type PlainValue = ModelInspection['parameters'][string]

/** Values shown of one collection at most, levels of collections, and characters of one text. */
const mostItems = 50
const deepest = 4
/** Values of one parameter at most. */
const mostValues = 500
const longestText = 500

/**
 * A pickled value as JSON can hold it: NaN and the infinities as text, an object as its class in angle brackets, long
 * collections and texts cut with a mark that says so. Bounded, whatever refers to whatever.
 */
export function plainValue(value: PickleValue): PlainValue {
  return plain(value, 0, { left: mostValues })
}

interface Budget {
  left: number
}

function plain(value: PickleValue, depth: number, budget: Budget): PlainValue {
  if (typeof value === 'number') return plainNumber(value)
  if (typeof value === 'bigint') return value.toString()
  if (typeof value === 'string') return value.length > longestText ? `${value.slice(0, longestText)}…` : value
  if (!isRecord(value)) return value
  const scalar = numpyScalar(value)
  if (scalar !== undefined) return plain(scalar, depth, budget)
  if (depth >= deepest || budget.left <= 0) return '…'
  switch (value.kind) {
    case 'list':
    case 'tuple':
    case 'set':
      return plainList(value.items, value.items.length, depth, budget)
    case 'dict':
      return plainDict(value.entries, depth, budget)
    case 'bytes':
      return `<${value.bytes.length} bytes>`
    case 'global':
      return `<${value.module}.${value.name}>`
    case 'other':
      return `<${value.what}>`
    case 'object': {
      const array = numpyArray(value)
      if (array?.shape.length === 1) return plainList(elements(array, mostItems), array.shape[0] ?? 0, depth, budget)
      const name = classOf(value)?.name ?? 'object'
      if (value.entries.length > 0) return plainDict(value.entries, depth, budget)
      return array === null ? `<${name}>` : `<array of ${array.shape.join(' × ')}>`
    }
  }
}

function spend(value: PickleValue, depth: number, budget: Budget): PlainValue {
  budget.left -= 1
  return plain(value, depth + 1, budget)
}

function plainNumber(value: number): number | string {
  if (Number.isFinite(value)) return value
  return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity'
}

function plainList(items: readonly PickleValue[], length: number, depth: number, budget: Budget): PlainValue {
  const shown = items.slice(0, mostItems).map((item) => spend(item, depth, budget))
  return length > shown.length ? [...shown, `… ${length} in all`] : shown
}

function plainDict(entries: readonly (readonly [PickleValue, PickleValue])[], depth: number, budget: Budget): PlainValue {
  const shown = entries.slice(0, mostItems).map(([key, inner]) => [plainKey(key), spend(inner, depth, budget)] as const)
  const rest = entries.length > shown.length ? [['…', `${entries.length} in all`] as const] : []
  return Object.fromEntries([...shown, ...rest])
}

function plainKey(key: PickleValue): string {
  const shown = plain(key, deepest, { left: 1 })
  return typeof shown === 'string' ? shown.slice(0, 200) : JSON.stringify(shown)
}
