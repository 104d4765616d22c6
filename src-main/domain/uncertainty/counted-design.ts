import { drawOptima, nothingBeside, type BesideCosts } from '../threshold/bootstrap.ts'
import { binomial } from '../threshold/binomial.ts'
import { countAt, type CutTable } from '../threshold/cut-table.ts'
import type { ExactCosts } from '../threshold/exact-costs.ts'
import { Z_975 } from '../threshold/paired-test.ts'
import { sfc32 } from '../threshold/random.ts'
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
      let strictest = 0
      while (isTold(strictest, best)) strictest += 1
      let loosest = tp.length - 1
      while (isTold(loosest, best)) loosest -= 1
      return [strictest, loosest]
    },
    optima: (seed) =>
      hulls?.seed === seed && hulls.stratified === stratified ? hulls.optima(costs, beside) : drawOptima(table, costs, seed, stratified, undefined, beside),
    *costs(cuts, seed) {
      const random = sfc32(seed)
      const order = cuts.map((_, index) => index).sort((a, b) => (cuts[a] ?? 0) - (cuts[b] ?? 0))
      for (;;) {
        const totalPositives = stratified ? positives : binomial(random, rows, positives / rows)
        const result = new Float64Array(cuts.length)
        let before = 0
        let drawnTp = 0
        let drawnFp = 0
        for (const index of order) {
          const cut = cuts[index] ?? 0
          const left = { positives: positives - countAt(tp, before), negatives: negatives - countAt(fp, before) }
          const a = countAt(tp, cut) - countAt(tp, before)
          const b = countAt(fp, cut) - countAt(fp, before)
          if (a > 0) drawnTp += binomial(random, totalPositives - drawnTp, a / left.positives)
          if (b > 0) drawnFp += binomial(random, rows - totalPositives - drawnFp, b / left.negatives)
          result[index] = fn * (totalPositives - drawnTp) + fpCost * drawnFp
          before = cut
        }
        yield result
      }
    },
  })
}
