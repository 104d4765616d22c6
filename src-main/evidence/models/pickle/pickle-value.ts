/**
 * What a pickle says, as inert records. Nothing in here refers to a Python class or function other than by name, so
 * decoding a pickle can run nothing.
 */
export type PickleValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | PickleBytes
  | PickleList
  | PickleDict
  | PickleGlobal
  | PickleObject
  | PickleOther

export interface PickleBytes {
  readonly kind: 'bytes'
  readonly bytes: Buffer
  /** Set where it is the UTF-8 of a text that is too long for a string here. */
  readonly text?: true
}

export interface PickleList {
  readonly kind: 'list' | 'tuple' | 'set'
  readonly items: PickleValue[]
}

export interface PickleDict {
  readonly kind: 'dict'
  readonly entries: [PickleValue, PickleValue][]
}

/** A class or a function, by name. */
export interface PickleGlobal {
  readonly kind: 'global'
  readonly module: string
  readonly name: string
}

/** The result of a call or of an instantiation that was not made. */
export interface PickleObject {
  readonly kind: 'object'
  readonly callable: PickleValue
  readonly args: PickleValue
  /** What BUILD would have given to `__setstate__`; null where there is none. */
  state: PickleValue
  /** Items that a list subclass would have been extended with. */
  readonly items: PickleValue[]
  /** Entries that a dict subclass would have been updated with. */
  readonly entries: [PickleValue, PickleValue][]
  /** What joblib wrote directly behind it: the bytes of an array, or the pickle of an array of objects. Null where nothing. */
  appended: PickleValue
}

/** A reference to something outside of the pickle, or a value that is too large to decode. */
export interface PickleOther {
  readonly kind: 'other'
  readonly what: 'persistent' | 'extension' | 'buffer' | 'large'
}

/** A class or function that unpickling would import, and how often it would call it. */
export interface PickleImport {
  readonly global: PickleGlobal
  /** What `getattr` would have taken from it; null where it is used itself. */
  readonly attribute: string | null
  calls: number
  /** Whether it is a `getattr` on something that can't be named. */
  opaque: boolean
}

export function isRecord(value: PickleValue | undefined): value is Exclude<PickleValue, null | boolean | number | bigint | string> {
  return typeof value === 'object' && value !== null
}

const reconstructors = new Set(['copyreg._reconstructor', 'copy_reg._reconstructor', 'copyreg.__newobj__', 'copy_reg.__newobj__', 'copyreg.__newobj_ex__'])

/** The class (or the function, where the pickle calls one) that would have made this object; null where it has no name. */
export function classOf(object: PickleObject): PickleGlobal | null {
  const { callable, args } = object
  if (!isRecord(callable)) return null
  if (callable.kind === 'object') return ownerOfMethod(callable)
  if (callable.kind !== 'global') return null
  if (!reconstructors.has(`${callable.module}.${callable.name}`)) return callable
  const first = isRecord(args) && args.kind === 'tuple' ? args.items[0] : undefined
  return isRecord(first) && first.kind === 'global' ? first : null
}

/** The class whose method `getattr(class, name)` gives: Keras restores a model by calling one of its class's. */
function ownerOfMethod(got: PickleObject): PickleGlobal | null {
  const { callable, args } = got
  if (!isRecord(callable) || callable.kind !== 'global' || callable.name !== 'getattr') return null
  const owner = isRecord(args) && args.kind === 'tuple' ? args.items[0] : undefined
  return isRecord(owner) && owner.kind === 'global' ? owner : null
}

const joined = new WeakMap<object, readonly (readonly [PickleValue, PickleValue])[]>()

/** The attributes that an object's state sets, in their order; __slots__ make the state a pair of dictionaries. */
export function attributes(object: PickleObject): readonly (readonly [PickleValue, PickleValue])[] {
  const { state } = object
  if (!isRecord(state)) return []
  if (state.kind === 'dict') return state.entries
  if (state.kind !== 'tuple' || state.items.length > 2) return []
  const known = joined.get(state)
  if (known !== undefined) return known
  const pairs = state.items.flatMap((dict) => (isRecord(dict) && dict.kind === 'dict' ? dict.entries : []))
  joined.set(state, pairs)
  return pairs
}

const indexes = new WeakMap<object, { readonly size: number; readonly names: ReadonlyMap<PickleValue, PickleValue> }>()

/** The attribute `name` of an object's state; undefined where the state holds none of that name. */
export function attribute(object: PickleObject, name: string): PickleValue | undefined {
  const pairs = attributes(object)
  if (pairs.length < 16) return pairs.find(([key]) => key === name)?.[1]
  // A state is looked into for many names, and a hostile one may have millions of entries.
  const { state } = object
  if (!isRecord(state)) return undefined
  let index = indexes.get(state)
  if (index?.size !== pairs.length) {
    index = { size: pairs.length, names: new Map(pairs.toReversed()) }
    indexes.set(state, index)
  }
  return index.names.get(name)
}
