import { inflateRawSync } from 'node:zlib'

export interface ZipEntry {
  readonly name: string
  /** 0 stored, 8 deflated; others can't be read. */
  readonly method: number
  readonly packed: number
  readonly size: number
  readonly offset: number
}

const mostEntries = 10_000

/** The entries of a zip file by its central directory; null where it has none. Format: PKWARE APPNOTE 6.3; zip64 isn't read. */
export function zipEntries(bytes: Buffer): ZipEntry[] | null {
  const end = bytes.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'))
  if (end < 0 || end + 22 > bytes.length) return null
  const count = bytes.readUInt16LE(end + 10)
  let at = bytes.readUInt32LE(end + 16)
  const entries: ZipEntry[] = []
  for (let index = 0; index < Math.min(count, mostEntries); index++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50) return null
    const nameLength = bytes.readUInt16LE(at + 28)
    entries.push({
      name: bytes.subarray(at + 46, at + 46 + nameLength).toString('utf8'),
      method: bytes.readUInt16LE(at + 10),
      packed: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      offset: bytes.readUInt32LE(at + 42),
    })
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return entries
}

/** The content of an entry, at most `most` bytes; null where it is larger, packed otherwise or broken. */
export function zipContent(bytes: Buffer, entry: ZipEntry, most: number): Buffer | null {
  const { offset, packed, size, method } = entry
  if (offset + 30 > bytes.length || bytes.readUInt32LE(offset) !== 0x04034b50 || size > most) return null
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28)
  if (start + packed > bytes.length) return null
  const stored = bytes.subarray(start, start + packed)
  if (method === 0) return stored
  if (method !== 8) return null
  try {
    return inflateRawSync(stored, { maxOutputLength: Math.max(1, Math.min(size, most)) })
  } catch {
    return null
  }
}
