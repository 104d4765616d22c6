/** Unfolding that would give more than was allowed. A RangeError, as zlib throws. */
export function tooMuch(most: number): RangeError {
  return new RangeError(`The data unfolds to more than ${most} bytes.`)
}

/** Bytes that grow as they are unfolded, up to a limit, and that can be copied from themselves. */
export class OutputBuffer {
  private readonly most: number
  private bytes: Buffer
  /** Where what can be repeated begins. */
  private base = 0
  length = 0

  constructor(most: number) {
    this.most = most
    this.bytes = Buffer.allocUnsafe(Math.min(most, 1 << 16))
  }

  /** Bytes written since the last `restart`. */
  get position(): number {
    return this.length - this.base
  }

  /** Forgets what was written so far, for what follows. */
  restart(): void {
    this.base = this.length
  }

  push(byte: number): void {
    if (this.length === this.bytes.length) this.grow(1)
    this.bytes[this.length] = byte
    this.length += 1
  }

  append(bytes: Buffer): void {
    this.grow(bytes.length)
    bytes.copy(this.bytes, this.length)
    this.length += bytes.length
  }

  /**
   * Repeats `length` bytes from `distance` bytes back; the two may overlap.
   *
   * @throws Error where nothing has been written so far back.
   */
  repeat(distance: number, length: number): void {
    if (distance < 1 || distance > this.position) throw new Error('The data refers to what it has not written.')
    this.grow(length)
    const { bytes } = this
    for (let at = this.length; at < this.length + length; at++) bytes[at] = bytes[at - distance] ?? 0
    this.length += length
  }

  /** The byte `distance` back, 0 where there is none. */
  back(distance: number): number {
    return distance > this.position ? 0 : (this.bytes[this.length - distance] ?? 0)
  }

  /** What was written since the length was `from`. */
  since(from: number): Buffer {
    return this.bytes.subarray(from, this.length)
  }

  written(): Buffer {
    return this.bytes.subarray(0, this.length)
  }

  private grow(by: number): void {
    const needed = this.length + by
    if (needed > this.most) throw tooMuch(this.most)
    if (needed <= this.bytes.length) return
    const grown = Buffer.allocUnsafe(Math.min(this.most, Math.max(needed, 2 * this.bytes.length)))
    this.bytes.copy(grown, 0, 0, this.length)
    this.bytes = grown
  }
}
