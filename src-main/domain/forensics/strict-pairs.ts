import { grid, hundredPoints, type CandidateSet } from './candidate-set.ts'
import type { Inquiry } from './inquiry.ts'

/** The same candidates with and without equality. */
export interface StrictPair {
  readonly plain: CandidateSet
  readonly strict: CandidateSet
}

/** All scores, every grid and the 100 points, each with both operators. */
export function strictPairs(inquiry: Inquiry): StrictPair[] {
  return [
    { plain: inquiry.all, strict: inquiry.strict },
    ...[...inquiry.grids].map(([step, plain]) => ({
      plain,
      strict: inquiry.strictGrids.get(step) ?? grid(inquiry.table, step, true),
    })),
    { plain: inquiry.hundred, strict: hundredPoints(inquiry.table, true) },
  ]
}
