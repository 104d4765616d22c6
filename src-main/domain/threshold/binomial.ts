import type { Random } from './random.ts'

/** Below this mean, inversion needs few steps; above it, rejection is faster. */
const INVERSION_BELOW = 10

/** A draw from Bin(trials, probability), exact up to double arithmetic. */
export function binomial(random: Random, trials: number, probability: number): number {
  if (trials <= 0 || probability <= 0) return 0
  if (probability >= 1) return trials
  if (probability > 0.5) return trials - binomial(random, trials, 1 - probability)
  return trials * probability < INVERSION_BELOW
    ? byInversion(random, trials, probability)
    : byRejection(random, trials, probability)
}

/** Walks the distribution function up from 0 (BINV of Kachitvichyanukul and Schmeiser 1988). */
function byInversion(random: Random, trials: number, probability: number): number {
  const odds = probability / (1 - probability)
  let mass = (1 - probability) ** trials
  let left = random()
  let successes = 0
  while (left > mass && successes < trials) {
    left -= mass
    successes += 1
    mass *= (odds * (trials - successes + 1)) / successes
  }
  return successes
}

/** Transformed rejection with squeeze: algorithm BTRS of Hörmann 1993, for means of 10 and more. */
function byRejection(random: Random, trials: number, probability: number): number {
  const spread = Math.sqrt(trials * probability * (1 - probability))
  const b = 1.15 + 2.53 * spread
  const a = -0.0873 + 0.0248 * b + 0.01 * probability
  const centre = trials * probability + 0.5
  const squeeze = 0.92 - 4.2 / b
  const odds = probability / (1 - probability)
  const alpha = (2.83 + 5.1 / b) * spread
  const mode = Math.floor((trials + 1) * probability)
  for (;;) {
    const u = random() - 0.5
    const v = random()
    const edge = 0.5 - Math.abs(u)
    const k = Math.floor(((2 * a) / edge + b) * u + centre)
    if (edge >= 0.07 && v <= squeeze) return k
    if (k < 0 || k > trials) continue
    const accepted =
      (mode + 0.5) * Math.log((mode + 1) / (odds * (trials - mode + 1))) +
      (trials + 1) * Math.log((trials - mode + 1) / (trials - k + 1)) +
      (k + 0.5) * Math.log((odds * (trials - k + 1)) / (k + 1)) +
      stirlingTail(mode) +
      stirlingTail(trials - mode) -
      stirlingTail(k) -
      stirlingTail(trials - k)
    if (Math.log((v * alpha) / (a / (edge * edge) + b)) <= accepted) return k
  }
}

const STIRLING_TAILS = [
  0.0810614667953272, 0.0413406959554092, 0.0276779256849983, 0.02079067210376509, 0.0166446911898211,
  0.0138761288230707, 0.0118967099458917, 0.0104112652619720, 0.00925546218271273, 0.00833056343336287,
]

/** ln k! minus Stirling's approximation in the form that BTRS uses. */
function stirlingTail(k: number): number {
  const tabled = STIRLING_TAILS[k]
  if (tabled !== undefined) return tabled
  const next = k + 1
  const square = next * next
  return (1 / 12 - (1 / 360 - 1 / 1260 / square) / square) / next
}
