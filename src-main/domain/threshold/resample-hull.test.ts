import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scoredRows, type Row } from './brute-force.test-kit.ts'
import { prepareCuts } from './cut-table.ts'
import { leastOfResample } from './least-of-resample.ts'
import { leastVertex, resampleHull, type ResampleHull } from './resample-hull.ts'
import { Resample, type TreeShape } from './resample.ts'

const tables = fc
  .array(fc.record({ score: fc.integer({ min: 0, max: 40 }), positive: fc.boolean() }), { minLength: 2, maxLength: 120 })
  .filter((rows) => rows.some(({ positive }) => positive) && rows.some(({ positive }) => !positive))
  .map((rows: readonly Row[]) => prepareCuts(scoredRows(rows), 'high'))
const shapes = fc.record<TreeShape>({ stretches: fc.integer({ min: 1, max: 9 }), rowsPlacedSingly: fc.integer({ min: 0, max: 6 }) })
const costs = fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 }))

/** Every cut of a resample with its counts, after dividing all there is to divide. */
function allCuts(resample: Resample): { cut: number; tp: number; fp: number }[] {
  const cuts = [{ cut: 0, tp: 0, fp: 0 }]
  for (let stretch = resample.first; stretch !== null; stretch = stretch.next) {
    while (!stretch.atEnd) resample.divide(stretch)
    cuts.push({ cut: stretch.to, tp: stretch.tpBefore + stretch.positives, fp: stretch.fpBefore + stretch.negatives })
  }
  return cuts
}

/** The best vertex as cut and cost, walked to from a vertex. */
function leastOfHull({ totalPositives, vertices }: ResampleHull, fn: number, fp: number, start: number) {
  const vertex = leastVertex(vertices, 0, vertices.length / 3 - 1, start % (vertices.length / 3), fn, fp)
  const [cut = NaN, tp = NaN, alarms = NaN] = vertices.subarray(3 * vertex)
  return { cut, cost: fn * (totalPositives - tp) + fp * alarms }
}

describe('a resample', () => {
  it('holds as many rows as the table, at its scores only, whatever is asked of it first', () => {
    fc.assert(
      fc.property(tables, shapes, fc.boolean(), fc.nat(50), costs, (table, shape, stratified, number, [fn, fp]) => {
        const { positives, negatives, tp, fp: alarms } = table
        const plain = new Resample(table, 3, stratified, shape)
        plain.draw(number)
        const cuts = allCuts(plain)
        const last = cuts.at(-1)
        expect([last?.tp, last?.fp]).toEqual([plain.totalPositives, plain.totalNegatives])
        expect(plain.totalPositives + plain.totalNegatives).toBe(positives + negatives)
        if (stratified) expect(plain.totalPositives).toBe(positives)
        cuts.slice(1).forEach(({ cut, tp: flagged, fp: flaggedNegatives }, index) => {
          const before = cuts[index]
          expect(cut).toBeGreaterThan(before?.cut ?? Infinity)
          if (flagged > (before?.tp ?? 0)) expect(tp[cut]).toBeGreaterThan(tp[cut - 1] ?? 0)
          if (flaggedNegatives > (before?.fp ?? 0)) expect(alarms[cut]).toBeGreaterThan(alarms[cut - 1] ?? 0)
        })
        const searched = new Resample(table, 3, stratified, shape)
        searched.draw(number)
        leastOfResample(searched, fn, fp)
        resampleHull(searched)
        expect(allCuts(searched)).toEqual(cuts)
      }),
    )
  })
})

describe('the best cut of a resample', () => {
  it('is that of trying every cut, by the search and from the hull, for any costs', () => {
    fc.assert(
      fc.property(tables, shapes, fc.nat(50), fc.array(costs, { minLength: 1, maxLength: 6 }), fc.nat(), (table, shape, number, asked, start) => {
        const resample = new Resample(table, 9, false, shape)
        resample.draw(number)
        const hull = resampleHull(resample)
        for (const [fn, fp] of asked) {
          const fresh = new Resample(table, 9, false, shape)
          fresh.draw(number)
          const found = leastOfResample(fresh, fn, fp)
          const tried = allCuts(fresh).map(({ cut, tp, fp: alarms }) => ({ cut, cost: fn * (fresh.totalPositives - tp) + fp * alarms }))
          const least = Math.min(...tried.map(({ cost }) => cost))
          const strictest = tried.find(({ cost }) => cost === least)
          expect(found?.to ?? 0).toBe(strictest?.cut)
          expect(leastOfHull(hull, fn, fp, start)).toEqual(strictest)
        }
      }),
      { numRuns: 400 },
    )
  })

  it('is a corner of a curve drawn by hand', () => {
    // One row a score and all drawn once would be the curve itself; stratified, with one row a class, every resample is.
    const table = prepareCuts(scoredRows([{ score: 0.9, positive: false }, { score: 0.4, positive: true }]), 'high')
    const resample = new Resample(table, 1, true)
    resample.draw(0)
    const hull = resampleHull(resample)
    expect([...hull.vertices]).toEqual([0, 0, 0, 2, 1, 1])
    // Missing the default costs 3, flagging both 2; at 2 : 2 they tie, and the stricter wins.
    expect(leastOfHull(hull, 3, 2, 0)).toEqual({ cut: 2, cost: 2 })
    expect(leastOfHull(hull, 2, 2, 1)).toEqual({ cut: 0, cost: 2 })
  })
})
