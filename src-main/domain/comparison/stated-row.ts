import type { ComparisonRow } from '../../contract/comparison.ts'

/** One key of the compared runs, before it is judged: what each run states, in the order of the runs. */
export interface StatedRow {
  readonly section: ComparisonRow['section']
  readonly key: string
  readonly values: readonly (StatedValue | null)[]
  /** Of a metric: how many points each run logged. */
  readonly points?: readonly number[]
}

export interface StatedValue {
  readonly text: string
  /** The form in which it is compared. */
  readonly canonical: string
}
