import { OutputBuffer } from './output-buffer.ts'

/** Reads bits that an adaptive range coder has written. */
class RangeDecoder {
  private readonly bytes: Buffer
  private range = 0xffffffff
  private code = 0
  offset: number

  constructor(bytes: Buffer, offset: number) {
    this.bytes = bytes
    this.offset = offset
    if (this.next() !== 0) throw new Error('The LZMA data does not begin with a zero byte.')
    for (let at = 0; at < 4; at++) this.code = ((this.code << 8) | this.next()) >>> 0
  }

  bit(probabilities: Uint16Array, index: number): number {
    const probability = probabilities[index] ?? 0
    const bound = (this.range >>> 11) * probability
    let bit: number
    if (this.code < bound) {
      this.range = bound
      probabilities[index] = probability + ((2048 - probability) >> 5)
      bit = 0
    } else {
      this.range -= bound
      this.code -= bound
      probabilities[index] = probability - (probability >> 5)
      bit = 1
    }
    this.normalise()
    return bit
  }

  direct(count: number): number {
    let value = 0
    for (let left = count; left > 0; left--) {
      this.range >>>= 1
      const bit = this.code >= this.range ? 1 : 0
      if (bit === 1) this.code -= this.range
      value = ((value << 1) | bit) >>> 0
      this.normalise()
    }
    return value
  }

  tree(probabilities: Uint16Array, start: number, bits: number): number {
    let node = 1
    for (let level = 0; level < bits; level++) node = (node << 1) | this.bit(probabilities, start + node)
    return node - (1 << bits)
  }

  reverseTree(probabilities: Uint16Array, start: number, bits: number): number {
    let node = 1
    let value = 0
    for (let level = 0; level < bits; level++) {
      const bit = this.bit(probabilities, start + node)
      node = (node << 1) | bit
      value |= bit << level
    }
    return value
  }

  private normalise(): void {
    if (this.range >= 0x1000000) return
    this.range = (this.range << 8) >>> 0
    this.code = ((this.code << 8) | this.next()) >>> 0
  }

  private next(): number {
    const byte = this.bytes[this.offset++]
    if (byte === undefined) throw new Error('The LZMA data ends in the middle.')
    return byte
  }
}

function fresh(length: number): Uint16Array {
  return new Uint16Array(length).fill(1024)
}

interface LengthModel {
  readonly choice: Uint16Array
  readonly low: Uint16Array
  readonly mid: Uint16Array
  readonly high: Uint16Array
}

function freshLengths(): LengthModel {
  return { choice: fresh(2), low: fresh(16 * 8), mid: fresh(16 * 8), high: fresh(256) }
}

/**
 * The state of an LZMA decoder: LZMA2 keeps it from chunk to chunk. The dictionary is what has been written.
 * Algorithm: the LZMA specification of the LZMA SDK (lzma-specification.txt).
 */
export class LzmaDecoder {
  private readonly output: OutputBuffer
  private lc = 0
  private lp = 0
  private pb = 0
  private state = 0
  private reps: [number, number, number, number] = [0, 0, 0, 0]
  private literal = fresh(0)
  private isMatch = fresh(192)
  private isRep = fresh(12)
  private isRepG0 = fresh(12)
  private isRepG1 = fresh(12)
  private isRepG2 = fresh(12)
  private isRep0Long = fresh(192)
  private slots = fresh(4 * 64)
  private special = fresh(128)
  private align = fresh(16)
  private lengths = freshLengths()
  private repLengths = freshLengths()

  constructor(output: OutputBuffer) {
    this.output = output
  }

  /** Sets lc, lp and pb by their common byte, (pb · 5 + lp) · 9 + lc, and resets the state. */
  setProperties(byte: number): void {
    if (byte >= 225) throw new Error('The properties of the LZMA data are unknown.')
    this.lc = byte % 9
    this.lp = Math.floor(byte / 9) % 5
    this.pb = Math.floor(byte / 45)
    this.reset()
  }

  reset(): void {
    this.state = 0
    this.reps = [0, 0, 0, 0]
    this.literal = fresh(0x300 << (this.lc + this.lp))
    this.isMatch = fresh(192)
    this.isRep = fresh(12)
    this.isRepG0 = fresh(12)
    this.isRepG1 = fresh(12)
    this.isRepG2 = fresh(12)
    this.isRep0Long = fresh(192)
    this.slots = fresh(4 * 64)
    this.special = fresh(128)
    this.align = fresh(16)
    this.lengths = freshLengths()
    this.repLengths = freshLengths()
  }

  /** Decodes until `size` more bytes are written, or, where it is null, to the end marker. */
  decode(bytes: Buffer, offset: number, size: number | null): void {
    const { output } = this
    const range = new RangeDecoder(bytes, offset)
    const end = size === null ? Infinity : output.length + size
    while (output.length < end) {
      const posState = output.position & ((1 << this.pb) - 1)
      if (range.bit(this.isMatch, (this.state << 4) + posState) === 0) {
        this.decodeLiteral(range)
        continue
      }
      const length = this.decodeMatch(range, posState)
      if (length === null) {
        if (size === null || output.length === end) return
        throw new Error('The LZMA data ends before its size.')
      }
      if (output.length + length > end) throw new Error('The LZMA data goes beyond its size.')
      output.repeat(this.reps[0] + 1, length)
    }
  }

  private decodeLiteral(range: RangeDecoder): void {
    const { output, lc, lp } = this
    const context = ((output.position & ((1 << lp) - 1)) << lc) + (output.back(1) >> (8 - lc))
    const start = 0x300 * context
    let symbol = 1
    if (this.state >= 7) {
      let match = output.back(this.reps[0] + 1)
      while (symbol < 0x100) {
        const matchBit = (match >> 7) & 1
        match <<= 1
        const bit = range.bit(this.literal, start + ((1 + matchBit) << 8) + symbol)
        symbol = (symbol << 1) | bit
        if (matchBit !== bit) break
      }
    }
    while (symbol < 0x100) symbol = (symbol << 1) | range.bit(this.literal, start + symbol)
    output.push(symbol & 0xff)
    this.state = this.state < 4 ? 0 : this.state < 10 ? this.state - 3 : this.state - 6
  }

  /** The length of a match, whose distance is then the first of `reps`; null at the end marker. */
  private decodeMatch(range: RangeDecoder, posState: number): number | null {
    const { state } = this
    if (range.bit(this.isRep, state) === 0) {
      const length = decodeLength(range, this.lengths, posState)
      this.state = state < 7 ? 7 : 10
      const distance = this.decodeDistance(range, length)
      if (distance === 0xffffffff) return null
      this.reps = [distance, this.reps[0], this.reps[1], this.reps[2]]
      return length + 2
    }
    const [first, second, third, fourth] = this.reps
    if (range.bit(this.isRepG0, state) === 0) {
      if (range.bit(this.isRep0Long, (state << 4) + posState) === 0) {
        this.state = state < 7 ? 9 : 11
        return 1
      }
    } else if (range.bit(this.isRepG1, state) === 0) {
      this.reps = [second, first, third, fourth]
    } else if (range.bit(this.isRepG2, state) === 0) {
      this.reps = [third, first, second, fourth]
    } else {
      this.reps = [fourth, first, second, third]
    }
    this.state = state < 7 ? 8 : 11
    return decodeLength(range, this.repLengths, posState) + 2
  }

  private decodeDistance(range: RangeDecoder, length: number): number {
    const slot = range.tree(this.slots, Math.min(length, 3) << 6, 6)
    if (slot < 4) return slot
    const bits = (slot >> 1) - 1
    const base = ((2 | (slot & 1)) << bits) >>> 0
    if (slot < 14) return base + range.reverseTree(this.special, base - slot, bits)
    return (base + ((range.direct(bits - 4) << 4) >>> 0) + range.reverseTree(this.align, 0, 4)) >>> 0
  }
}

function decodeLength(range: RangeDecoder, model: LengthModel, posState: number): number {
  if (range.bit(model.choice, 0) === 0) return range.tree(model.low, posState << 3, 3)
  if (range.bit(model.choice, 1) === 0) return 8 + range.tree(model.mid, posState << 3, 3)
  return 16 + range.tree(model.high, 0, 8)
}

/**
 * Unfolds a legacy `.lzma` file, up to `most` bytes: properties, size of the dictionary, size (all ones where an end marker
 * tells), data.
 *
 * @throws RangeError where the result would be larger, another Error where the data is broken.
 */
export function unfoldLzma(bytes: Buffer, most: number): Buffer {
  if (bytes.length < 18) throw new Error('The LZMA data ends in the middle.')
  const output = new OutputBuffer(most)
  const decoder = new LzmaDecoder(output)
  decoder.setProperties(bytes.readUInt8(0))
  const stated = bytes.readBigUInt64LE(5)
  decoder.decode(bytes, 13, stated === 0xffffffffffffffffn ? null : Number(stated))
  return output.written()
}
