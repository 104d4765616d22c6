import { DuckDBInstance } from '@duckdb/node-api'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { doubleLiteral, endsOfKeys, evenMap, mapExpression } from './score-map.ts'

const finite = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.double({ min: -40, max: 40, noNaN: true }),
  fc.constantFrom(0, -0, 1, 5e-324, -5e-324, 1 + 2 ** -52, Number.MAX_VALUE, -Number.MAX_VALUE),
)
const ranges = fc.tuple(finite, finite).map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)])
const partCounts = fc.constantFrom(2, 16, 1000, 65_536)

describe('the ends of the ranges that scores are counted in', () => {
  it('part the doubles of the range as the query does, to the last bit', async () => {
    const instance = await DuckDBInstance.create(':memory:')
    const connection = await instance.connect()
    try {
      await fc.assert(
        fc.asyncProperty(ranges, partCounts, fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 5 }), async (range, parts, shares) => {
          const map = evenMap(...range, parts)
          const within = (score: number) => Math.min(Math.max(score, range[0]), range[1])
          const asked = [range[0], range[1], ...shares.map((share) => within(range[0] * (1 - share) + range[1] * share))]
          const keys = await numbers(asked)
          const ends = endsOfKeys(map, range)
          // The ends of a key have that key themselves, and the keys on both sides begin one double further.
          for (const [index, key] of keys.entries()) {
            const [low, high] = ends(key)
            expect(low).toBeLessThanOrEqual(asked[index] ?? NaN)
            expect(high).toBeGreaterThanOrEqual(asked[index] ?? NaN)
            expect(await numbers([low, high])).toEqual([key, key])
            if (high < range[1]) expect((await numbers([beside(high, 1)]))[0]).toBeGreaterThan(key)
            if (low > range[0]) expect((await numbers([beside(low, -1)]))[0]).toBeLessThan(key)
          }

          async function numbers(scores: readonly number[]): Promise<number[]> {
            const list = scores.map(doubleLiteral).join(', ')
            const found = await connection.runAndReadAll(`select (${mapExpression(map, 'score', 'integer')})::double from (select unnest([${list}]) as score)`)
            return found.getColumns()[0]?.map(Number) ?? []
          }
          /** The next double above or below, by the bits of the number. */
          function beside(score: number, step: 1 | -1): number {
            const bits = new BigInt64Array(new Float64Array([score + 0]).buffer)
            if (score === 0) return step * 5e-324
            bits[0] = (bits[0] ?? 0n) + BigInt(score > 0 ? step : -step)
            return new Float64Array(bits.buffer)[0] ?? NaN
          }
        }),
        { numRuns: 150 },
      )
    } finally {
      connection.closeSync()
      instance.closeSync()
    }
  }, 60_000)
})
