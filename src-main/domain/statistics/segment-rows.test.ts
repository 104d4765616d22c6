import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AlignedColumn, AlignedRows } from '../threshold/aligned-rows.ts'
import { scoredRows } from '../threshold/brute-force.test-kit.ts'
import { prepareCuts } from '../threshold/cut-table.ts'
import { orientations } from '../threshold/random-rows.test-kit.ts'
import { countsOf, flaggedOf, segmentRows } from './segment-rows.ts'

interface DrawnRow {
  readonly score: number
  readonly positive: boolean
  /** -1 where the row has no value. */
  readonly code: number
}

const codes = 30

function alignedOf(drawn: readonly DrawnRow[]): { rows: AlignedRows; column: AlignedColumn } {
  return {
    rows: { scores: Float64Array.from(drawn, ({ score }) => score), positive: Uint8Array.from(drawn, ({ positive }) => Number(positive)), columns: new Map() },
    column: { kind: 'category', codes: Int32Array.from(drawn, ({ code }) => code), count: codes, names: Array.from({ length: codes }, (_, code) => `g${code}`) },
  }
}

const scores = fc.constantFrom(
  fc.double({ min: -3, max: 3, noNaN: true }),
  fc.integer({ min: 0, max: 4 }).map((k) => k / 4),
)
/** Some tables that are shorter than a stretch between checkpoints, and some of many; equal scores in long runs or none. */
const tables = fc
  .tuple(scores, fc.constantFrom(1, 5, codes - 1), fc.constantFrom(30, 256, 900))
  .chain(([score, highest, longest]) =>
    fc.array(fc.record({ score, positive: fc.boolean(), code: fc.integer({ min: -1, max: highest }) }), { minLength: 2, maxLength: longest, size: 'max' }),
  )
  .filter((drawn) => drawn.some(({ positive }) => positive) && drawn.some(({ positive }) => !positive))

describe('the rows of a segment column by score', () => {
  it('count what is flagged of each group as going through all rows does', () => {
    fc.assert(
      fc.property(tables, orientations, fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { maxLength: 3 }), (drawn, orientation, anywhere) => {
        const { rows, column } = alignedOf(drawn)
        const cuts = prepareCuts(scoredRows(drawn), orientation)
        const found = segmentRows(rows, column, cuts)
        const byHand = (flagged: (score: number) => boolean) =>
          found.names.map((name) => {
            const of = (kind: boolean) => drawn.filter(({ score, positive, code }) => positive === kind && (code === -1 ? '(missing)' : `g${code}`) === name && flagged(score)).length
            return { positives: of(true), negatives: of(false) }
          })
        expect(countsOf(found)).toEqual(byHand(() => true))
        for (const threshold of [...anywhere, drawn[0]?.score ?? 0, -Infinity, Infinity]) {
          expect(flaggedOf(found, cuts, threshold)).toEqual(byHand((score) => (orientation === 'high' ? score >= threshold : score <= threshold)))
        }
      }),
      { numRuns: 60 },
    )
  })

  it('refuse rows of another table', () => {
    const drawn = [{ score: 0.2, positive: true, code: 0 }, { score: 0.7, positive: false, code: 1 }]
    const { rows, column } = alignedOf(drawn)
    const others = prepareCuts(scoredRows([{ score: 0.2, positive: true }, { score: 0.6, positive: false }]), 'high')
    expect(() => segmentRows(rows, column, others)).toThrow(RangeError)
  })
})
