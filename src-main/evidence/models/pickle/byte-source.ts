/** A pickle that can't be decoded further; `message` says why, for a person. */
export class PickleError extends Error {}

/** A bounds-checked cursor over bytes. Every read past the end is a `PickleError`, never undefined. */
export class ByteSource {
  readonly bytes: Buffer
  offset = 0

  constructor(bytes: Buffer) {
    this.bytes = bytes
  }

  take(length: number): Buffer {
    const end = this.offset + length
    if (!Number.isSafeInteger(length) || length < 0 || end > this.bytes.length) {
      throw new PickleError(`it ends in the middle of a value at byte ${this.offset}`)
    }
    const taken = this.bytes.subarray(this.offset, end)
    this.offset = end
    return taken
  }

  byte(): number {
    return this.take(1).readUInt8()
  }

  unsigned(length: 1 | 2 | 4): number {
    return this.take(length).readUIntLE(0, length)
  }

  /** An eight-byte length; one that can't be a length in this file fails in `take`. */
  length8(): number {
    const length = this.take(8).readBigUInt64LE()
    return length > BigInt(this.bytes.length) ? Number.MAX_SAFE_INTEGER : Number(length)
  }

  /** The bytes up to the next line feed, which is consumed. */
  line(): Buffer {
    const end = this.bytes.indexOf(0x0a, this.offset)
    if (end < 0) throw new PickleError(`it ends in the middle of a line at byte ${this.offset}`)
    const line = this.take(end - this.offset)
    this.offset = end + 1
    return line
  }
}
