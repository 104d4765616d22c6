import fc from 'fast-check'
import { BLOCK } from './blocks.ts'
import type { Row } from './brute-force.test-kit.ts'
import { sfc32 } from './random.ts'

/** Tables of several blocks of cuts, from scores that run against their labels (slope −1) to good ones (1). */
export const longTables: fc.Arbitrary<Row[]> = fc
  .record({ seed: fc.integer(), rows: fc.integer({ min: BLOCK, max: 5 * BLOCK }), slope: fc.double({ min: -1, max: 1, noNaN: true }) })
  .map(({ seed, rows, slope }) => {
    const random = sfc32(seed)
    const drawn = Array.from({ length: rows }, () => {
      const score = random()
      return { score, positive: random() < 0.3 + slope * (score - 0.5) }
    })
    return [...drawn, { score: 0.5, positive: true }, { score: 0.5, positive: false }]
  })
