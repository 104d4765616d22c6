import { countAt } from '../threshold/cut-table.ts'
import { fractionsOf, sfc32Words, type Random } from '../threshold/random.ts'

/** A byte that doesn't settle a Poisson number: its share of [0, 1) holds the end of one. */
const UNSETTLED = 255

/**
 * Gives resample after resample how often each unit is drawn, with replacement, of each stratum as many draws as it has units; units
 * are numbered stratum by stratum, and the array is used again. Independent Poisson numbers of one mean come first, most of them from
 * one byte; given their sum they are multinomial, so as many draws as it lacks are added, or as it has too many are taken back, each
 * equally likely. The result has the multinomial distribution (to double arithmetic), in a quarter of the words that draws one by one
 * take.
 */
export function unitDraws(seed: number, strata: readonly number[]): () => Uint32Array {
  const words = sfc32Words(seed)
  const fractions = fractionsOf(words)
  const times = new Uint32Array(strata.reduce((sum, units) => sum + units, 0))
  let from = 0
  const drawn = strata.map((units) => stratumDraws(words, fractions, times.subarray(from, (from += units))))
  return () => {
    for (const draw of drawn) draw()
    return times
  }
}

/** Draws one stratum into `times`. The mean is a little below 1, because adding is faster than taking back; it changes nothing else. */
function stratumDraws(words: () => number, fractions: Random, times: Uint32Array): () => void {
  const units = times.length
  const poisson = poissonNumbers(Math.max(0.5, 1 - 3 / Math.sqrt(units)))
  return () => {
    let surplus = drawPoisson(words, fractions, poisson, times) - units
    for (; surplus < 0; surplus += 1) {
      const place = Math.floor(fractions() * units)
      times[place] = countAt(times, place) + 1
    }
    if (surplus > 0) takeBack(fractions, times, surplus)
  }
}

/** Fills `times` with Poisson numbers and gives their sum. */
function drawPoisson(words: () => number, fractions: Random, { settled, at }: PoissonNumbers, times: Uint32Array): number {
  let sum = 0
  for (let place = 0; place < times.length; ) {
    let bits = words()
    for (const end = Math.min(place + 4, times.length); place < end; place += 1) {
      const byte = bits & 255
      bits >>>= 8
      const known = settled[byte] ?? UNSETTLED
      const count = known === UNSETTLED ? at((byte + fractions()) / 256) : known
      times[place] = count
      sum += count
    }
  }
  return sum
}

interface PoissonNumbers {
  /** The number of all fractions that begin with a byte, where they share one. */
  readonly settled: Uint8Array
  /** The number whose share of [0, 1) holds a fraction (inversion). */
  readonly at: (fraction: number) => number
}

function poissonNumbers(mean: number): PoissonNumbers {
  const at = (fraction: number) => {
    let count = 0
    let mass = Math.exp(-mean)
    let left = fraction - mass
    while (left >= 0 && mass > 0) {
      count += 1
      mass *= mean / count
      left -= mass
    }
    return count
  }
  const settled = Uint8Array.from({ length: 256 }, (_, byte) => {
    const lowest = at(byte / 256)
    return at((byte + 1 - 2 ** -40) / 256) === lowest ? lowest : UNSETTLED
  })
  return { settled, at }
}

/** Takes draws back, each equally likely: a unit is met at random and gives one up as often as it was drawn. */
function takeBack(fractions: Random, times: Uint32Array, surplus: number): void {
  let most = 0
  for (const count of times) if (count > most) most = count
  for (let left = surplus; left > 0; ) {
    const place = Math.floor(fractions() * times.length)
    const count = countAt(times, place)
    if (fractions() * most >= count) continue
    times[place] = count - 1
    left -= 1
  }
}
