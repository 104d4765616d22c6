import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { crc64 } from './checksums.ts'
import { LzmaDecoder } from './lzma.ts'
import { OutputBuffer } from './output-buffer.ts'

const lzma2Filter = 0x21
const checkSizes = [0, 4, 4, 4, 8, 8, 8, 16, 16, 16, 32, 32, 32, 64, 64, 64]

/**
 * Unfolds an xz file with the LZMA2 filter, up to `most` bytes; the checksums of its header and its blocks are checked
 * (CRC-32, CRC-64, SHA-256). Format: The .xz File Format 1.1.0. The decoder is our own: the libraries of the npm registry
 * that need no native code read xz as a web stream only and no `.lzma`, which joblib writes too.
 *
 * @throws RangeError where the result would be larger, another Error where the data is broken or uses another filter.
 */
export function unfoldXz(bytes: Buffer, most: number): Buffer {
  const output = new OutputBuffer(most)
  const kind = bytes.readUInt8(7) & 0x0f
  const checkSize = checkSizes[kind] ?? 0
  refuseUnless(bytes.readUInt32LE(8) === crc32(bytes.subarray(6, 8)))
  let at = 12
  for (;;) {
    const headerSize = (bytes.readUInt8(at) + 1) * 4
    // A block header of "size 0" is the index, which ends the stream.
    if (headerSize === 4) return output.written()
    refuseUnless(bytes.readUInt32LE(at + headerSize - 4) === crc32(bytes.subarray(at, at + headerSize - 4)))
    const flags = bytes.readUInt8(at + 1)
    let field = at + 2
    for (let skipped = (flags >> 6) & 1; skipped < ((flags >> 6) & 1) + (flags >> 7); skipped++) field = afterVarint(bytes, field)
    if ((flags & 0x40) !== 0) field = afterVarint(bytes, field)
    if ((flags & 0x03) !== 0 || bytes.readUInt8(field) !== lzma2Filter) throw new Error('The xz data uses a filter other than LZMA2.')
    const before = output.length
    const end = unfoldLzma2(bytes, at + headerSize, output)
    // Padded to a multiple of four, then the check.
    const check = Math.ceil((end - 12) / 4) * 4 + 12
    at = check + checkSize
    refuseUnless(isChecked(kind, bytes.subarray(check, at), output.since(before)))
  }
}

function isChecked(kind: number, check: Buffer, content: Buffer): boolean {
  if (check.length !== checkSizes[kind]) return false
  if (kind === 1) return check.readUInt32LE(0) === crc32(content)
  if (kind === 4) return check.readBigUInt64LE(0) === crc64(content)
  if (kind === 10) return check.equals(createHash('sha256').update(content).digest())
  // The format reserves the others; one without a check is valid.
  return true
}

function refuseUnless(right: boolean): void {
  if (!right) throw new Error('A checksum of the xz data does not match.')
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
