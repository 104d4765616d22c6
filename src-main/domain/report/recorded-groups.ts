import type { RecordedComparison } from '../../contract/recommendation.ts'
import type { RecordedThreshold, Scan } from '../../contract/scan.ts'
import { recordedText } from '../../contract/recorded-text.ts'

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

/** A recorded value as a heading or a chart names it. */
export function recordedName({ places, comparison }: RecordedGroup): string {
  return recordedText(places[0] ?? comparison.recorded)
}

/** The recorded places as one line for each file or run: "docs/note.md, lines 13 and 47". */
export function placeLines(group: RecordedGroup): { text: string; runId: string | null }[] {
  const lines = new Map<string, number[]>()
  const others: { text: string; runId: string | null }[] = []
  for (const place of group.places) {
    if (place.run !== null || place.line === null) others.push({ text: place.source, runId: place.run?.id ?? null })
    else lines.set(place.path, [...(lines.get(place.path) ?? []), place.line])
  }
  return [...others, ...[...lines].map(([path, numbers]) => ({ text: `${path}, ${lineList(numbers)}`, runId: null }))]
}

/** [47, 13] → "lines 13 and 47". */
export function lineList(numbers: readonly number[]): string {
  const sorted = [...new Set(numbers)].toSorted((a, b) => a - b).map(String)
  if (sorted.length === 1) return `line ${sorted.join('')}`
  return `lines ${sorted.slice(0, -1).join(', ')} and ${sorted.slice(-1).join('')}`
}
