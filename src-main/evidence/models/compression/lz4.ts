import { xxHash32 } from './checksums.ts'
import { OutputBuffer } from './output-buffer.ts'

const frameMagic = 0x184d2204

/**
 * Unfolds LZ4 frames, up to `most` bytes; the checksums that they have are checked. Format: lz4_Frame_format.md 1.6.3,
 * lz4_Block_format.md. The decoder is our own: the libraries of the npm registry are native code, leave the result
 * unbounded, or have been left alone since 2016 (lz4js) and check nothing.
 *
 * @throws RangeError where the result would be larger or the data ends early, another Error where it is broken.
 */
export function unfoldLz4(bytes: Buffer, most: number): Buffer {
  const output = new OutputBuffer(most)
  let at = 0
  while (at < bytes.length) {
    if (bytes.readUInt32LE(at) !== frameMagic) throw new Error('The data is no LZ4 frame.')
    const flags = bytes.readUInt8(at + 4)
    if (flags >> 6 !== 1) throw new Error('The version of the LZ4 frame is unknown.')
    const blockChecksum = (flags & 0x10) !== 0
    // Magic, flags, block size; then the content's size, the dictionary's id and a checksum of the header.
    const header = at + 4
    at += 6 + ((flags & 0x08) === 0 ? 0 : 8) + ((flags & 0x01) === 0 ? 0 : 4) + 1
    refuseUnless(bytes.readUInt8(at - 1) === ((xxHash32(bytes.subarray(header, at - 1)) >>> 8) & 0xff))
    const before = output.length
    for (;;) {
      const size = bytes.readUInt32LE(at)
      at += 4
      if (size === 0) break
      const length = size & 0x7fffffff
      if (at + length > bytes.length) throw new Error('The data ends in the middle of a block.')
      const block = bytes.subarray(at, at + length)
      if (size >>> 31 === 1) output.append(block)
      else unfoldBlock(block, output)
      at += length
      if (blockChecksum) {
        refuseUnless(bytes.readUInt32LE(at) === xxHash32(block))
        at += 4
      }
    }
    if ((flags & 0x04) !== 0) {
      refuseUnless(bytes.readUInt32LE(at) === xxHash32(output.since(before)))
      at += 4
    }
  }
  return output.written()
}

function refuseUnless(right: boolean): void {
  if (!right) throw new Error('A checksum of the LZ4 data does not match.')
}

function unfoldBlock(block: Buffer, output: OutputBuffer): void {
  let at = 0
  const extended = (length: number): number => {
    if (length !== 15) return length
    let sum = length
    for (;;) {
      const byte = block.readUInt8(at++)
      sum += byte
      if (byte !== 255) return sum
    }
  }
  while (at < block.length) {
    const token = block.readUInt8(at++)
    const literals = extended(token >> 4)
    if (at + literals > block.length) throw new Error('The data ends in the middle of a block.')
    output.append(block.subarray(at, at + literals))
    at += literals
    // The last sequence has literals only.
    if (at === block.length) return
    const distance = block.readUInt16LE(at)
    at += 2
    output.repeat(distance, extended(token & 0x0f) + 4)
  }
}
