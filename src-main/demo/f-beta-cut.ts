import { seedCase } from './seed-case.ts'
import type { DemoScores } from './score-quantiles.ts'

/** The score at which the F-beta of the case peaks on `scores` (positive when score >= cut). */
export function fBetaCut({ positives, negatives }: DemoScores): number {
  const weight = Number(seedCase.beta) ** 2
  let best = { value: -1, cut: 0 }
  let flaggedNegatives = 0
  for (let flaggedPositives = 1; flaggedPositives <= positives.length; flaggedPositives += 1) {
    // A peak always stands on the score of a positive: adding a negative only lowers F-beta.
    const cut = positives[positives.length - flaggedPositives] ?? 0
    while (flaggedNegatives < negatives.length && (negatives[negatives.length - 1 - flaggedNegatives] ?? 0) >= cut) {
      flaggedNegatives += 1
    }
    const missed = positives.length - flaggedPositives
    const hits = (1 + weight) * flaggedPositives
    const value = hits / (hits + weight * missed + flaggedNegatives)
    if (value > best.value) best = { value, cut }
  }
  return best.cut
}
