/** A number array as it lies in the file: XGBoost writes its trees in such. */
export class UbjsonArray {
  readonly type: string
  readonly length: number
  readonly bytes: Buffer

  constructor(type: string, length: number, bytes: Buffer) {
    this.type = type
    this.length = length
    this.bytes = bytes
  }

  at(index: number): number {
    return readNumber(this.type, this.bytes, index * (sizes[this.type] ?? 1))
  }
}

export type UbjsonValue = null | boolean | number | string | UbjsonArray | UbjsonValue[] | Map<string, UbjsonValue>

const sizes: Readonly<Record<string, number>> = { i: 1, U: 1, I: 2, l: 4, L: 8, d: 4, D: 8 }
const deepest = 64
/** Values decoded at most, the elements of typed arrays not counted. */
const mostValues = 5_000_000

/**
 * Decodes Universal Binary JSON (draft 12, with XGBoost's typed arrays). Null where the bytes are none, are cut off, are
 * nested too deeply or hold too much.
 */
export function readUbjson(bytes: Buffer): UbjsonValue | null {
  try {
    return new UbjsonReader(bytes).value(0)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

class UbjsonReader {
  private readonly bytes: Buffer
  private offset = 0
  private left = mostValues

  constructor(bytes: Buffer) {
    this.bytes = bytes
  }

  value(depth: number, type = this.marker()): UbjsonValue {
    if (depth > deepest || this.left-- <= 0) throw new RangeError('The data is nested too deeply or too large.')
    switch (type) {
      case 'Z':
        return null
      case 'T':
        return true
      case 'F':
        return false
      case 'C':
        return this.take(1).toString('latin1')
      case 'S':
      case 'H':
        return this.take(this.length()).toString('utf8')
      case '[':
        return this.array(depth)
      case '{':
        return this.object(depth)
      default:
        return this.number(type)
    }
  }

  private array(depth: number): UbjsonValue {
    const { type, count } = this.container()
    const size = type === null ? undefined : sizes[type]
    if (type !== null && count !== null && size !== undefined) return new UbjsonArray(type, count, this.take(count * size))
    const items: UbjsonValue[] = []
    for (let at = 0; count === null ? !this.ends(']') : at < count; at++) items.push(this.value(depth + 1, type ?? this.marker()))
    return items
  }

  private object(depth: number): UbjsonValue {
    const { type, count } = this.container()
    const entries = new Map<string, UbjsonValue>()
    for (let at = 0; count === null ? !this.ends('}') : at < count; at++) {
      const key = this.take(this.length()).toString('utf8')
      entries.set(key, this.value(depth + 1, type ?? this.marker()))
    }
    return entries
  }

  /** The optional element type and count of a container. */
  private container(): { type: string | null; count: number | null } {
    const type = this.peek() === '$' ? (this.take(1), this.marker()) : null
    if (this.peek() !== '#') {
      if (type !== null) throw new RangeError('A typed container has no count.')
      return { type, count: null }
    }
    this.take(1)
    return { type, count: this.length() }
  }

  private ends(close: string): boolean {
    while (this.peek() === 'N') this.take(1)
    if (this.peek() !== close) return false
    this.take(1)
    return true
  }

  private length(): number {
    const length = this.number(this.marker())
    if (!Number.isSafeInteger(length) || length < 0 || length > this.bytes.length) throw new RangeError('A length is outside of the file.')
    return length
  }

  private number(type: string): number {
    const size = sizes[type]
    if (size === undefined) throw new RangeError('A type marker is unknown.')
    return readNumber(type, this.take(size), 0)
  }

  private peek(): string {
    const byte = this.bytes[this.offset]
    if (byte === undefined) throw new RangeError('The data ends in the middle.')
    return String.fromCharCode(byte)
  }

  private marker(): string {
    let marker = this.take(1).toString('latin1')
    while (marker === 'N') marker = this.take(1).toString('latin1')
    return marker
  }

  private take(length: number): Buffer {
    const end = this.offset + length
    if (end > this.bytes.length) throw new RangeError('The data ends in the middle.')
    const taken = this.bytes.subarray(this.offset, end)
    this.offset = end
    return taken
  }
}

function readNumber(type: string, bytes: Buffer, at: number): number {
  switch (type) {
    case 'i':
      return bytes.readInt8(at)
    case 'U':
      return bytes.readUInt8(at)
    case 'I':
      return bytes.readInt16BE(at)
    case 'l':
      return bytes.readInt32BE(at)
    case 'L':
      return Number(bytes.readBigInt64BE(at))
    case 'd':
      return bytes.readFloatBE(at)
    default:
      return bytes.readDoubleBE(at)
  }
}
