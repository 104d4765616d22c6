import type { RecordedComparison } from '../../contract/recommendation.ts'
import type { RecordedThreshold, Scan } from '../../contract/scan.ts'

/** The places that record one value, and how that value does on the rows. */
export interface RecordedGroup {
  readonly value: number
  readonly comparison: RecordedComparison
  readonly places: readonly RecordedThreshold[]
}

/** Recorded thresholds by value, in the order of the scan: likeliest first. Values that the scan doesn't list follow. */
export function recordedGroups(recorded: readonly RecordedComparison[], scan: Scan): RecordedGroup[] {
  const order = new Map(scan.thresholds.map((threshold, index) => [threshold.value, index] as const).reverse())
  const byValue = new Map<number, RecordedComparison[]>()
  for (const comparison of recorded) {
    const known = byValue.get(comparison.recorded.value)
    if (known === undefined) byValue.set(comparison.recorded.value, [comparison])
    else known.push(comparison)
  }
  return [...byValue.entries()]
    .flatMap(([value, comparisons]) => {
      const [first] = comparisons
      return first === undefined ? [] : [{ value, comparison: first, places: comparisons.map((item) => item.recorded) }]
    })
    .sort((a, b) => (order.get(a.value) ?? Infinity) - (order.get(b.value) ?? Infinity) || a.value - b.value)
}

/** True where a value lies in the interval that a recorded threshold stands for. */
export function recordedContains(recorded: RecordedThreshold, value: number): boolean {
  const [low, high] = recorded.interval
  // Decisions bound a threshold as (low, high], a printed decimal as [low, high).
  return recorded.origin === 'decisions'
    ? (low === null || value > low) && (high === null || value <= high)
    : (low === null || value >= low) && (high === null || value < high)
}
