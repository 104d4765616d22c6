import { recordedValueOf } from '../../../src-main/contract/explanation.ts'
import type { RecordedValue } from '../../../src-main/contract/explanation.ts'
import { dismissedKeys, mentionSubject, runMentionSubject, subjectKey, subjectPlace, thresholdSubject } from '../../../src-main/contract/inventory.ts'
import type { Dismissal, InventorySubject } from '../../../src-main/contract/inventory.ts'
import type { RecordedComparison } from '../../../src-main/contract/recommendation.ts'
import { recordedText } from '../../../src-main/contract/recorded-text.ts'
import type { Mention, RecordedThreshold, RunMention, Scan } from '../../../src-main/contract/scan.ts'
import { formatExact } from '../../format/number.ts'
import { sourceWords } from '../threshold/recorded-rows.ts'

/** One place that states a value. */
export interface InventoryPlace {
  readonly subject: InventorySubject
  /** "config.yaml:23", "run final_model_application, metric optimal_threshold". */
  readonly words: string
  /** The line of the file, or all that the source says. */
  readonly detail: string
}

/** A value with every place that states it. */
export interface InventoryRow {
  readonly id: string
  readonly kind: InventorySubject['kind']
  readonly digits: string
  /** Every value that it stands for; null for a cost or an objective, which are read as they are. */
  readonly interval: string | null
  /** The first place in a few words. */
  readonly from: string
  readonly places: readonly InventoryPlace[]
  /** What is asked for this value; null for a cost or an objective. */
  readonly value: RecordedValue | null
  /** Its cost against the recommendation; null without costs, and for what isn't a threshold. */
  readonly comparison: RecordedComparison | null
}

/** "[0.3375, 0.3385)", for decisions "(0.338262, 0.338273]"; −∞ and ∞ where unbounded. */
export function intervalWords({ origin, interval: [low, high] }: RecordedThreshold): string {
  const decisions = origin === 'decisions'
  const digits = low !== null && high !== null ? tellingDigits(low, high) : 17
  const end = (value: number) => (decisions ? String(Number(value.toPrecision(digits))) : formatExact(value))
  const from = low === null ? '(\u2212∞' : `${decisions ? '(' : '['}${end(low)}`
  return `${from}, ${high === null ? '∞)' : `${end(high)}${decisions ? ']' : ')'}`}`
}

/** As many significant digits as tell two numbers apart, at least six. */
function tellingDigits(low: number, high: number): number {
  for (let digits = 6; digits < 17; digits += 1) if (low.toPrecision(digits) !== high.toPrecision(digits)) return digits
  return 17
}

/** Thresholds by value in the order of the scan, then costs and objectives by name and value, those of files before those of runs; without what is dismissed. */
export function inventoryRows(scan: Scan, dismissals: readonly Dismissal[], compared: readonly RecordedComparison[]): InventoryRow[] {
  const dismissed = dismissedKeys(dismissals)
  const thresholds = grouped(
    scan.thresholds.filter((threshold) => !dismissed.has(subjectKey(thresholdSubject(threshold)))),
    (threshold) => `threshold ${threshold.value}`,
  )
  const mentions = grouped(
    scan.mentions.filter((mention) => mention.kind !== 'threshold' && !dismissed.has(subjectKey(mentionSubject(mention)))),
    ({ kind, name, printed }) => `${kind} ${name} ${printed}`,
  )
  const ofRuns = grouped(
    (scan.runMentions ?? []).filter((mention) => !dismissed.has(subjectKey(runMentionSubject(mention)))),
    ({ kind, origin, name, printed }) => `${kind} ${origin} ${name} ${printed}`,
  )
  return [
    ...thresholds.map(([id, places]) => thresholdRow(id, places, compared)),
    ...mentions.map(([id, places]) => mentionRow(id, places)),
    ...ofRuns.map(([id, places]) => runMentionRow(id, places)),
  ]
}

function grouped<Item>(items: readonly Item[], key: (item: Item) => string): [string, [Item, ...Item[]]][] {
  const groups = new Map<string, [Item, ...Item[]]>()
  for (const item of items) {
    const group = groups.get(key(item))
    if (group === undefined) groups.set(key(item), [item])
    else group.push(item)
  }
  return [...groups]
}

function thresholdRow(id: string, places: readonly [RecordedThreshold, ...RecordedThreshold[]], compared: readonly RecordedComparison[]): InventoryRow {
  // What somebody wrote down is asked about as printed, also where decisions imply the same value.
  const first = places.find(({ origin }) => origin !== 'decisions') ?? places[0]
  return {
    id,
    kind: 'threshold',
    digits: recordedText(first),
    interval: intervalWords(first),
    from: `${sourceWords(first)}${first.origin === 'mention' && first.line !== null ? `:${first.line}` : ''}`,
    places: places.map((threshold) => ({
      subject: thresholdSubject(threshold),
      words: threshold.run === null ? threshold.source : `${sourceWords(threshold)}, ${threshold.source}`,
      detail: `${threshold.printed}, ${threshold.path}`,
    })),
    value: recordedValueOf(first),
    comparison: compared.find(({ recorded }) => recorded.value === first.value) ?? null,
  }
}

function mentionRow(id: string, places: readonly [Mention, ...Mention[]]): InventoryRow {
  const [first] = places
  return {
    id,
    kind: first.kind,
    digits: first.printed,
    interval: null,
    from: `${first.name}, ${first.path.slice(first.path.lastIndexOf('/') + 1)}:${first.line}`,
    places: places.map((mention) => ({
      subject: mentionSubject(mention),
      words: subjectPlace(mentionSubject(mention)),
      detail: mention.text.trim(),
    })),
    value: null,
    comparison: null,
  }
}

function runMentionRow(id: string, places: readonly [RunMention, ...RunMention[]]): InventoryRow {
  const [first] = places
  return {
    id,
    kind: first.kind,
    digits: first.printed,
    interval: null,
    from: `${first.name}, run ${first.run.name === '' ? first.run.id : first.run.name}`,
    places: places.map((mention) => ({
      subject: runMentionSubject(mention),
      words: mention.source,
      detail: `${mention.name} ${mention.printed}, ${mention.path}`,
    })),
    value: null,
    comparison: null,
  }
}
