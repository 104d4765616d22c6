import { PickleError } from './byte-source.ts'
import type { ByteSource } from './byte-source.ts'
import { attribute, isRecord } from './pickle-value.ts'
import type { PickleObject, PickleValue } from './pickle-value.ts'

/**
 * Takes the array that joblib writes directly after the BUILD of a `NumpyArrayWrapper`: raw bytes, since
 * joblib 1.2 after one byte that counts padding; or, for an array of objects, a whole pickle, which `nested` reads.
 * Source: joblib/numpy_pickle.py, `NumpyArrayWrapper.read_array`.
 *
 * @throws PickleError where the shape or the element type can't be read.
 */
export function takeJoblibArray(source: ByteSource, wrapper: PickleObject, nested: () => PickleValue): PickleValue {
  const dtype = attribute(wrapper, 'dtype')
  const size = itemSize(dtype)
  if (size === 'objects') return nested()
  if (size === null) throw new PickleError(`it holds a joblib array of an unknown element type at byte ${source.offset}`)
  const count = elementCount(attribute(wrapper, 'shape'))
  if (count === null) throw new PickleError(`it holds a joblib array of an unreadable shape at byte ${source.offset}`)
  const alignment = attribute(wrapper, 'numpy_array_alignment_bytes')
  if (alignment !== undefined && alignment !== null) source.take(source.byte())
  return { kind: 'bytes', bytes: source.take(count * size) }
}

/** Bytes of one element of a pickled `numpy.dtype`; 'objects' where elements are Python objects; null where unknown. */
export function itemSize(dtype: PickleValue | undefined): number | 'objects' | null {
  if (!isRecord(dtype) || dtype.kind !== 'object' || !isRecord(dtype.args) || dtype.args.kind !== 'tuple') return null
  const code = dtype.args.items[0]
  const match = typeof code === 'string' ? /^[<>|=]?([?a-zA-Z])(\d*)$/.exec(code) : null
  if (match === null) return null
  const [, kind = '', digits = ''] = match
  if (kind === 'O') return 'objects'
  // The last item of a structured type's state is its flags; bit 0 says that a field holds objects.
  const flags = isRecord(dtype.state) && dtype.state.kind === 'tuple' ? dtype.state.items[7] : undefined
  if (kind === 'V' && typeof flags === 'number' && (flags & 1) === 1) return 'objects'
  if (digits === '') return kind === '?' ? 1 : null
  return kind === 'U' ? 4 * Number(digits) : Number(digits)
}

function elementCount(shape: PickleValue | undefined): number | null {
  if (!isRecord(shape) || shape.kind !== 'tuple') return null
  let count = 1
  for (const length of shape.items) {
    if (typeof length !== 'number' || length < 0) return null
    count *= length
  }
  return Number.isSafeInteger(count) ? count : null
}
