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
  const { words, begin } = sfc32From()
  begin(Uint32Array.of(0, seed, Math.floor(seed / 2 ** 32), 1))
  // The first outputs still resemble the seed.
  for (let round = 0; round < 15; round += 1) words()
  return words
}

/** The same from any state, which `begin` sets: four words a, b, c and the counter. */
export function sfc32From(): { readonly words: () => number; readonly begin: (state: Uint32Array) => void } {
  let a = 0
  let b = 0
  let c = 0
  let counter = 0
  return {
    begin: (state) => {
      a = (state[0] ?? 0) | 0
      b = (state[1] ?? 0) | 0
      c = (state[2] ?? 0) | 0
      counter = (state[3] ?? 0) | 0
    },
    words: () => {
      const sum = (((a + b) | 0) + counter) | 0
      counter = (counter + 1) | 0
      a = b ^ (b >>> 9)
      b = (c + (c << 3)) | 0
      c = (((c << 21) | (c >>> 11)) + sum) | 0
      return sum >>> 0
    },
  }
}
