/** As many thresholds as are judged together. */
export const mostJudged = 5

interface Threshold {
  /** Null refuses nobody. */
  readonly threshold: number | null
}

/**
 * The threshold that the question about the costs is answered with: under all that the bank chose where that was weighed and can be
 * met, else for the two costs alone.
 */
export function answeredThreshold({ optimum }: { readonly optimum: Threshold }, choices: { readonly recommended: { readonly cut: Threshold } | null } | null): number | null {
  const chosen = choices?.recommended ?? null
  return chosen === null ? optimum.threshold : chosen.cut.threshold
}

/** The thresholds whose groups are counted, the first of them judged: the answered one, or where it refuses nobody the first of the others. */
export function judgedThresholds(answered: number | null, others: readonly number[]): number[] {
  return [...new Set([...(answered === null ? [] : [answered]), ...others])].slice(0, mostJudged)
}
