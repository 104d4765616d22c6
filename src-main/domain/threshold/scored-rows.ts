/**
 * The usable rows of a prediction table: raw scores by true class, each array sorted ascending.
 * No NaN and no infinity; both arrays hold at least one score.
 */
export interface ScoredRows {
  readonly positives: Float64Array
  readonly negatives: Float64Array
}
