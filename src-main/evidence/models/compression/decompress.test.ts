import { deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { compressionOf, decompress } from './decompress.ts'

const text = Buffer.from('a model')

describe('decompress', () => {
  it('stops at a small file that unfolds to more than allowed', () => {
    const bomb = gzipSync(Buffer.alloc(1 << 20))
    expect(() => decompress(bomb, 'gzip', 1 << 19)).toThrow(RangeError)
    expect(decompress(bomb, 'gzip', 1 << 20)).toHaveLength(1 << 20)
  })

  it("reads joblib's own header before zlib", () => {
    // joblib 0.9 wrote 'ZF', hex(length) left-justified to len(hex(2 ** 64)) characters, then zlib.
    const header = `ZF${'0x7'.padEnd(19)}`
    const file = Buffer.concat([Buffer.from(header), deflateSync(text)])
    expect(compressionOf(file)).toBe('joblib-zlib')
    expect(decompress(file, 'joblib-zlib')).toEqual(text)
  })

  it.each([
    ['gzip', gzipSync(text)],
    ['zlib', deflateSync(text)],
    ['bzip2', Buffer.from('BZh91AY&SY')],
    ['xz', Buffer.from('fd377a585a000004', 'hex')],
    ['lzma', Buffer.from('5d00008000ffff', 'hex')],
    ['lz4', Buffer.from('04224d186470', 'hex')],
    [null, text],
  ])('knows %s by its first bytes', (expected, bytes) => {
    expect(compressionOf(bytes)).toBe(expected)
  })

  it('reads no other compression than those of zlib', () => {
    expect(decompress(text, 'xz')).toBeNull()
  })
})
