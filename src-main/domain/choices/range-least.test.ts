import fc from 'fast-check'
import { expect, it } from 'vitest'
import { rangeLeast } from './range-least.ts'

it('the least of a range is the one that walking it finds, the first of equals', () => {
  const values = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 300 })
  fc.assert(
    fc.property(values, fc.nat(), fc.nat(), (list, a, b) => {
      const [from, to] = [a % list.length, b % list.length].sort((x, y) => x - y) as [number, number]
      const part = list.slice(from, to + 1)
      const at = (cut: number) => list[cut] ?? 0
      const { least, floor } = rangeLeast({ size: list.length, rough: at, exact: (cut) => BigInt(at(cut)), unsure: 0, isLess: (cut, other) => at(cut) < at(other) })
      expect(least(from, to)).toBe(from + part.indexOf(Math.min(...part)))
      expect(floor(from, to)).toBeLessThanOrEqual(Math.min(...part))
    }),
  )
})
