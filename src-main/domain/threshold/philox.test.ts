import { describe, expect, it } from 'vitest'
import { philox, placedRandom } from './philox.ts'

describe('philox', () => {
  // The known answers that its authors publish with Random123 (kat_vectors, philox4x32 10).
  it.each([
    [[0, 0, 0, 0], [0, 0], [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8]],
    [[0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff], [0xffffffff, 0xffffffff], [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd]],
    [[0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xa4093822, 0x299f31d0], [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1]],
  ] as const)('mixes the counter %j under the key %j', ([a, b, c, d], [key0, key1], words) => {
    const block = new Uint32Array(4)
    philox(a, b, c, d, key0, key1, block)
    expect([...block]).toEqual(words)
  })
})

describe('placedRandom', () => {
  it('gives a place its own numbers, in whatever order places are asked', () => {
    const one = placedRandom(5)
    one.moveTo(3, 8)
    const numbers = [one.next(), one.next(), one.next()]
    one.moveTo(8, 3)
    expect([one.next(), one.next(), one.next()]).not.toEqual(numbers)
    one.moveTo(3, 8)
    expect([one.next(), one.next(), one.next()]).toEqual(numbers)
    const other = placedRandom(6)
    other.moveTo(3, 8)
    expect(other.next()).not.toBe(numbers[0])
  })

  it('begins a place in the state that the block gives', () => {
    const random = placedRandom(0)
    random.moveTo(0, 0)
    // sfc32 gives a + b + counter first: of the published answer for a counter and a key of zeros, its first, second and last word.
    const first = (0x6627e8d5 + 0xe169c58d + 0x9b00dbd8) % 2 ** 32
    expect(Math.floor(random.next() * 2 ** 27)).toBe(first >>> 5)
  })

  it('tells seeds beyond 32 bits apart', () => {
    const first = placedRandom(1)
    const second = placedRandom(1 + 2 ** 32)
    first.moveTo(0, 0)
    second.moveTo(0, 0)
    expect(first.next()).not.toBe(second.next())
  })
})
