import { drawOptima, nothingBeside, type BesideCosts } from '../threshold/bootstrap.ts'
import { firstCut } from '../threshold/halving.ts'
import { countAt, type CutTable } from '../threshold/cut-table.ts'
import type { ExactCosts } from '../threshold/exact-costs.ts'
import { mayBeIndistinguishable, Z_975 } from '../threshold/paired-test.ts'
import type { KeptCounts } from '../threshold/kept-counts.ts'
import { resampledCounts } from '../threshold/resampled-counts.ts'
import type { ResampledHulls } from '../threshold/resampled-hulls.ts'
import { drawnApart, type DesignDrawnApart } from './resampling-design.ts'

/**
 * Resamples of single rows: of all rows together, or stratified, of positives and negatives apart. Counts alone decide, so
 * that variances are closed forms: with a positives and b negatives decided differently and d the difference,
 * FN²·a + FP²·b − d²/n together, and FN²·(a − a²/P) + FP²·(b − b²/N) stratified. Costs `beside` the decision change the cost of
 * a cut alone, and its variance only where the class totals vary. Optima come from `hulls`, where as many were drawn with the seed before.
 */
export function countedDesign(
  table: CutTable,
  costs: Pick<ExactCosts, 'fn' | 'fp'>,
  stratified: boolean,
  beside: BesideCosts = nothingBeside,
  hulls: ResampledHulls | null = null,
): DesignDrawnApart {
  const { tp, fp, positives, negatives } = table
  const fn = Number(costs.fn)
  const fpCost = Number(costs.fp)
  const rows = positives + negatives

  /** Of a sum that `a` positives and `b` negatives enter, each with its cost and the sign of its class. */
  function variance(a: number, b: number, sum: number): number {
    return stratified
      ? fn * fn * (a - (a * a) / positives) + fpCost * fpCost * (b - (b * b) / negatives)
      : fn * fn * a + fpCost * fpCost * b - (sum * sum) / rows
  }
  const varianceOfDifference = (cut: number, other: number): number => {
    const a = countAt(tp, cut) - countAt(tp, other)
    const b = countAt(fp, cut) - countAt(fp, other)
    return variance(Math.abs(a), Math.abs(b), fpCost * b - fn * a)
  }
  const isTold = (cut: number, best: number): boolean => {
    const difference = fpCost * (countAt(fp, cut) - countAt(fp, best)) - fn * (countAt(tp, cut) - countAt(tp, best))
    return difference * difference > Z_975 * Z_975 * varianceOfDifference(cut, best)
  }
  return drawnApart({
    units: rows,
    varianceOfDifference,
    varianceOfCost: (cut) => {
      const missed = positives - countAt(tp, cut)
      const alarms = countAt(fp, cut)
      if (stratified) return variance(missed, alarms, 0)
      const sum = (fn + beside.positive) * missed + beside.positive * (positives - missed) + (fpCost + beside.negative) * alarms + beside.negative * (negatives - alarms)
      const squares =
        (fn + beside.positive) ** 2 * missed + beside.positive ** 2 * (positives - missed) + (fpCost + beside.negative) ** 2 * alarms + beside.negative ** 2 * (negatives - alarms)
      return squares - (sum * sum) / rows
    },
    indistinguishable: (best) => {
      const last = tp.length - 1
      const holds = (cut: number) => !isTold(cut, best)
      // What holds for all rows together bounds the strata too: (x − y)²/(P + N) ≤ x²/P + y²/N (Cauchy and Schwarz).
      const mayHold = (from: number, to: number) => mayBeIndistinguishable(table, costs, from, to, best)
      return [firstCut(0, last, 'up', holds, mayHold) ?? best, firstCut(0, last, 'down', holds, mayHold) ?? best]
    },
    optima: (seed) => drawOptima(table, costs, seed, stratified, undefined, beside),
    held: (cuts, seed, resamples) => {
      if (hulls?.seed !== seed || hulls.stratified !== stratified || hulls.resamples !== resamples) return null
      const [best, ...others] = cuts
      if (best === undefined) return null
      const counts = hulls.counts(others)
      return { ...hulls.optima(fn, fpCost, beside), costs: costsOf(counts, counts.further(best), resamples) }
    },
    *costs([best, ...others], seed) {
      if (best === undefined) for (;;) yield new Float64Array(0)
      // The best moves with the costs; the others stay.
      const counts = resampledCounts(table, { seed, stratified }, others)
      const given = new Uint32Array(counts.length)
      const further = new Uint32Array(2)
      for (let resample = 0; ; resample += 1) {
        counts.given(resample, given, 0)
        counts.further(best, resample, given, 0, further, 0)
        yield costsOf({ given, length: counts.length }, further, 1)
      }
    },
  })

  /** What the best cut and the others cost in each resample: all those of a resample together, the best first. */
  function costsOf({ given, length }: Pick<KeptCounts, 'given' | 'length'>, further: Uint32Array, resamples: number): Float64Array {
    const result = new Float64Array((resamples * length) / 2)
    let to = 0
    for (let resample = 0; resample < resamples; resample += 1) {
      const at = resample * length
      const positives = countAt(given, at)
      result[to] = fn * (positives - countAt(further, 2 * resample)) + fpCost * countAt(further, 2 * resample + 1)
      to += 1
      for (let place = at + 2; place < at + length; place += 2) {
        result[to] = fn * (positives - countAt(given, place)) + fpCost * countAt(given, place + 1)
        to += 1
      }
    }
    return result
  }
}
