import { gunzipSync, inflateSync } from 'node:zlib'

/** Bytes of a model after decompression at most: a small file can unfold to fill the memory. */
export const mostDecompressed = 512 << 20

export type Compression = 'gzip' | 'zlib' | 'joblib-zlib' | 'bzip2' | 'xz' | 'lzma' | 'lz4'

/** How the file is compressed, by its first bytes; null where it isn't. */
export function compressionOf(head: Buffer): Compression | null {
  const hex = head.subarray(0, 6).toString('hex')
  if (hex.startsWith('1f8b')) return 'gzip'
  if (/^78(?:01|5e|9c|da)/.test(hex)) return 'zlib'
  if (/^ZF0x[0-9a-f]/i.test(head.toString('latin1'))) return 'joblib-zlib'
  if (head.subarray(0, 3).toString('latin1') === 'BZh') return 'bzip2'
  if (hex.startsWith('fd377a585a00')) return 'xz'
  if (hex.startsWith('5d0000')) return 'lzma'
  if (hex.startsWith('04224d18')) return 'lz4'
  return null
}

/**
 * Decompresses what Node can decompress, up to `most` bytes; null for bzip2, xz, lzma and lz4.
 *
 * @throws RangeError where the result would be larger, another Error from zlib where the data is broken.
 */
export function decompress(bytes: Buffer, compression: Compression, most = mostDecompressed): Buffer | null {
  const options = { maxOutputLength: most }
  switch (compression) {
    case 'gzip':
      return gunzipSync(bytes, options)
    case 'zlib':
      return inflateSync(bytes, options)
    case 'joblib-zlib': {
      // joblib before 0.10: "ZF", then the length in hexadecimal padded with spaces to 19 characters, then zlib.
      return inflateSync(bytes.subarray(21), options)
    }
    case 'bzip2':
    case 'xz':
    case 'lzma':
    case 'lz4':
      return null
  }
}
