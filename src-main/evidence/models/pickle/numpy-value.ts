import { itemSize } from './joblib-array.ts'
import { attribute, classOf, isRecord } from './pickle-value.ts'
import type { PickleBytes, PickleObject, PickleValue } from './pickle-value.ts'

/** An array of numpy as it lies in the file; nothing of it is copied. */
export interface NumpyArray {
  /** The kind and the size of an element without the byte order: "f8", "i4", "U12"; "O" for Python objects. */
  readonly type: string
  readonly bigEndian: boolean
  readonly shape: readonly number[]
  /** Whether the first axis varies fastest. */
  readonly columnMajor: boolean
  readonly data: Buffer | readonly PickleValue[]
}

/** The array that `value` would become; null where it is none or its bytes don't fit its shape. Views are of numpy's and joblib's own pickling. */
export function numpyArray(value: PickleValue | undefined): NumpyArray | null {
  if (!isRecord(value) || value.kind !== 'object') return null
  const name = classOf(value)?.name ?? ''
  switch (name) {
    case '_reconstruct': {
      // ndarray.__reduce__: state is (version, shape, dtype, column-major, bytes or a list).
      const state = isRecord(value.state) && value.state.kind === 'tuple' ? value.state.items : []
      const [, shape, dtype, columnMajor, data] = state
      return array(shape, dtype, columnMajor === true, data)
    }
    case '_frombuffer': {
      // Protocol 5: numpy._core.numeric._frombuffer(buffer, dtype, shape, order)
      const args = argumentsOf(value)
      return array(args[2], args[1], args[3] === 'F', args[0])
    }
    case 'NumpyArrayWrapper':
      return array(attribute(value, 'shape'), attribute(value, 'dtype'), attribute(value, 'order') === 'F', value.appended ?? undefined)
    default:
      return null
  }
}

function array(
  shape: PickleValue | undefined,
  dtype: PickleValue | undefined,
  columnMajor: boolean,
  data: PickleValue | undefined,
): NumpyArray | null {
  if (!isRecord(shape) || shape.kind !== 'tuple') return null
  // numpy has no more than 64 dimensions.
  if (shape.items.length > 64) return null
  const lengths: number[] = []
  for (const length of shape.items) {
    if (typeof length !== 'number' || length < 0) return null
    lengths.push(length)
  }
  const count = lengths.reduce((product, length) => product * length, 1)
  const size = itemSize(dtype)
  const code = dtypeCode(dtype)
  if (size === null || code === null) return null
  if (size === 'objects') {
    const items = isRecord(data) && data.kind === 'object' ? numpyArray(data)?.data : isRecord(data) && data.kind === 'list' ? data.items : undefined
    return Array.isArray(items) && items.length === count ? { type: 'O', bigEndian: false, shape: lengths, columnMajor, data: items as PickleValue[] } : null
  }
  const bytes = rawBytes(data)
  if (bytes?.length !== count * size) return null
  return { type: code.type, bigEndian: code.bigEndian, shape: lengths, columnMajor, data: bytes }
}

/** Bytes of any protocol: bytes, a Latin-1 string of Python 2, or a call that makes bytes of either; null for others. */
export function rawBytes(value: PickleValue | undefined, depth = 0): Buffer | null {
  if (typeof value === 'string') return Buffer.from(value, 'latin1')
  if (!isRecord(value) || depth > 2) return null
  if (value.kind === 'bytes') return value.bytes
  if (value.kind !== 'object') return null
  const name = classOf(value)?.name ?? ''
  // The state of a BytesIO begins with its bytes.
  if (name === 'BytesIO') return rawBytes(isRecord(value.state) && value.state.kind === 'tuple' ? value.state.items[0] : argumentsOf(value)[0], depth + 1)
  // Protocols 0 to 2 write bytes as _codecs.encode(text, 'latin1').
  if (!['encode', 'bytearray', 'bytes'].includes(name)) return null
  const [first] = argumentsOf(value)
  return isRecord(first) && first.kind === 'bytes' && first.text === true ? latin1Of(first) : rawBytes(first, depth + 1)
}

const encoded = new WeakMap<PickleBytes, Buffer>()

/** The bytes that a long text stands for, each character one. */
function latin1Of(text: PickleBytes): Buffer {
  const known = encoded.get(text)
  if (known !== undefined) return known
  const bytes = Buffer.from(text.bytes.toString('utf8'), 'latin1')
  encoded.set(text, bytes)
  return bytes
}

function dtypeCode(dtype: PickleValue | undefined): { type: string; bigEndian: boolean } | null {
  if (!isRecord(dtype) || dtype.kind !== 'object') return null
  const [code] = argumentsOf(dtype)
  if (typeof code !== 'string') return null
  const order = isRecord(dtype.state) && dtype.state.kind === 'tuple' ? dtype.state.items[1] : '<'
  return { type: code.replace(/^[<>|=]/, ''), bigEndian: order === '>' || code.startsWith('>') }
}

/** The arguments that the object would have been made with. */
export function argumentsOf(object: PickleObject): readonly PickleValue[] {
  return isRecord(object.args) && object.args.kind === 'tuple' ? object.args.items : []
}

/** The number, text or boolean of a pickled numpy scalar; undefined where the value is none. */
export function numpyScalar(value: PickleValue | undefined): number | string | boolean | null | undefined {
  if (!isRecord(value) || value.kind !== 'object' || classOf(value)?.name !== 'scalar') return undefined
  const [dtype, data] = argumentsOf(value)
  const code = dtypeCode(dtype)
  const bytes = rawBytes(data)
  if (code === null || bytes === null || bytes.length !== itemSize(dtype)) return undefined
  return element(code.type, code.bigEndian, bytes)
}

/** The first `most` elements of an array, in the order in which they lie in the file. */
export function elements(of: NumpyArray, most: number): PickleValue[] {
  if (Array.isArray(of.data)) return (of.data as readonly PickleValue[]).slice(0, most)
  const bytes = of.data as Buffer
  const count = of.shape.reduce((product, length) => product * length, 1)
  const size = count === 0 ? 0 : bytes.length / count
  return Array.from({ length: Math.min(count, most) }, (_, at) =>
    element(of.type, of.bigEndian, bytes.subarray(at * size, (at + 1) * size)) ?? null,
  )
}

/** One element; undefined for a type that has no plain value here. Whole numbers beyond 2^53 lose their last digits. */
function element(type: string, bigEndian: boolean, bytes: Buffer): number | string | boolean | undefined {
  const ordered = bigEndian && !type.startsWith('S') ? bytes.toReversed() : bytes
  const view = Buffer.from(ordered)
  switch (type) {
    case 'f8':
      return view.readDoubleLE()
    case 'f4':
      return view.readFloatLE()
    case 'i8':
      return Number(view.readBigInt64LE())
    case 'u8':
      return Number(view.readBigUInt64LE())
    case 'i4':
    case 'i2':
    case 'i1':
      return view.readIntLE(0, view.length)
    case 'u4':
    case 'u2':
    case 'u1':
      return view.readUIntLE(0, view.length)
    case 'b1':
    case '?':
      return view[0] !== 0
    default:
      if (/^S\d+$/.test(type)) return view.toString('latin1').replace(/\0+$/, '')
      return /^U\d+$/.test(type) ? utf32(bytes, bigEndian) : undefined
  }
}

function utf32(bytes: Buffer, bigEndian: boolean): string {
  let text = ''
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const point = bigEndian ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at)
    if (point === 0) break
    text += point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd'
  }
  return text
}
