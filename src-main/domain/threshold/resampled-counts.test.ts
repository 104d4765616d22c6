import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scoredRows, table, type Row } from './brute-force.test-kit.ts'
import { chiSquareLimit } from './chi-square.test-kit.ts'
import { prepareCuts } from './cut-table.ts'
import { keptCounts } from './kept-counts.ts'
import { resampledCounts, type ResampledCounts } from './resampled-counts.ts'

/** What is drawn of the given cuts in a resample, and then of one more. */
function drawnWith(counts: ResampledCounts, cut: number, resample: number): number[] {
  const rows = new Uint32Array(counts.length + 3)
  const further = new Uint32Array(3)
  counts.given(resample, rows, 3)
  counts.further(cut, resample, rows, 3, further, 1)
  expect([...rows.slice(0, 3), further[0]]).toEqual([0, 0, 0, 0])
  return [...rows.slice(3), ...further.slice(1)]
}

const cutsOf = (rows: readonly Row[]) => prepareCuts(scoredRows(rows), 'high')

describe('counts of cuts in resamples', () => {
  // All 4^4 resamples of four rows, one score each: tp and fp at cuts 1, 2 and 3 and the class totals.
  const rows = table('1 0 1 0', [0.9, 0.7, 0.5, 0.3])
  const exact = new Map<string, number>()
  for (let code = 0; code < 4 ** 4; code += 1) {
    const times = [0, 0, 0, 0]
    for (let draw = 0; draw < 4; draw += 1) times[Math.floor(code / 4 ** draw) % 4] = (times[Math.floor(code / 4 ** draw) % 4] ?? 0) + 1
    const flagged = (cut: number, positive: boolean) => rows.reduce((sum, row, index) => sum + (index < cut && row.positive === positive ? (times[index] ?? 0) : 0), 0)
    const outcome = [flagged(4, true), flagged(4, false), ...[3, 1, 2].flatMap((cut) => [flagged(cut, true), flagged(cut, false)])].join()
    exact.set(outcome, (exact.get(outcome) ?? 0) + 1)
  }

  it('have the exact joint distribution, the further cut among them', () => {
    const counts = resampledCounts(cutsOf(rows), { seed: 4 }, [3, 1])
    const draws = 60_000
    const seen = new Map<string, number>()
    for (let resample = 0; resample < draws; resample += 1) {
      const outcome = drawnWith(counts, 2, resample).join()
      seen.set(outcome, (seen.get(outcome) ?? 0) + 1)
    }
    expect([...seen.keys()].filter((outcome) => !exact.has(outcome))).toEqual([])
    let chi = 0
    for (const [outcome, ways] of exact) chi += ((seen.get(outcome) ?? 0) - (draws * ways) / 256) ** 2 / ((draws * ways) / 256)
    expect(exact.size).toBeGreaterThan(30)
    expect(chi).toBeLessThan(chiSquareLimit(exact.size - 1))
  })

  it('are the same kept or not, and grow with the cut', () => {
    const tables = fc
      .array(fc.record({ score: fc.integer({ min: 0, max: 20 }), positive: fc.boolean() }), { minLength: 4, maxLength: 60 })
      .filter((list) => list.some(({ positive }) => positive) && list.some(({ positive }) => !positive))
    fc.assert(
      fc.property(tables, fc.array(fc.nat(20), { maxLength: 4 }), fc.nat(20), fc.boolean(), (list, asked, further, stratified) => {
        const cuts = cutsOf(list)
        const last = cuts.scores.length
        const given = asked.map((cut) => Math.min(cut, last))
        const more = Math.min(further, last)
        const kept = keptCounts(cuts, { seed: 2, stratified }, given, 6)
        for (const step of kept.foresee(last > 2 ? [last, more] : [])) expect(step).toBeUndefined()
        const drawn = resampledCounts(cuts, { seed: 2, stratified }, given)
        for (const resample of [2, 0, 1, 2, 5]) {
          const counts = drawnWith(drawn, more, resample)
          expect([...kept.given.slice(resample * kept.length, (resample + 1) * kept.length), ...kept.further(more).slice(2 * resample, 2 * resample + 2)]).toEqual(counts)
          // The further cut changes nothing about the given ones.
          expect(drawnWith(drawn, 0, resample).slice(0, -2)).toEqual(counts.slice(0, -2))
          const [positives = NaN, negatives = NaN] = counts
          if (stratified) expect([positives, negatives]).toEqual([cuts.positives, cuts.negatives])
          const all = [...given, more, 0, last]
          const flagged = [...counts.slice(2), 0, 0, positives, negatives]
          all.forEach((cut, one) => {
            all.forEach((other, two) => {
              const [tp, fp, tpOther, fpOther] = [flagged[2 * one], flagged[2 * one + 1], flagged[2 * two], flagged[2 * two + 1]]
              if (cut === other) expect([tp, fp]).toEqual([tpOther, fpOther])
              if (cut < other) expect((tp ?? NaN) <= (tpOther ?? NaN) && (fp ?? NaN) <= (fpOther ?? NaN)).toBe(true)
            })
          })
        }
      }),
    )
  })
})
