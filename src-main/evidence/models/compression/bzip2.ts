import { OutputBuffer } from './output-buffer.ts'

const blockMagic = 0x314159265359
const endMagic = 0x177245385090
const symbolsPerSelector = 50
const longestCode = 20

/** Reads bits, the highest first. */
class BitReader {
  private readonly bytes: Buffer
  private offset: number
  private left = 0
  private current = 0

  constructor(bytes: Buffer, offset: number) {
    this.bytes = bytes
    this.offset = offset
  }

  bit(): number {
    if (this.left === 0) {
      const byte = this.bytes[this.offset++]
      if (byte === undefined) throw new Error('The bzip2 data ends in the middle.')
      this.current = byte
      this.left = 8
    }
    this.left -= 1
    return (this.current >> this.left) & 1
  }

  /** Up to 48 bits. */
  bits(count: number): number {
    let value = 0
    for (let at = 0; at < count; at++) value = value * 2 + this.bit()
    return value
  }

  /** The offset of the next whole byte. */
  aligned(): number {
    this.left = 0
    return this.offset
  }
}

/** A canonical Huffman code: for every length the first code, and where its symbols begin. */
interface Code {
  readonly first: Int32Array
  readonly counts: Int32Array
  readonly starts: Int32Array
  readonly symbols: readonly number[]
}

/**
 * Unfolds bzip2 streams, up to `most` bytes. Checksums aren't checked; randomised blocks, which no version since 0.9.5
 * writes, are refused. Format: bzip2 1.0, decompress.c.
 *
 * @throws RangeError where the result would be larger, another Error where the data is broken.
 */
export function unfoldBzip2(bytes: Buffer, most: number): Buffer {
  const output = new OutputBuffer(most)
  let at = 0
  while (at < bytes.length) {
    const level = bytes.subarray(at, at + 4).toString('latin1')
    if (!/^BZh[1-9]$/.test(level)) throw new Error('The data is no bzip2 stream.')
    const reader = new BitReader(bytes, at + 4)
    for (;;) {
      const magic = reader.bits(48)
      // The checksum of the block, or of the stream.
      reader.bits(32)
      if (magic === endMagic) break
      if (magic !== blockMagic) throw new Error('The bzip2 data holds an unknown block.')
      unfoldBlock(reader, Number(level[3]) * 100_000, output)
    }
    at = reader.aligned()
  }
  return output.written()
}

function unfoldBlock(reader: BitReader, blockSize: number, output: OutputBuffer): void {
  if (reader.bit() === 1) throw new Error('The bzip2 data holds a randomised block.')
  const origin = reader.bits(24)
  const used = usedBytes(reader)
  const codeCount = reader.bits(3)
  const selectors = readSelectors(reader, codeCount)
  const codes = Array.from({ length: codeCount }, () => readCode(reader, used.length + 2))
  const { transformed, counts } = readSymbols(reader, used, selectors, codes, blockSize)
  writeOriginal(transformed, counts, origin, output)
}

function usedBytes(reader: BitReader): number[] {
  const rows = reader.bits(16)
  const used: number[] = []
  for (let row = 0; row < 16; row++) {
    if (((rows >> (15 - row)) & 1) === 0) continue
    for (let column = 0; column < 16; column++) if (reader.bit() === 1) used.push(row * 16 + column)
  }
  if (used.length === 0) throw new Error('The bzip2 data holds an empty block.')
  return used
}

function readSelectors(reader: BitReader, codeCount: number): number[] {
  if (codeCount < 2 || codeCount > 6) throw new Error('The bzip2 data holds an impossible number of codes.')
  const count = reader.bits(15)
  const order = Uint8Array.from({ length: codeCount }, (_, index) => index)
  return Array.from({ length: count }, () => {
    let place = 0
    while (reader.bit() === 1) place += 1
    if (place >= codeCount) throw new Error('The bzip2 data refers to a code that it has not defined.')
    return toFront(order, place)
  })
}

function toFront(order: Uint8Array, place: number): number {
  const value = order[place] ?? 0
  order.copyWithin(1, 0, place)
  order[0] = value
  return value
}

function readCode(reader: BitReader, symbolCount: number): Code {
  let length = reader.bits(5)
  const lengths: number[] = []
  for (let symbol = 0; symbol < symbolCount; symbol++) {
    for (;;) {
      if (length < 1 || length > longestCode) throw new Error('The bzip2 data holds an impossible code.')
      if (reader.bit() === 0) break
      length += reader.bit() === 0 ? 1 : -1
    }
    lengths.push(length)
  }
  const counts = new Int32Array(longestCode + 1)
  for (const each of lengths) counts[each] = (counts[each] ?? 0) + 1
  const first = new Int32Array(longestCode + 1)
  const starts = new Int32Array(longestCode + 1)
  let code = 0
  let start = 0
  for (let each = 1; each <= longestCode; each++) {
    first[each] = code
    starts[each] = start
    start += counts[each] ?? 0
    code = (code + (counts[each] ?? 0)) * 2
  }
  const symbols = lengths.map((_, symbol) => symbol).sort((a, b) => (lengths[a] ?? 0) - (lengths[b] ?? 0) || a - b)
  return { first, counts, starts, symbols }
}

function readSymbol(reader: BitReader, { first, counts, starts, symbols }: Code): number {
  let code = 0
  for (let length = 1; length <= longestCode; length++) {
    code = code * 2 + reader.bit()
    const index = code - (first[length] ?? 0)
    if (index < (counts[length] ?? 0)) return symbols[(starts[length] ?? 0) + index] ?? 0
  }
  throw new Error('The bzip2 data holds a code that it has not defined.')
}

/** Undoes the Huffman codes, the run lengths of zeros and the move to front. */
function readSymbols(
  reader: BitReader,
  used: readonly number[],
  selectors: readonly number[],
  codes: readonly Code[],
  blockSize: number,
): { transformed: Uint32Array; counts: Uint32Array } {
  const transformed = new Uint32Array(blockSize)
  const counts = new Uint32Array(256)
  const order = Uint8Array.from(used)
  const endOfBlock = used.length + 1
  let length = 0
  const write = (byte: number, times: number): void => {
    if (length + times > blockSize) throw new Error('The bzip2 data goes beyond the size of its block.')
    transformed.fill(byte, length, length + times)
    counts[byte] = (counts[byte] ?? 0) + times
    length += times
  }
  let run = 0
  let weight = 1
  for (let read = 0; ; read++) {
    const code = codes[selectors[Math.floor(read / symbolsPerSelector)] ?? -1]
    if (code === undefined) throw new Error('The bzip2 data has fewer selectors than symbols.')
    const symbol = readSymbol(reader, code)
    if (symbol <= 1) {
      // Runs are written in a bijective binary system: RUNA stands for 1 times its weight, RUNB for 2.
      run += weight * (symbol + 1)
      weight *= 2
      if (run > blockSize) throw new Error('The bzip2 data goes beyond the size of its block.')
      continue
    }
    if (run > 0) write(order[0] ?? 0, run)
    run = 0
    weight = 1
    if (symbol === endOfBlock) return { transformed: transformed.subarray(0, length), counts }
    if (length === blockSize) throw new Error('The bzip2 data goes beyond the size of its block.')
    const byte = toFront(order, symbol - 1)
    transformed[length++] = byte
    counts[byte] = (counts[byte] ?? 0) + 1
  }
}

/** Undoes the Burrows-Wheeler transform and the first run lengths: a count follows every four equal bytes. */
function writeOriginal(transformed: Uint32Array, counts: Uint32Array, origin: number, output: OutputBuffer): void {
  if (origin >= transformed.length) throw new Error('The bzip2 data begins outside of its block.')
  const next = new Uint32Array(256)
  for (let byte = 0, sum = 0; byte < 256; byte++) {
    next[byte] = sum
    sum += counts[byte] ?? 0
  }
  // The upper bits of every entry become the place of its successor.
  const length = transformed.length
  for (let at = 0; at < length; at++) {
    const byte = (transformed[at] ?? 0) & 0xff
    const place = next[byte] ?? 0
    next[byte] = place + 1
    transformed[place] = ((transformed[place] ?? 0) & 0xff) | (at << 8)
  }
  let place = (transformed[origin] ?? 0) >>> 8
  let previous = -1
  let equal = 0
  for (let at = 0; at < length; at++) {
    const entry = transformed[place] ?? 0
    const byte = entry & 0xff
    place = entry >>> 8
    if (equal === 4) {
      for (let times = 0; times < byte; times++) output.push(previous)
      equal = 0
      previous = -1
      continue
    }
    equal = byte === previous ? equal + 1 : 1
    previous = byte
    output.push(byte)
  }
}
