import { boundedJson } from './bounded-json.ts'
import type { PickleObject, PickleValue } from './pickle/pickle-value.ts'

const deepest = 200
const mostNodes = 500_000

/** A decoded skops schema: what its classes would have been made of, as a pickle gives it. */
export interface SkopsModel {
  readonly root: PickleValue
  readonly version: string | null
  /** Every class and function that loading would import. */
  readonly names: readonly { module: string; name: string }[]
}

/**
 * Turns the `schema.json` of a skops file into the same records as a pickle, so that one reader describes both. Arrays are
 * read from the file's `.npy` entries by `array`. Null where it is no schema. Format: skops, skops/io/_general.py.
 */
export function readSkops(schema: string, array: (name: string) => PickleValue): SkopsModel | null {
  const root = boundedJson(schema)
  if (text(root, '__loader__') === null) return null
  const names: { module: string; name: string }[] = []
  const decoded = new Map<string, PickleValue>()
  let left = mostNodes
  const decode = (node: unknown, depth: number): PickleValue => {
    if (depth > deepest || left-- <= 0) return { kind: 'other', what: 'large' }
    const loader = text(node, '__loader__')
    const id = String(property(node, '__id__'))
    const name = text(node, '__class__') ?? ''
    const module = text(node, '__module__') ?? ''
    const content = property(node, 'content')
    switch (loader) {
      case 'CachedNode':
        return decoded.get(id) ?? null
      case 'JsonNode':
        return plain(content)
      case 'ListNode':
      case 'TupleNode':
      case 'SetNode':
        return { kind: loader === 'TupleNode' ? 'tuple' : loader === 'SetNode' ? 'set' : 'list', items: list(content).map((item) => decode(item, depth + 1)) }
      case 'DictNode':
      case 'DefaultDictNode':
        return { kind: 'dict', entries: Object.entries(record(content)).map(([key, value]) => [key, decode(value, depth + 1)]) }
      case 'NdArrayNode':
        return property(node, 'type') === 'numpy' ? array(text(node, 'file') ?? '') : { kind: 'other', what: 'large' }
      case 'TypeNode':
      case 'FunctionNode': {
        const named = {
          module: text(content, 'module_path') ?? text(content, '__module__') ?? module,
          name: text(content, 'function') ?? text(content, '__class__') ?? name,
        }
        names.push(named)
        return { kind: 'global', ...named }
      }
      case null:
      default: {
        names.push({ module, name })
        const object: PickleObject = { kind: 'object', callable: { kind: 'global', module, name }, args: { kind: 'tuple', items: [] }, state: null, items: [], entries: [], appended: null }
        decoded.set(id, object)
        const state = property(node, 'attrs') ?? content
        object.state = text(state, '__loader__') === null ? null : decode(state, depth + 1)
        return object
      }
    }
  }
  return { root: decode(root, 0), version: text(root, '_skops_version'), names }
}

/** The `.npy` file of an entry as numpy would pickle it: header, then the bytes. Null where it isn't one. */
export function npyArray(bytes: Buffer | null): PickleValue {
  if (bytes === null || bytes.length < 12 || bytes.subarray(0, 6).toString('latin1') !== '\u0093NUMPY') return null
  const wide = bytes.readUInt8(6) >= 2
  const start = wide ? 12 : 10
  const length = wide ? bytes.readUInt32LE(8) : bytes.readUInt16LE(8)
  const header = bytes.subarray(start, start + length).toString('latin1')
  const descr = /'descr': '([<>|=]?)([a-zA-Z?]\d*)'/.exec(header)
  const shape = /'shape': \(([\d, ]*)\)/.exec(header)?.[1]
  if (descr === null || shape === undefined) return null
  const lengths = shape.split(',').map((part) => part.trim()).filter((part) => part !== '').map(Number)
  const dtype = made('numpy', 'dtype', [descr[2] ?? '', false, true])
  dtype.state = { kind: 'tuple', items: [3, descr[1] ?? '<'] }
  const array = made('numpy.core.multiarray', '_reconstruct', [])
  const data: PickleValue = { kind: 'bytes', bytes: bytes.subarray(start + length) }
  array.state = { kind: 'tuple', items: [1, { kind: 'tuple', items: lengths }, dtype, header.includes("'fortran_order': True"), data] }
  return array
}

function made(module: string, name: string, args: PickleValue[]): PickleObject {
  return { kind: 'object', callable: { kind: 'global', module, name }, args: { kind: 'tuple', items: args }, state: null, items: [], entries: [], appended: null }
}

function plain(content: unknown): PickleValue {
  try {
    const value: unknown = typeof content === 'string' ? JSON.parse(content) : null
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
  } catch {
    // skops writes NaN and the infinities as Python's json does.
    const named: Readonly<Record<string, number>> = { NaN: Number.NaN, Infinity, '-Infinity': -Infinity }
    return named[String(content)] ?? null
  }
}

function property(value: unknown, name: string): unknown {
  return record(value)[name]
}

function text(value: unknown, name: string): string | null {
  const found = property(value, name)
  return typeof found === 'string' ? found : null
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}
