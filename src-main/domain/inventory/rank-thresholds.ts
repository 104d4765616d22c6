import type { RecordedThreshold } from '../../contract/scan.ts'

/** A recorded threshold with what helps to tell whether it is a decision threshold. */
export interface ThresholdCandidate {
  readonly recorded: RecordedThreshold
  /** The name of the metric, parameter, tag or key; empty where it has none. */
  readonly name: string
  /** The keys that enclose it. */
  readonly enclosing: readonly string[]
  /** Further words that say what it is for: its path, the words before it in a sentence. */
  readonly context: readonly string[]
  /** Whether the bank itself says that this name is a decision threshold's. */
  readonly named?: boolean
}

/** Words of a name, in lower case, that say of what kind the threshold is; the first list that has one of them decides. */
const nameStrength: readonly (readonly [strength: number, words: readonly string[]])[] = [
  [6, ['optimal', 'optimum', 'best', 'recommended', 'selected', 'chosen', 'final', 'optimise', 'optimised', 'optimized', 'retenu']],
  [5, ['decision', 'classification', 'operating', 'business', 'production', 'cost', 'métier']],
  [4, ['threshold', 'cutoff', 'seuil', 'thresh', 'thr']],
]
const weakestName = 2
const ownNameStrength = 5
/** An interval of this width says little about a threshold on a score between 0 and 1. */
const broad = 0.05

/** Thresholds on something other than a classifier's score, wherever these words stand in the name or around it. */
const otherPurpose =
  /drift|psi|alert|alarm|warn|p[\s_-]?values?\b|pvalue|alpha|correl|corr\b|vif|feature|importance|select_?k|variance|missing|null_?rate|outlier|early|stopping|patience|iou|nms|similarity|confidence_interval|coverage|latency|memory|disk/i
/** Parts of a search or of a cross-validation: a threshold, but not the one decided on. */
const partOfSearch = /(?:^|[\s_.\-/])(?:folds?\d*|cv|splits?|search|sweep|grid|min|max|lower|upper|per_class)(?:$|[\s_.\-/])/i

const originStrength: Readonly<Record<RecordedThreshold['origin'], number>> = {
  decisions: 3,
  metric: 3,
  parameter: 2,
  tag: 2,
  model: 2,
  mention: 1,
}

/**
 * Orders recorded thresholds, likeliest decision thresholds first; every candidate is kept.
 *
 * Thresholds of another purpose (drift, feature selection, early stopping …) come last and parts of a search before them.
 * Of the rest, the best record of every distinct value comes first, by the strength of its name, its origin and the number
 * of other files and runs that agree with it, a stated value before the decisions that agree with it; then come the further
 * records of the same values, in the same order.
 */
export function rankThresholds(candidates: readonly ThresholdCandidate[]): RecordedThreshold[] {
  const scored = candidates.map((candidate) => ({
    recorded: candidate.recorded,
    tier: tierOf(candidate),
    score: strengthOfName(candidate) + originStrength[candidate.recorded.origin] + agreement(candidate.recorded, candidates),
  }))
  scored.sort((a, b) => a.tier - b.tier || b.score - a.score || byPlace(a.recorded, b.recorded))
  const seen = new Set<number>()
  const first: typeof scored = []
  const further: typeof scored = []
  for (const entry of scored) {
    ;(seen.has(entry.recorded.value) ? further : first).push(entry)
    seen.add(entry.recorded.value)
  }
  const ordered = [...statedFirst(first), ...further]
  return [0, 1, 2].flatMap((tier) => ordered.filter((entry) => entry.tier === tier).map((entry) => entry.recorded))
}

/** Puts the value that somebody wrote down before the cut of decisions that agree with it: people know it by that name. */
function statedFirst<Entry extends { readonly recorded: RecordedThreshold; readonly tier: number }>(entries: readonly Entry[]): Entry[] {
  const ordered = [...entries]
  for (const implied of entries.filter(({ recorded }) => recorded.origin === 'decisions' && isNarrow(recorded))) {
    const at = ordered.indexOf(implied)
    const stated = ordered.findIndex(
      ({ recorded, tier }, index) =>
        index > at && tier === implied.tier && recorded.origin !== 'decisions' && agree(recorded, implied.recorded),
    )
    if (stated !== -1) ordered.splice(at, 0, ...ordered.splice(stated, 1))
  }
  return ordered
}

function tierOf({ recorded, name, enclosing, context, named }: ThresholdCandidate): 0 | 1 | 2 {
  // A cut that decisions imply was applied to the score, whatever its file is called.
  if (recorded.origin === 'decisions' || named === true) return 0
  if ([name, ...enclosing, ...context].some((text) => otherPurpose.test(text))) return 2
  return [name, ...enclosing].some((text) => partOfSearch.test(text)) ? 1 : 0
}

function strengthOfName({ recorded, name, named }: ThresholdCandidate): number {
  if (recorded.origin === 'decisions') return isNarrow(recorded) ? 5 : -originStrength.decisions
  const words = name.toLowerCase().split(/[^\p{L}]+/u)
  const strength = nameStrength.find(([, list]) => words.some((word) => list.includes(word)))?.[0] ?? weakestName
  return named === true ? Math.max(strength, ownNameStrength) : strength
}

/** How many other files or runs record the same value, or one that could be it but for rounding: at most 3. */
function agreement(recorded: RecordedThreshold, candidates: readonly ThresholdCandidate[]): number {
  const places = new Set<string>()
  for (const { recorded: other } of candidates) {
    if (place(other) !== place(recorded) && agree(recorded, other)) places.add(place(other))
  }
  return Math.min(places.size, 3)
}

function agree(a: RecordedThreshold, b: RecordedThreshold): boolean {
  return a.value === b.value || (isNarrow(a) && isNarrow(b) && (holds(a, b.value) || holds(b, a.value)))
}

/** Whether the record says something precise: a few decisions, or one decimal, are consistent with almost any cut. */
function isNarrow({ interval: [low, high] }: RecordedThreshold): boolean {
  return low !== null && high !== null && high - low < broad
}

function place(recorded: RecordedThreshold): string {
  return recorded.run === null ? recorded.path : `run ${recorded.run.id}`
}

/** Whether `value` may be what was recorded: [low, high), or (low, high] for a cut that decisions imply. */
function holds({ interval: [low, high], origin }: RecordedThreshold, value: number): boolean {
  return origin === 'decisions'
    ? (low === null || value > low) && (high === null || value <= high)
    : (low === null || value >= low) && (high === null || value < high)
}

function byPlace(a: RecordedThreshold, b: RecordedThreshold): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1
  return (a.line ?? 0) - (b.line ?? 0)
}
