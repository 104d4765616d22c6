import type { ExactCell, ExactCells } from './cell-costs.ts'
import { countAt } from '../threshold/cut-table.ts'
import { exactAt, inUnits, type CutCost, type CutSums, type Weights } from './cut-cost.ts'

/** Σ c² of rows that cost `perCase` + `perAmount` · amount each, from their number and the sums of amounts and squares. */
export function sumOfSquares(perCase: number, perAmount: number, rows: number, amount: number, amountSquares: number): number {
  return perCase * perCase * rows + 2 * perCase * perAmount * amount + perAmount * perAmount * amountSquares
}

/**
 * Variance of the cost of a cut over resamples of the rows (multinomial, closed form), in units squared: Σ c² − (Σ c)²/n over
 * all rows, each in its cell.
 */
export function varianceOfCutCost(sums: CutSums, cells: ExactCells, cost: CutCost, weights: Weights, cut: number): number {
  const { cuts, amounts } = sums
  const unit = (factor: bigint) => inUnits(factor, cells.digits, weights)
  const total = (values: Float64Array | undefined) => values?.at(-1) ?? 0
  const flagged = (values: Float64Array | undefined) => values?.[cut] ?? 0
  const ofCell = (cell: ExactCell, weight: bigint, rows: number, amount: number, squares: number) =>
    sumOfSquares(unit(weight * cell.perCase), unit(weight * cell.perAmount), rows, amount, squares)
  const tp = countAt(cuts.tp, cut)
  const fp = countAt(cuts.fp, cut)
  const { positives, negatives, positiveSquares, negativeSquares } = amounts ?? {}
  const squares =
    ofCell(cells.tp, weights.positive, tp, flagged(positives), flagged(positiveSquares)) +
    ofCell(cells.fn, weights.positive, cuts.positives - tp, total(positives) - flagged(positives), total(positiveSquares) - flagged(positiveSquares)) +
    ofCell(cells.fp, weights.negative, fp, flagged(negatives), flagged(negativeSquares)) +
    ofCell(cells.tn, weights.negative, cuts.negatives - fp, total(negatives) - flagged(negatives), total(negativeSquares) - flagged(negativeSquares))
  const sum = inUnits(exactAt(cost, sums, cut), cells.digits, weights)
  return Math.max(0, squares - (sum * sum) / (cuts.positives + cuts.negatives))
}
