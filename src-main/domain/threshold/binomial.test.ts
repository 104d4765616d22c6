import { describe, expect, it } from 'vitest'
import { binomial } from './binomial.ts'
import { chiSquareLimit } from './chi-square.test-kit.ts'
import { sfc32 } from './random.ts'

/** Bin(n, p) by the recurrence of its mass from the mode outwards, independent of the sampler. */
function masses(n: number, p: number): number[] {
  const mass = new Array<number>(n + 1).fill(0)
  const mode = Math.floor((n + 1) * p)
  mass[mode] = 1
  for (let k = mode + 1; k <= n; k += 1) mass[k] = ((mass[k - 1] ?? 0) * (n - k + 1) * p) / (k * (1 - p))
  for (let k = mode - 1; k >= 0; k -= 1) mass[k] = ((mass[k + 1] ?? 0) * (k + 1) * (1 - p)) / ((n - k) * p)
  const total = mass.reduce((a, b) => a + b, 0)
  return mass.map((value) => value / total)
}

describe('binomial', () => {
  it.each([
    [5, 0.5],
    [40, 0.1],
    [60, 0.9],
    [21, 0.5],
    [100, 0.3],
    [1000, 0.02],
    [1000, 0.7],
  ])('follows Bin(%d, %d)', (n, p) => {
    const random = sfc32(20_240_607)
    const draws = 100_000
    const seen = new Array<number>(n + 1).fill(0)
    for (let i = 0; i < draws; i += 1) {
      const k = binomial(random, n, p)
      seen[k] = (seen[k] ?? 0) + 1
    }
    // Outcomes that are expected less than 10 times are pooled.
    let chi = 0
    let cells = 0
    let pooledExpected = 0
    let pooledSeen = 0
    masses(n, p).forEach((mass, k) => {
      const expected = mass * draws
      if (expected < 10) {
        pooledExpected += expected
        pooledSeen += seen[k] ?? 0
        return
      }
      chi += ((seen[k] ?? 0) - expected) ** 2 / expected
      cells += 1
    })
    if (pooledExpected >= 5) {
      chi += (pooledSeen - pooledExpected) ** 2 / pooledExpected
      cells += 1
    }
    expect(seen.reduce((a, b) => a + b, 0)).toBe(draws)
    expect(chi).toBeLessThan(chiSquareLimit(cells - 1))
  })

  it('is certain at the ends', () => {
    const random = sfc32(1)
    expect([binomial(random, 10, 0), binomial(random, 10, 1), binomial(random, 0, 0.5)]).toEqual([0, 10, 0])
  })
})

describe('sfc32', () => {
  it('gives the numbers of the published algorithm, computed in Python', () => {
    const random = sfc32(7)
    expect([random(), random(), random()]).toEqual([0.48071692267599897, 0.405967085977323, 0.6845281813575443])
  })

  it('repeats for a seed and differs between seeds', () => {
    const first = (seed: number) => {
      const random = sfc32(seed)
      return [random(), random(), random()]
    }
    expect(first(7)).toEqual(first(7))
    expect(first(7)).not.toEqual(first(8))
    expect(first(7)).not.toEqual(first(7 + 2 ** 32))
  })
})
