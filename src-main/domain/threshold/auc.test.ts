import fc from 'fast-check'
import { expect, it } from 'vitest'
import { auc } from './auc.ts'
import { scoredRows } from './brute-force.test-kit.ts'
import { prepareCuts } from './cut-table.ts'
import { orientations, smallTables } from './random-rows.test-kit.ts'

it('is the share of ordered pairs, a tie counted half', () => {
  fc.assert(
    fc.property(smallTables, orientations, (rows, orientation) => {
      const { positives, negatives } = scoredRows(rows)
      let halves = 0
      for (const p of positives) {
        for (const n of negatives) {
          if (p === n) halves += 1
          else if (orientation === 'high' ? p > n : p < n) halves += 2
        }
      }
      expect(auc(prepareCuts({ positives, negatives }, orientation))).toBe(
        halves / (2 * positives.length * negatives.length),
      )
    }),
  )
})
