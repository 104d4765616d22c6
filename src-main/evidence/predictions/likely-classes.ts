import type { LabelClasses } from './label-classes.ts'

const affirmative = ['1', 'true', 'yes', 'y', 't', 'positive', 'pos', 'bad', 'fraud', 'fraudulent', 'default', 'churn', 'churned', 'event', 'reject', 'rejected', 'deny', 'denied', 'decline', 'declined', 'flag', 'flagged', 'charged off']
const negativeOf = ['0', '-1', 'false', 'no', 'n', 'f', 'negative', 'neg', 'good', 'legit', 'legitimate', 'genuine', 'normal', 'paid', 'fully paid', 'current', 'retained', 'none', 'accept', 'accepted', 'approve', 'approved', 'pass']

/**
 * Which of two labels is most likely the positive class; null where the words don't say. It is a proposal for a
 * person to confirm, never a reading of its own.
 */
export function likelyClasses(one: string, other: string): LabelClasses | null {
  const rank = (positive: string, negative: string): boolean => {
    const p = plain(positive)
    const n = plain(negative)
    return negates(n, p) || (affirmative.includes(p) && negativeOf.includes(n))
  }
  if (rank(one, other)) return { positive: one, negative: other }
  if (rank(other, one)) return { positive: other, negative: one }
  return null
}

function plain(label: string): string {
  return label.trim().toLowerCase().replace(/[_\-\s]+/g, ' ').replace(/^ /, '-')
}

/** non_default negates default, "no churn" negates churn. */
function negates(label: string, of: string): boolean {
  const rest = /^(?:non|not|no) ?(.+)$/.exec(label)?.[1]
  return rest !== undefined && rest === of
}
