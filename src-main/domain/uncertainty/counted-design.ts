import { drawOptima, nothingBeside, type BesideCosts } from '../threshold/bootstrap.ts'
import { firstCut } from '../threshold/blocks.ts'
import { countAt, type CutTable } from '../threshold/cut-table.ts'
import type { ExactCosts } from '../threshold/exact-costs.ts'
import { mayBeIndistinguishable, Z_975 } from '../threshold/paired-test.ts'
import { resampledCounts, type ResampledCounts } from '../threshold/resampled-counts.ts'
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
      return [firstCut(last, 'up', holds, mayHold) ?? best, firstCut(last, 'down', holds, mayHold) ?? best]
    },
    optima: (seed) => drawOptima(table, costs, seed, stratified, undefined, beside),
    held: (cuts, seed, resamples) => {
      if (hulls?.seed !== seed || hulls.stratified !== stratified || hulls.resamples !== resamples) return null
      const counts = hulls.counts(cuts.slice(1))
      const drawn = new Float64Array(resamples * cuts.length)
      for (let resample = 0; resample < resamples; resample += 1) costsIn(counts, cuts, resample, drawn, resample * cuts.length)
      return { ...hulls.optima(fn, fpCost, beside), costs: drawn }
    },
    *costs(cuts, seed) {
      const counts = resampledCounts(table, { seed, stratified }, cuts.slice(1))
      for (let resample = 0; ; resample += 1) {
        const result = new Float64Array(cuts.length)
        costsIn(counts, cuts, resample, result, 0)
        yield result
      }
    },
  })

  /** Writes what cuts cost in a resample. The first, the best, moves with the costs; `counts` are those of the others, which stay. */
  function costsIn(counts: ResampledCounts, [best, ...others]: readonly number[], resample: number, result: Float64Array, at: number): void {
    if (best === undefined) return
    const drawn = counts.with(best, resample)
    for (let index = 0; index <= others.length; index += 1) {
      const place = 2 * (index === 0 ? others.length + 1 : index)
      result[at + index] = fn * (countAt(drawn, 0) - countAt(drawn, place)) + fpCost * countAt(drawn, place + 1)
    }
  }
}
