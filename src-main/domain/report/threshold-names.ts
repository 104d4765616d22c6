import { recordedText } from '../../contract/recorded-text.ts'
import { judgementOf } from './judgement-of.ts'
import { threshold as allDigits } from './number-format.ts'
import type { ReportInput } from './report-input.ts'

/**
 * Names thresholds alike all through a report: a recorded one as it was recorded, one that the report answers with by the digits
 * that give its counts, any other with all its digits. Null flags nobody.
 */
export function thresholdNames(input: ReportInput): (threshold: number | null) => string {
  const { view } = input
  const { choices } = judgementOf(input)
  const names = new Map<number | null, string>()
  if (choices !== null) {
    const { recommended, unconstrained, compared, review } = choices
    for (const { cut, digits } of [...compared, unconstrained, ...(recommended === null ? [] : [recommended])]) names.set(cut.threshold, digits)
    if (review !== null) names.set(review.flag, review.flagDigits).set(review.review, review.reviewDigits)
  }
  for (const { recorded } of view.recorded) names.set(recorded.value, recordedText(recorded))
  names.set(view.recommendation.optimum.threshold, view.shortThreshold)
  names.set(null, 'flag nobody')
  return (threshold) => names.get(threshold) ?? allDigits(threshold)
}
