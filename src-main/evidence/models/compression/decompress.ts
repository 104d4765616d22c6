import { gunzipSync, inflateSync, zstdDecompressSync } from 'node:zlib'
import { unfoldBzip2 } from './bzip2.ts'
import { unfoldLz4 } from './lz4.ts'
import { unfoldLzma } from './lzma.ts'
import { unfoldXz } from './xz.ts'

/** Bytes of a model after decompression at most: a small file can unfold to fill the memory. */
export const mostDecompressed = 512 << 20

export type Compression = 'gzip' | 'zlib' | 'joblib-zlib' | 'bzip2' | 'xz' | 'lzma' | 'lz4' | 'zstd'

/** How the file is compressed, by its first bytes; null where it isn't. */
export function compressionOf(head: Buffer): Compression | null {
  const hex = head.subarray(0, 6).toString('hex')
  if (hex.startsWith('1f8b')) return 'gzip'
  if (/^78(?:01|5e|9c|da)/.test(hex)) return 'zlib'
  if (/^ZF0x[0-9a-f]/i.test(head.toString('latin1'))) return 'joblib-zlib'
  if (/^BZh[1-9]/.test(head.subarray(0, 4).toString('latin1'))) return 'bzip2'
  if (hex.startsWith('fd377a585a00')) return 'xz'
  if (hex.startsWith('5d0000')) return 'lzma'
  if (hex.startsWith('04224d18')) return 'lz4'
  if (hex.startsWith('28b52ffd')) return 'zstd'
  return null
}

/**
 * Decompresses a whole file, up to `most` bytes. The checksums that the formats have are checked; `.lzma` has none.
 *
 * @throws RangeError where the result would be larger or a length points out of the data, another Error where it is broken.
 */
export function decompress(bytes: Buffer, compression: Compression, most = mostDecompressed): Buffer {
  const options = { maxOutputLength: most }
  switch (compression) {
    case 'gzip':
      return gunzipSync(bytes, options)
    case 'zlib':
      return inflateSync(bytes, options)
    case 'joblib-zlib':
      // joblib before 0.10: "ZF", then the length in hexadecimal padded with spaces to 19 characters, then zlib.
      return inflateSync(bytes.subarray(21), options)
    case 'zstd':
      return zstdDecompressSync(bytes, options)
    case 'bzip2':
      return unfoldBzip2(bytes, most)
    case 'xz':
      return unfoldXz(bytes, most)
    case 'lzma':
      return unfoldLzma(bytes, most)
    case 'lz4':
      return unfoldLz4(bytes, most)
  }
}

/** Whether an error of `decompress` says that the result would be larger than allowed. */
export function isTooMuch(error: unknown): boolean {
  return error instanceof RangeError && (/unfolds to more/.test(error.message) || ('code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'))
}
