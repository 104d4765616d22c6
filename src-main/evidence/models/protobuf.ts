export interface Field {
  readonly number: number
  readonly value: number | Buffer
}

const mostFields = 1_000_000

/** The fields of a protocol-buffer message, fixed-size ones left out; null where the bytes are none. */
export function fields(bytes: Buffer): Field[] | null {
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
    if (found.length >= mostFields) return null
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

/** The first message in the field `number`; null where there is none. */
export function message(parent: readonly Field[] | null, number: number): Field[] | null {
  const value = parent?.find((field) => field.number === number)?.value
  return Buffer.isBuffer(value) ? fields(value) : null
}

/** Every message in the repeated field `number`. */
export function messages(parent: readonly Field[] | null, number: number): Field[][] {
  return (parent ?? []).flatMap((field) => {
    const inner = field.number === number && Buffer.isBuffer(field.value) ? fields(field.value) : null
    return inner === null ? [] : [inner]
  })
}

export function textOf(parent: readonly Field[] | null, number: number): string | null {
  const value = parent?.find((field) => field.number === number)?.value
  return Buffer.isBuffer(value) ? value.toString('utf8') : null
}

export function numberOf(parent: readonly Field[] | null, number: number): number | null {
  const value = parent?.find((field) => field.number === number)?.value
  return typeof value === 'number' ? value : null
}
