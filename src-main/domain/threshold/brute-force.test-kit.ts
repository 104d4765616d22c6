import type { CutInterval } from '../../contract/recommendation.ts'
import type { Orientation } from './cut-table.ts'
import type { ScoredRows } from './scored-rows.ts'

/** One row of a test table. */
export interface Row {
  readonly score: number
  readonly positive: boolean
}

/** The four counts by definition, row by row. */
export interface Matrix {
  readonly tp: number
  readonly fp: number
  readonly fn: number
  readonly tn: number
}

export interface BruteOptimum<Value> extends Matrix {
  readonly threshold: number | null
  readonly value: Value
  readonly tied: number
  readonly interval: CutInterval
}

/** The rows as the table reader gives them: by class, ascending. */
export function scoredRows(rows: readonly Row[]): ScoredRows {
  const ofClass = (positive: boolean) =>
    Float64Array.from(rows.filter((row) => row.positive === positive).map(({ score }) => score)).sort()
  return { positives: ofClass(true), negatives: ofClass(false) }
}

/** Labels as "T"/"F" or "1"/"0" text beside their scores. */
export function table(labels: string, scores: readonly number[]): Row[] {
  return [...labels.replaceAll(' ', '')].map((label, index) => ({
    score: scores[index] ?? NaN,
    positive: label === '1' || label === 'T',
  }))
}

export function matrixAt(rows: readonly Row[], threshold: number | null, orientation: Orientation): Matrix {
  const flagged = ({ score }: Row) =>
    threshold !== null && (orientation === 'high' ? score >= threshold : score <= threshold)
  const count = (positive: boolean, flag: boolean) =>
    rows.filter((row) => row.positive === positive && flagged(row) === flag).length
  return { tp: count(true, true), fp: count(false, true), fn: count(true, false), tn: count(false, false) }
}

/** Flag nobody, then every distinct score, strictest first. */
export function candidates(rows: readonly Row[], orientation: Orientation): (number | null)[] {
  const distinct = [...new Set(rows.map(({ score }) => score))].sort((a, b) => (orientation === 'high' ? b - a : a - b))
  return [null, ...distinct]
}

/** Tries every candidate by counting all rows; `better` compares exactly. The strictest of equals. */
export function bruteOptimum<Value>(
  rows: readonly Row[],
  orientation: Orientation,
  valueOf: (matrix: Matrix) => Value,
  compare: (a: Value, b: Value) => number,
): BruteOptimum<Value> {
  const all = candidates(rows, orientation).map((threshold) => {
    const matrix = matrixAt(rows, threshold, orientation)
    return { threshold, matrix, value: valueOf(matrix) }
  })
  const best = all.reduce((a, b) => (compare(b.value, a.value) < 0 ? b : a))
  const next = all[all.indexOf(best) + 1]?.threshold ?? null
  return {
    threshold: best.threshold,
    ...best.matrix,
    value: best.value,
    tied: all.filter(({ value }) => compare(value, best.value) === 0).length,
    interval: orientation === 'high' ? [next, best.threshold] : [best.threshold, next],
  }
}

/** No row left out, for any cause. */
export const nothingExcluded = {
  nullScore: 0,
  nanScore: 0,
  infiniteScore: 0,
  textScore: 0,
  nullLabel: 0,
  foreignLabel: 0,
}
