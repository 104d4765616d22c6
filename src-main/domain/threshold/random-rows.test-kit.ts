import fc from 'fast-check'
import type { Row } from './brute-force.test-kit.ts'

const hasBothClasses = (rows: readonly Row[]) => rows.some(({ positive }) => positive) && rows.some(({ positive }) => !positive)

/** Small tables with both classes: many equal scores, or arbitrary doubles up to ±1e308. */
export const smallTables: fc.Arbitrary<Row[]> = fc
  .oneof(
    fc.array(fc.record({ score: fc.integer({ min: 0, max: 6 }).map((k) => k / 8), positive: fc.boolean() }), {
      minLength: 2,
      maxLength: 24,
    }),
    fc.array(
      fc.record({ score: fc.double({ noNaN: true, min: -1e308, max: 1e308 }).map((x) => x + 0), positive: fc.boolean() }),
      { minLength: 2, maxLength: 24 },
    ),
  )
  .filter(hasBothClasses)

export const orientations = fc.constantFrom('high' as const, 'low' as const)

/** A cost as decimal text with up to three places, and the same cost in thousandths. */
export const decimalCosts = fc
  .integer({ min: 0, max: 40_000 })
  .map((thousandths) => ({ text: (thousandths / 1000).toFixed(3), thousandths: BigInt(thousandths) }))
