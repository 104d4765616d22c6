/** Gives the next number of a seeded sequence, uniform on [0, 1) with 53 bits. */
export type Random = () => number

/** sfc32 (Chris Doty-Humphrey, PractRand), seeded by one integer: the same sequence for the same seed anywhere. */
export function sfc32(seed: number): Random {
  return fractionsOf(sfc32Words(seed))
}

/** Numbers uniform on [0, 1) with 53 bits, each of two words. */
export function fractionsOf(words: () => number): Random {
  return () => ((words() >>> 5) * 67_108_864 + (words() >>> 6)) / 9_007_199_254_740_992
}

/** The 32-bit words of sfc32, as whole numbers from 0 to 2^32 − 1. */
export function sfc32Words(seed: number): () => number {
  let a = 0
  let b = seed | 0
  let c = Math.floor(seed / 2 ** 32) | 0
  let counter = 1
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return sum >>> 0
  }
  // The first outputs still resemble the seed.
  for (let round = 0; round < 15; round += 1) next()
  return next
}
