import { drawOptima, nothingBeside, type BesideCosts } from '../threshold/bootstrap.ts'
import { firstCut } from '../threshold/blocks.ts'
import { countAt, type CutTable } from '../threshold/cut-table.ts'
import type { ExactCosts } from '../threshold/exact-costs.ts'
import { mayBeIndistinguishable, Z_975 } from '../threshold/paired-test.ts'
import { resampledCounts } from '../threshold/resampled-counts.ts'
import type { ResampledHulls } from '../threshold/resampled-hulls.ts'
import { drawnApart, type DesignDrawnApart } from './resampling-design.ts'

/**
 * Resamples of single rows: of all rows together, or stratified, of positives and negatives apart. Counts alone decide, so
 * that variances are closed forms: with a positives and b negatives decided differently and d the difference,
 * FN²·a + FP²·b − d²/n together, and FN²·(a − a²/P) + FP²·(b − b²/N) stratified. Costs `beside` the decision change the cost of
 * a cut alone, and its variance only where the class totals vary. Optima come from `hulls`, where these were drawn with the seed before.
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
      return [firstCut(last, 'up', holds, mayHold) ?? best, firstCut(last, 'down', holds, mayHold) ?? best]
    },
    optima: (seed) =>
      hulls?.seed === seed && hulls.stratified === stratified ? hulls.optima(costs, beside) : drawOptima(table, costs, seed, stratified, undefined, beside),
    *costs(cuts, seed) {
      // The best cut comes first and moves with the costs; the others stay.
      const [best, ...given] = cuts
      const counts = hulls?.seed === seed && hulls.stratified === stratified ? hulls.counts(given) : resampledCounts(table, { seed, stratified }, given)
      for (let resample = 0; ; resample += 1) {
        const drawn = best === undefined ? counts.of(resample) : counts.with(best, resample)
        const result = new Float64Array(cuts.length)
        for (let index = 0; index < cuts.length; index += 1) {
          const place = 2 * (index === 0 ? cuts.length : index)
          result[index] = fn * (countAt(drawn, 0) - countAt(drawn, place)) + fpCost * countAt(drawn, place + 1)
        }
        yield result
      }
    },
  })
}
