import { fractionsOf, sfc32From, type Random } from './random.ts'

/** Random numbers that belong to places: what is drawn at one doesn't depend on what was drawn at others, or whether. */
export interface PlacedRandom {
  /** Goes to the beginning of a place, numbered by two whole numbers from 0 to 2^32 − 1. */
  readonly moveTo: (part: number, place: number) => void
  /** The next number of the place, uniform on [0, 1) with 53 bits. */
  readonly next: Random
}

/** The numbers of all places for a seed, a safe integer: each place is a sequence of sfc32 that begins in a state mixed by Philox. */
export function placedRandom(seed: number): PlacedRandom {
  const state = new Uint32Array(4)
  const low = seed | 0
  const high = Math.floor(seed / 2 ** 32) | 0
  const { words, begin } = sfc32From()
  return {
    moveTo: (part, place) => {
      philox(part, place, 0, 0, low, high, state)
      begin(state)
    },
    next: fractionsOf(words),
  }
}

/**
 * Philox4x32-10 (Salmon, Moraes, Dror and Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3"): mixes a counter of four
 * 32-bit words under a key of two, and writes four words into `block`.
 */
export function philox(c0: number, c1: number, c2: number, c3: number, key0: number, key1: number, block: Uint32Array): void {
  for (let round = 0; round < 10; round += 1) {
    const high0 = highWord(0xd251, 0x1f53, c0)
    const low0 = Math.imul(0xd2511f53, c0)
    const high1 = highWord(0xcd9e, 0x8d57, c2)
    const low1 = Math.imul(0xcd9e8d57, c2)
    c0 = high1 ^ c1 ^ key0
    c1 = low1
    c2 = high0 ^ c3 ^ key1
    c3 = low0
    key0 = (key0 + 0x9e3779b9) | 0
    key1 = (key1 + 0xbb67ae85) | 0
  }
  block[0] = c0
  block[1] = c1
  block[2] = c2
  block[3] = c3
}

/** The upper word of the product of two 32-bit words, the one given in halves: a double can't hold all 64 bits. */
function highWord(high: number, low: number, word: number): number {
  const upper = word >>> 16
  const lower = word & 0xffff
  const lowLow = Math.imul(low, lower) >>> 0
  const highLow = Math.imul(high, lower) >>> 0
  const lowHigh = Math.imul(low, upper) >>> 0
  const middle = (lowLow >>> 16) + (highLow & 0xffff) + (lowHigh & 0xffff)
  return ((Math.imul(high, upper) >>> 0) + (highLow >>> 16) + (lowHigh >>> 16) + (middle >>> 16)) | 0
}
