import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scoredRows, table } from './brute-force.test-kit.ts'
import { cutAt, prepareCuts } from './cut-table.ts'
import { orientations, smallTables } from './random-rows.test-kit.ts'
import { shortThreshold } from './short-threshold.ts'

describe('shortThreshold', () => {
  it('makes the same cut as the score it stands for', () => {
    fc.assert(
      fc.property(smallTables, orientations, (rows, orientation) => {
        const cuts = prepareCuts(scoredRows(rows), orientation)
        for (let cut = 1; cut <= cuts.scores.length; cut += 1) {
          expect(cutAt(cuts, Number(shortThreshold(cuts, cut)))).toBe(cut)
        }
      }),
    )
  })

  it('is no longer than any decimal inside the interval', () => {
    const decimals = fc.tuple(fc.integer({ min: 1, max: 999_999 }), fc.integer({ min: 1, max: 999_999 }))
    fc.assert(
      fc.property(decimals.filter(([a, b]) => a !== b), fc.integer({ min: 0, max: 6 }), ([a, b], digits) => {
        const [low, high] = a < b ? [a / 1e6, b / 1e6] : [b / 1e6, a / 1e6]
        const cuts = prepareCuts(scoredRows(table('10', [high, low])), 'high')
        const found = shortThreshold(cuts, 1).split('.')[1]?.length ?? 0
        // Every decimal with fewer places than the answer lies outside (low, high].
        if (digits >= found) return
        for (let k = Math.ceil(low * 10 ** digits) - 1; k <= high * 10 ** digits + 1; k += 1) {
          const value = Number((k / 10 ** digits).toFixed(digits))
          expect(value > low && value <= high).toBe(false)
        }
      }),
    )
  })

  it('rounds towards the inside: up never passes the threshold, for low never below it', () => {
    const high = prepareCuts(scoredRows(table('10', [0.47596361, 0.47596332])), 'high')
    expect(shortThreshold(high, 1)).toBe('0.4759636')
    const low = prepareCuts(scoredRows(table('10', [0.47596332, 0.47596361])), 'low')
    expect(shortThreshold(low, 1)).toBe('0.4759634')
  })

  it('writes "none" for flagging nobody and any low decimal for flagging everybody', () => {
    const cuts = prepareCuts(scoredRows(table('10', [0.9, 0.123])), 'high')
    expect(shortThreshold(cuts, 0)).toBe('none')
    expect(shortThreshold(cuts, 2)).toBe('0')
  })

  it('falls back to the double itself where no short decimal exists', () => {
    const cuts = prepareCuts(scoredRows(table('10', [1e-300, 0])), 'high')
    expect(shortThreshold(cuts, 1)).toBe('1e-300')
  })
})
