/** The value at a share in [0, 1] of the way from `lowest` to `highest`; rises with the share and never overflows. */
export function interpolate(lowest: number, highest: number, share: number): number {
  const span = highest - lowest
  // Where the span overflows, the ends have opposite signs, so both terms rise with the share.
  return Number.isFinite(span) ? Math.min(highest, lowest + span * share) : lowest * (1 - share) + highest * share
}
