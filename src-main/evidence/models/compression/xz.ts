import { LzmaDecoder } from './lzma.ts'
import { OutputBuffer } from './output-buffer.ts'

const lzma2Filter = 0x21
const checkSizes = [0, 4, 4, 4, 8, 8, 8, 16, 16, 16, 32, 32, 32, 64, 64, 64]

/**
 * Unfolds an xz file with the LZMA2 filter, up to `most` bytes. Its checksums aren't checked. Format: The .xz File Format
 * 1.1.0.
 *
 * @throws RangeError where the result would be larger, another Error where the data is broken or uses another filter.
 */
export function unfoldXz(bytes: Buffer, most: number): Buffer {
  const output = new OutputBuffer(most)
  const checkSize = checkSizes[bytes.readUInt8(7) & 0x0f] ?? 0
  let at = 12
  for (;;) {
    const headerSize = (bytes.readUInt8(at) + 1) * 4
    // A block header of "size 0" is the index, which ends the stream.
    if (headerSize === 4) return output.written()
    const flags = bytes.readUInt8(at + 1)
    let field = at + 2
    for (let skipped = (flags >> 6) & 1; skipped < ((flags >> 6) & 1) + (flags >> 7); skipped++) field = afterVarint(bytes, field)
    if ((flags & 0x40) !== 0) field = afterVarint(bytes, field)
    if ((flags & 0x03) !== 0 || bytes.readUInt8(field) !== lzma2Filter) throw new Error('The xz data uses a filter other than LZMA2.')
    const end = unfoldLzma2(bytes, at + headerSize, output)
    // Padded to a multiple of four, then the check.
    at = Math.ceil((end - 12) / 4) * 4 + 12 + checkSize
  }
}

function afterVarint(bytes: Buffer, start: number): number {
  let at = start
  while ((bytes.readUInt8(at) & 0x80) !== 0) at += 1
  return at + 1
}

/** Decodes LZMA2 chunks; returns the offset behind them. */
function unfoldLzma2(bytes: Buffer, start: number, output: OutputBuffer): number {
  const decoder = new LzmaDecoder(output)
  output.restart()
  let at = start
  for (;;) {
    const control = bytes.readUInt8(at)
    if (control === 0) return at + 1
    if (control === 1 || control >= 0xe0) output.restart()
    if (control < 0x80) {
      // Stored as it is.
      if (control > 2) throw new Error('The xz data holds an unknown chunk.')
      const size = bytes.readUInt16BE(at + 1) + 1
      if (at + 3 + size > bytes.length) throw new Error('The xz data ends in the middle.')
      output.append(bytes.subarray(at + 3, at + 3 + size))
      at += 3 + size
      continue
    }
    const size = ((control & 0x1f) << 16) + bytes.readUInt16BE(at + 1) + 1
    const packed = bytes.readUInt16BE(at + 3) + 1
    at += 5
    if (control >= 0xc0) {
      decoder.setProperties(bytes.readUInt8(at))
      at += 1
    } else if (control >= 0xa0) {
      decoder.reset()
    }
    decoder.decode(bytes.subarray(0, at + packed), at, size)
    at += packed
  }
}
