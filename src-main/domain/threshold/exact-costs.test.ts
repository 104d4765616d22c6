import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scoredRows } from './brute-force.test-kit.ts'
import { prepareCuts } from './cut-table.ts'
import { comparableCosts, costNumbers, costOfCut, exactCosts } from './exact-costs.ts'
import { orientations, smallTables } from './random-rows.test-kit.ts'

const digits = (most: number) => fc.stringMatching(new RegExp(`^[0-9]{1,${most}}$`))
/** Costs from those that a person types to those that no double holds. */
const costTexts = fc.oneof(
  fc.tuple(digits(2), digits(2)).map(([whole, part]) => `${whole}.${part}`),
  fc.tuple(digits(30), digits(30)).map(([whole, part]) => `${whole}.${part}`),
  fc.tuple(fc.constant('0'), digits(30)).map(([whole, part]) => `${whole}.${part}`),
)

describe('costs of cuts', () => {
  it('are the doubles nearest to the exact decimals, and compare as these do', () => {
    fc.assert(
      fc.property(smallTables, orientations, costTexts, costTexts, (rows, orientation, fn, fp) => {
        fc.pre(/[1-9]/.test(fn + fp))
        const cuts = prepareCuts(scoredRows(rows), orientation)
        const costs = exactCosts({ fn, fp })
        const numbers = costNumbers(cuts, costs)
        const compared = comparableCosts(cuts, costs)
        cuts.tp.forEach((_, cut) => {
          const exact = costOfCut(cuts, costs, cut)
          // The decimal written out, read as every language reads it: to the nearest double.
          const text = exact.toString().padStart(costs.digits + 1, '0')
          expect(numbers(cut)).toBe(Number(`${text.slice(0, text.length - costs.digits)}.${text.slice(text.length - costs.digits)}`))
          expect(BigInt(compared(cut))).toBe(exact)
        })
      }),
    )
  })
})
