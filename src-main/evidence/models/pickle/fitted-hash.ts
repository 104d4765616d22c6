import { createHash } from 'node:crypto'
import type { Hash } from 'node:crypto'
import { boosterOf } from './booster.ts'
import { isInstance } from './estimator.ts'
import { numpyArray, numpyScalar, rawBytes } from './numpy-value.ts'
import type { NumpyArray } from './numpy-value.ts'
import { attributes, classOf, isRecord } from './pickle-value.ts'
import type { PickleObject, PickleValue } from './pickle-value.ts'

/** Values written at most, a kibibyte of bytes counting as one: a few values may stand for a great many. */
const mostWritten = 1_000_000
const deepest = 500
/** Attributes that decide no prediction: how much is printed, how many threads, times, and which library wrote the file. */
const incidental = new Set(['verbose', 'n_jobs', '_sklearn_version', 'refit_time_', 'cv_results_', 'random_state', 'evals_result', 'evals_result_', '_evals_result'])

/**
 * A SHA-256 of everything that an estimator has been fitted to, the same whatever the protocol, joblib's layout or the order
 * of attributes. Null where something in it can't be followed or where it isn't fitted. Equal hashes mean equal content; different ones need not
 * mean different predictions.
 */
export function fittedHash(root: PickleObject): string | null {
  const hash = createHash('sha256')
  const writer = new Writer(hash)
  return writer.write(root, 0) && writer.learned ? hash.digest('hex') : null
}

class Writer {
  private readonly hash: Hash
  /** The values that are being written, with their depth: a value inside itself is written as a reference. */
  private readonly open = new Map<PickleValue, number>()
  private left = mostWritten
  /** Whether anything written is the result of fitting: an array, or trees. */
  learned = false

  constructor(hash: Hash) {
    this.hash = hash
  }

  /** False where the value holds something that can't be written in a canonical form. */
  write(value: PickleValue, depth: number): boolean {
    if (depth > deepest || this.left-- <= 0) return false
    if (!isRecord(value)) {
      this.scalar(value)
      return true
    }
    if (value.kind === 'other') return false
    const outer = this.open.get(value)
    if (outer !== undefined) {
      this.hash.update(`@${depth - outer};`)
      return true
    }
    this.open.set(value, depth)
    const written = this.record(value, depth)
    this.open.delete(value)
    return written
  }

  private record(value: Exclude<PickleValue, null | boolean | number | bigint | string>, depth: number): boolean {
    switch (value.kind) {
      case 'other':
        return false
      case 'bytes':
        return this.bytes('b', value.bytes)
      case 'global':
        this.hash.update(`g${value.name};`)
        return true
      case 'list':
      case 'tuple':
        return this.all(value.kind, value.items, depth)
      case 'set':
        // The order of a set says nothing; one of more than plain values has no order that could be restored.
        return !value.items.some(isRecord) && this.all('set', value.items.toSorted(byText), depth)
      case 'dict':
        return this.pairs('dict', value.entries, depth)
      case 'object':
        return this.object(value, depth)
    }
  }

  private bytes(kind: string, bytes: Buffer): boolean {
    this.left -= bytes.length / 1024
    if (this.left <= 0) return false
    this.hash.update(`${kind}${bytes.length}:`).update(bytes)
    return true
  }

  private object(value: PickleObject, depth: number): boolean {
    const scalar = numpyScalar(value)
    if (scalar !== undefined) {
      this.scalar(scalar)
      return true
    }
    const array = numpyArray(value)
    if (array !== null) return this.array(array, depth)
    const bytes = rawBytes(value)
    if (bytes !== null) return this.bytes('b', bytes)
    const made = classOf(value)
    this.hash.update(`o${made?.name ?? ''}(`)
    // The trees of a boosting library have a canonical form of their own, and around them stands nothing learned.
    const trees = boosterOf(value)?.learnedContent ?? null
    if (trees !== null) {
      this.learned = true
      this.hash.update(`${trees.kind}:${trees.sha256})`)
      return true
    }
    const state = attributes(value)
    const rest = state.length > 0 ? this.pairs('state', state, depth) : this.write(value.state, depth + 1)
    // How a protocol makes an empty instance says nothing: by its class, or by copyreg._reconstructor.
    const plainInstance = isInstance(value) && state.length > 0
    return rest && (plainInstance || this.write(value.args, depth + 1)) && this.all('items', value.items, depth) && this.pairs('entries', value.entries, depth)
  }

  private array({ type, bigEndian, shape, columnMajor, data }: NumpyArray, depth: number): boolean {
    this.hash.update(`a${type},${bigEndian && type !== 'O' ? '>' : '<'},${columnMajor && shape.length > 1 ? 'F' : 'C'},${shape.join('x')}:`)
    if (shape.length > 0) this.learned = true
    if (Buffer.isBuffer(data)) return this.bytes('', data)
    return this.all('objects', data, depth)
  }

  private all(kind: string, items: readonly PickleValue[], depth: number): boolean {
    this.hash.update(`${kind}${items.length}[`)
    for (const item of items) if (!this.write(item, depth + 1)) return false
    return true
  }

  private pairs(kind: string, entries: readonly (readonly [PickleValue, PickleValue])[], depth: number): boolean {
    const kept = kind === 'state' ? entries.filter(([key]) => typeof key !== 'string' || !incidental.has(key)) : entries
    const sorted = kind === 'state' ? kept.toSorted(([a], [b]) => byText(a, b)) : kept
    this.hash.update(`${kind}${sorted.length}{`)
    for (const [key, inner] of sorted) if (!this.write(key, depth + 1) || !this.write(inner, depth + 1)) return false
    return true
  }

  private scalar(value: null | boolean | number | bigint | string): void {
    if (typeof value === 'string') this.left -= value.length / 1024
    if (typeof value === 'string') this.hash.update(`s${Buffer.byteLength(value)}:${value}`)
    else this.hash.update(`${typeof value === 'bigint' ? 'number' : typeof value} ${Object.is(value, -0) ? '-0' : String(value)};`)
  }
}

function byText(a: PickleValue, b: PickleValue): number {
  const [first, second] = [isRecord(a) ? '' : String(a), isRecord(b) ? '' : String(b)]
  return first < second ? -1 : first > second ? 1 : 0
}
