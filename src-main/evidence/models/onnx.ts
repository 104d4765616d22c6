/**
 * The number of columns that an ONNX model takes: the last dimension of its only input (`graph.input[0].type.tensor_type
 * .shape.dim`), or the number of inputs where each is one column. Null where the model doesn't state it, undefined where
 * the bytes are no ONNX model. Field numbers: onnx/onnx.proto.
 */
export function onnxFeatures(bytes: Buffer): number | null | undefined {
  const model = fields(bytes)
  if (model === null || !model.some(({ number, value }) => number === 1 && typeof value === 'number')) return undefined
  const graph = message(model, 7)
  if (graph === null) return undefined
  const initialised = new Set(graph.filter((field) => field.number === 5).map((field) => nameOf(field, 8)))
  const inputs = graph.filter((field) => field.number === 11 && !initialised.has(nameOf(field, 1)))
  const columns = inputs.map((input) => lastDimension(input))
  if (columns.length === 1) return columns[0] ?? null
  return columns.length > 1 && columns.every((count) => count === 1) ? columns.length : null
}

interface Field {
  readonly number: number
  readonly value: number | Buffer
}

/** The fields of a protocol-buffer message; null where the bytes are none. */
function fields(bytes: Buffer): Field[] | null {
  const found: Field[] = []
  let at = 0
  const varint = (): number | null => {
    let value = 0
    for (let shift = 0; shift < 10; shift++) {
      const byte = bytes[at++]
      if (byte === undefined) return null
      value += (byte & 0x7f) * 2 ** (7 * shift)
      if (byte < 0x80) return value
    }
    return null
  }
  while (at < bytes.length) {
    const tag = varint()
    if (tag === null || tag < 8) return null
    const number = Math.floor(tag / 8)
    const wire = tag % 8
    if (wire === 0) {
      const value = varint()
      if (value === null) return null
      found.push({ number, value })
    } else if (wire === 1 || wire === 5) {
      at += wire === 1 ? 8 : 4
    } else if (wire === 2) {
      const length = varint()
      if (length === null || at + length > bytes.length) return null
      found.push({ number, value: bytes.subarray(at, at + length) })
      at += length
    } else {
      return null
    }
  }
  return at === bytes.length ? found : null
}

function message(parent: readonly Field[] | null, number: number): Field[] | null {
  const value = parent?.find((field) => field.number === number)?.value
  return Buffer.isBuffer(value) ? fields(value) : null
}

function nameOf(field: Field, number: number): string | null {
  const name = Buffer.isBuffer(field.value) ? fields(field.value)?.find((inner) => inner.number === number)?.value : null
  return Buffer.isBuffer(name) ? name.toString('utf8') : null
}

function lastDimension(input: Field): number | null {
  const type = message(Buffer.isBuffer(input.value) ? fields(input.value) : null, 2)
  const shape = message(message(type, 1), 2)
  const last = shape?.findLast((field) => field.number === 1)?.value
  const size = Buffer.isBuffer(last) ? fields(last)?.find((field) => field.number === 1)?.value : null
  return typeof size === 'number' && size > 0 && size < 10_000_000 ? size : null
}
