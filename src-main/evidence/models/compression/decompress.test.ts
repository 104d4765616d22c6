import { constants, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compressionOf, decompress, isTooMuch } from './decompress.ts'
import type { Compression } from './decompress.ts'

const text = Buffer.from(`${'threshold 0.338 '.repeat(40)}end`)

/** `text` as other tools compressed it: xz 5.4.1, Python's lzma and bz2, lz4 1.9.4. */
const files: readonly (readonly [string, Compression, Buffer])[] = [
  ['gzip', 'gzip', gzipSync(text)],
  ['zlib', 'zlib', deflateSync(text)],
  ['zstd', 'zstd', zstdCompressSync(text, { params: { [constants.ZSTD_c_checksumFlag]: 1 } })],
  ['xz', 'xz', base64('/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4AKCAB1dADoaCqroX3msTA7j/VAATclv6y/6vgTz48mv/ZnYAAAAACgA++yK+26uAAE5gwUAAADIuLghscRn+wIAAAAABFla')],
  ['xz with CRC-32', 'xz', base64('/Td6WFoAAAFpIt42AgAhARYAAAB0L+Wj4AKCAB1dADoaCqroX3msTA7j/VAATclv6y/6vgTz48mv/ZnYAAAAAErPxb8AATWDBQAAALN4elY+MA2LAgAAAAABWVo=')],
  [
    'xz with SHA-256',
    'xz',
    base64('/Td6WFoAAArh+wyhAgAhARYAAAB0L+Wj4AKCAB1dADoaCqroX3msTA7j/VAATclv6y/6vgTz48mv/ZnYAAAAAPElU7DUMTOiGwFnPyfkrCerotQCxKA0gx0ewE4mu4zMAAFRgwUAAAD/NR/FtunfHAIAAAAAClla'),
  ],
  [
    'xz in three blocks',
    'xz',
    base64(
      '/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4AErABhdADoaCqroX3msTA7j/VAATclv6y/5Ti+AAAC4OXUNpQsEgwIAIQEWAAAAdC/lo+ABKwAYXQAZ4NxAeDVvy8x+V+qU7EmfgP8u74MsQAAAfgQghMh7cBYCACEBFgAAAHQv5aPgACoAGl0AMggCAv9xB99Uk8ffcxaep8Dx9PjI8QosdcAAAACY6Gs/T9ogqAADNKwCNKwCNisAAGH58GoUFzswAwAAAAAEWVo=',
    ),
  ],
  ['lzma', 'lzma', base64('XQAAgAD//////////wA6Ggqq6F95rEwO4/1QAE3Jb+sv+r4E8+PJsQ3L2P//mBIAAA==')],
  ['bzip2', 'bzip2', base64('QlpoOTFBWSZTWSoJCqwAAUEZgEABSEAGRZwAIABQgAABSqh5Jkb1NibE0J8E0JsJyJ1r+J2JgmCd4E9CcVGeC7kinChIFQSFVgA=')],
  ['lz4', 'lz4', base64('BCJNGGRApx0AAAD/AXRocmVzaG9sZCAwLjMzOCAQAP//XVA4IGVuZAAAAACgMG6X')],
  ['lz4 with sizes and checksums', 'lz4', base64('BCJNGHxAgwIAAAAAAAA/HQAAAP8BdGhyZXNob2xkIDAuMzM4IBAA//9dUDggZW5kB1KfCwAAAACgMG6X')],
]

describe('decompress', () => {
  it.each(files)('reads %s', (_, kind, file) => {
    expect(compressionOf(file)).toBe(kind)
    expect(decompress(file, kind).equals(text)).toBe(true)
  })

  it.each(files)('stops at %s that unfolds to more than allowed', (_, kind, file) => {
    expect(decompress(file, kind, text.length)).toHaveLength(text.length)
    expect(() => decompress(file, kind, text.length - 1)).toThrow(RangeError)
    try {
      decompress(file, kind, text.length - 1)
    } catch (error) {
      expect(isTooMuch(error)).toBe(true)
    }
  })

  it.each([
    // A mebibyte of zeros, by Python's bz2 and lzma: 45 and 156 bytes.
    ['bzip2', 'QlpoOTFBWSZTWThXHOUACAhAAMAEAAggADDMBSmmCAbEIB4u5IpwoSBwrjnK'],
    [
      'lzma',
      'XQAAgAD//////////wAAb/3//6O3/0c+SBVyOWFRuJIo5qOGB/nu5B6C0y/FOjwBS7F+yYqKTS+jDdl/puOMIxFT4FkYxXWK4nf4tpR/DGrA3nRJZOLpXFOyBNj3RAyrXw1tRunlw3aIt5ZXrLZN4Wkdb/tLiBBsQsuIP1wAj9BOryYolHEfPY8k4XCepyNf7CjLhdGVmIp+KpHyJ3X3GcAGmE2Y/div1ZAPxCVT+PWRNjEFpbDub8FwTUcM0ZERqq1gHbrOsScYXFmG6WZSWL7pdqxZ5OVbBQj5x9qt/PtSKvflHNzP//+CFgAA',
    ],
  ] as const)('unfolds a small file of %s only as far as allowed', (kind, file) => {
    expect(decompress(base64(file), kind, 1 << 20).equals(Buffer.alloc(1 << 20))).toBe(true)
    expect(() => decompress(base64(file), kind, (1 << 20) - 1)).toThrow(RangeError)
  })

  it("reads joblib's own header before zlib", () => {
    // joblib 0.9 wrote 'ZF', hex(length) left-justified to len(hex(2 ** 64)) characters, then zlib.
    const header = `ZF${'0x7'.padEnd(19)}`
    const file = Buffer.concat([Buffer.from(header), deflateSync(text)])
    expect(compressionOf(file)).toBe('joblib-zlib')
    expect(decompress(file, 'joblib-zlib').equals(text)).toBe(true)
  })

  it.each(files.filter(([, kind]) => kind !== 'lzma'))('refuses %s whose content was changed', (_, kind, file) => {
    const found = [...file.keys()].filter((at) => {
      const damaged = Buffer.from(file)
      damaged[at] = (damaged[at] ?? 0) ^ 0x20
      try {
        return !decompress(damaged, kind).equals(text)
      } catch {
        return false
      }
    })
    expect(found).toEqual([])
  })

  it('takes plain text for no compression', () => {
    expect(compressionOf(text)).toBeNull()
  })

  it('ends with an error or a result on any damage', () => {
    const own = files.filter(([, kind]) => ['xz', 'lzma', 'bzip2', 'lz4'].includes(kind))
    fc.assert(
      fc.property(fc.constantFrom(...own), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 5 }), fc.nat(), ([, kind, file], flips, cut) => {
        const damaged = Buffer.from(file)
        for (const [at, byte] of flips) damaged[at % damaged.length] = byte
        const given = cut % 3 === 0 ? damaged.subarray(0, cut % damaged.length) : damaged
        try {
          expect(decompress(given, kind, 1 << 16).length).toBeLessThanOrEqual(1 << 16)
        } catch (error) {
          expect(error).toBeInstanceOf(Error)
        }
      }),
      { numRuns: 3000 },
    )
  })
})

function base64(text64: string): Buffer {
  return Buffer.from(text64, 'base64')
}
