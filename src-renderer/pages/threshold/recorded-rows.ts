import type { Cut, RecordedComparison, ThresholdView } from '../../../src-main/contract/recommendation.ts'
import { recordedText } from '../../../src-main/contract/recorded-text.ts'
import type { RecordedThreshold } from '../../../src-main/contract/scan.ts'
import { remembered } from '../../app/remembered.ts'
import { formatDifference, formatFixed } from '../../format/number.ts'

/** A line of the list of every threshold that is written down somewhere. */
export interface ThresholdRow {
  readonly id: string
  readonly kind: 'recommended' | 'recorded' | 'reference'
  /** The threshold as it is to be read: its own digits, "none" or "all". */
  readonly digits: string
  /** Where from, in a few words; `place` is what must not be cut off: ":47 +11 more". */
  readonly from: string
  readonly place: string
  /** Every source of it, one a line. */
  readonly sources: readonly string[]
  readonly cut: Cut
  readonly regret: number
  readonly distinguishable: boolean
  /** What it was recorded as; null for what nobody recorded. */
  readonly recorded: RecordedThreshold | null
  readonly derivation: 'optimum' | 'recorded' | 'theoretical'
}

/** The recommended threshold with just the digits that reproduce its counts; "none" and "all" where no score divides. */
export function recommendedDigits({ recommendation: { optimum }, shortThreshold }: ThresholdView): string {
  if (optimum.tp + optimum.fp === 0) return 'none'
  return optimum.tn + optimum.fn === 0 ? 'all' : shortThreshold
}

/**
 * The recommended threshold, then recorded and reference ones by cost, cheapest first. Recorded values that are
 * equal make one line, whose sources are counted. What a cost moves is asked of them before the page draws them.
 */
export const thresholdRows: (view: ThresholdView) => readonly ThresholdRow[] = remembered(
  ({ recommendation, shortThreshold, recorded, references }: ThresholdView) => [recommendation, shortThreshold, recorded, references],
  rowsOf,
)

function rowsOf(view: ThresholdView): readonly ThresholdRow[] {
  const { optimum } = view.recommendation
  const recommended: ThresholdRow = {
    id: 'recommended',
    kind: 'recommended',
    digits: recommendedDigits(view),
    from: 'Recommended',
    place: '',
    sources: [],
    cut: optimum,
    regret: 0,
    distinguishable: false,
    recorded: null,
    derivation: 'optimum',
  }
  const others = [...recordedRows(view.recorded), ...referenceRows(view)]
  return [recommended, ...others.sort((a, b) => a.cut.cost - b.cut.cost)]
}

function recordedRows(recorded: readonly RecordedComparison[]): ThresholdRow[] {
  const groups = new Map<number, RecordedComparison[]>()
  for (const comparison of recorded) {
    groups.set(comparison.recorded.value, [...(groups.get(comparison.recorded.value) ?? []), comparison])
  }
  return [...groups.values()].flatMap((group) => {
    const leading = group.toSorted((a, b) => originOrder(a.recorded) - originOrder(b.recorded))
    const [first] = leading
    if (first === undefined) return []
    const { recorded: threshold, cut, regret, distinguishable } = first
    const more = group.length === 1 ? '' : ` +${group.length - 1} more`
    const line = threshold.origin === 'mention' && threshold.line !== null ? `:${threshold.line}` : ''
    return [
      {
        id: `recorded ${threshold.value}`,
        kind: 'recorded' as const,
        digits: recordedText(threshold),
        from: sourceWords(threshold),
        place: `${line}${more}`,
        sources: leading.map((each) => each.recorded.source),
        cut,
        regret,
        distinguishable,
        recorded: threshold,
        derivation: 'recorded' as const,
      },
    ]
  })
}

function referenceRows(view: ThresholdView): ThresholdRow[] {
  const recommended = recommendedDigits(view)
  const others = view.references.map((reference, index): ThresholdRow => ({
    id: `reference ${index}`,
    kind: 'reference',
    digits: reference.name,
    from: reference.note,
    place: '',
    sources: [reference.note],
    cut: reference.cut,
    regret: reference.regret,
    distinguishable: reference.distinguishable,
    recorded: null,
    derivation: index === 1 ? 'theoretical' : 'recorded',
  }))
  return others.filter((row) => row.digits !== recommended)
}

const origins = ['metric', 'parameter', 'tag', 'decisions', 'model', 'mention'] as const

function originOrder({ origin }: RecordedThreshold): number {
  return origins.indexOf(origin)
}

/** "Run final_model_application", "Decisions, submission.csv", "config.yaml". */
export function sourceWords({ origin, path, run, source }: RecordedThreshold): string {
  const name = path.slice(path.lastIndexOf('/') + 1)
  if (run !== null) return `Run ${run.name === '' ? run.id : run.name}`
  if (origin === 'decisions') return `Decisions, ${name}`
  if (origin === 'mention') return name
  if (origin === 'model') return `Model file, ${name}`
  return source
}

/** The line that is compared with the recommended one until a person selects another: the likeliest recorded, else the default of libraries. */
export function firstSelected(rows: readonly ThresholdRow[], likeliest: readonly RecordedThreshold[]): string | null {
  for (const { value } of likeliest) {
    const row = rows.find((candidate) => candidate.recorded?.value === value)
    if (row !== undefined) return row.id
  }
  const recorded = rows.find((row) => row.kind === 'recorded')
  return (recorded ?? rows.find((row) => row.kind === 'reference' && divides(row.cut)))?.id ?? null
}

function divides(cut: Cut): boolean {
  return cut.tp + cut.fp > 0 && cut.tn + cut.fn > 0
}

/** How many decimals a column of costs needs, at most 2. */
export function costDigits(costs: readonly number[]): number {
  return Math.max(0, ...costs.map((cost) => (Number.isInteger(cost) ? 0 : Number.isInteger(cost * 10) ? 1 : 2)))
}

/** "≈ +130" where the difference can't be told from chance, "+11,365" where it can, "0" and "–" where there is none. */
export function differenceWords(row: ThresholdRow, digits: number): string {
  if (row.kind === 'recommended') return '–'
  if (row.regret === 0) return '0'
  const difference = digits === 0 ? formatDifference(row.regret) : `+${formatFixed(row.regret, digits)}`
  return row.distinguishable ? difference : `≈ ${difference}`
}
