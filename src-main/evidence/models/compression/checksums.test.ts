import { describe, expect, it } from 'vitest'
import { crc64, xxHash32 } from './checksums.ts'

const text = (length: number) => Buffer.from(Array.from({ length }, (_, index) => (index * 7) & 0xff))

describe('checksums', () => {
  it('CRC-64/XZ gives the check value of its catalogue (reveng.sourceforge.io)', () => {
    expect(crc64(Buffer.from('123456789'))).toBe(0x995dc9bbdf1939fan)
    expect(crc64(Buffer.alloc(0))).toBe(0n)
  })

  // Of the xxHash documentation: "" and "abc" with seed 0.
  it('xxHash32 gives the published values', () => {
    expect(xxHash32(Buffer.alloc(0))).toBe(0x02cc5d05)
    expect(xxHash32(Buffer.from('abc'))).toBe(0x32d153ff)
  })

  it('xxHash32 differs for every length around its blocks', () => {
    expect(new Set([15, 16, 17, 19, 20, 31, 32, 33, 47].map((length) => xxHash32(text(length)))).size).toBe(9)
  })
})
