import type { ImpactRatio, SegmentGroup, SegmentTable } from '../../contract/score-quality.ts'
import { sumAt, type CodedGroups } from '../large/coded-groups.ts'
import { countAt, scoreAt, type CutTable, type Orientation } from '../threshold/cut-table.ts'
import { fewestForImpact, impactRatio } from './impact-ratio.ts'
import { missing } from './segment-groups.ts'
import { countsOf, flaggedOf, type SegmentRows } from './segment-rows.ts'
import { rate, rateOf } from './wilson.ts'

/** A segment column: the group of every row, or the rows counted by ranges of scores and segment. */
export type SegmentColumn = { readonly name: string } & ({ readonly rows: SegmentRows } | { readonly counted: CountedSegments })

/** The rows of the segments of a table that isn't held in memory. */
export interface CountedSegments {
  readonly groups: CodedGroups
  /** The names of the codes; rows without a value have the code after the last. */
  readonly names: readonly string[]
  /** Sum of the predicted probability over the rows of each code; null where the scores are none. */
  readonly probability: readonly number[] | null
  /** The query, verbatim, that counted them. */
  readonly query: string
}

export type SegmentInput = SegmentColumn & {
  /** The cuts of the table that the column belongs to. */
  readonly cuts: CutTable
  /** The first one is judged; the others give the impact ratio elsewhere. */
  readonly thresholds: readonly number[]
  /** Groups of fewer rows are withheld. */
  readonly minimumCell: number
  /** Whether the scores can be read as probabilities. */
  readonly isProbability: boolean
}

/** Counts of a group: all rows, and those flagged at each threshold. */
interface Tally {
  readonly name: string
  rows: number
  positives: number
  probability: number
  readonly flagged: { positives: number; negatives: number }[]
}

const noRows = { positives: 0, negatives: 0 }

/**
 * What a threshold does to each group of a segment column. A group of fewer than `minimumCell` rows is withheld; where
 * that leaves exactly one, the smallest other group is withheld too, because the totals would give the one away.
 */
export function segmentTable(input: SegmentInput): SegmentTable {
  const tallies = tally(input)
  const withheld = withheldGroups(tallies, input.minimumCell)
  const shown = tallies.filter((group) => !withheld.has(group))
  const reference = referenceOf(shown)
  const groups = tallies.map((group): SegmentGroup => ({
    group: group.name,
    shown: withheld.has(group) ? null : describe(group, reference, input),
  }))
  return { column: input.name, groups, withheld: withheld.size, referenceGroup: reference?.name ?? null }
}

function emptyTallies(names: readonly string[], thresholds: readonly number[]): Tally[] {
  return names.map((name) => ({ name, rows: 0, positives: 0, probability: 0, flagged: thresholds.map(() => ({ positives: 0, negatives: 0 })) }))
}

function tally(input: SegmentInput): Tally[] {
  const found = 'counted' in input ? tallyCounted(input.counted, input) : tallyRows(input.rows, input)
  return found.filter((group) => group.rows > 0)
}

/** Of a threshold inside a range that isn't listed, the rows of the range count as not flagged. */
function tallyCounted({ groups, names, probability }: CountedSegments, { cuts: { orientation }, thresholds }: SegmentInput): Tally[] {
  const tallies = emptyTallies([...names, missing], thresholds)
  const flags = thresholds.map((threshold) => groups.tails.map((tail) => Number(orientation === 'high' ? tail >= threshold : tail <= threshold)))
  for (let group = 0; group < groups.heads.length; group += 1) {
    for (let entry = countAt(groups.starts, group); entry < countAt(groups.starts, group + 1); entry += 1) {
      const counts = tallies[groups.codes[entry] ?? -1]
      if (counts === undefined) throw new RangeError(`entry ${entry} has no group`)
      const positives = sumAt(groups, 'positives', entry)
      const negatives = sumAt(groups, 'negatives', entry)
      counts.rows += positives + negatives
      counts.positives += positives
      for (const [place, flagged] of counts.flagged.entries()) {
        if (flags[place]?.[group] !== 1) continue
        flagged.positives += positives
        flagged.negatives += negatives
      }
    }
  }
  for (const [code, counts] of tallies.entries()) counts.probability = probability?.[code] ?? 0
  return tallies
}

/** The open groups, ascending, that a threshold parts. */
export function segmentDoubts(groups: CodedGroups, orientation: Orientation, thresholds: readonly number[]): number[] {
  const isFlagged = (score: number, threshold: number) => (orientation === 'high' ? score >= threshold : score <= threshold)
  const found: number[] = []
  for (let group = 0; group < groups.heads.length; group += 1) {
    const [head, tail] = [scoreAt(groups.heads, group), scoreAt(groups.tails, group)]
    if (head !== tail && thresholds.some((threshold) => isFlagged(head, threshold) && !isFlagged(tail, threshold))) found.push(group)
  }
  return found
}

function tallyRows(rows: SegmentRows, { cuts, thresholds }: SegmentInput): Tally[] {
  const flagged = thresholds.map((threshold) => flaggedOf(rows, cuts, threshold))
  return countsOf(rows).map(({ positives, negatives }, group) => ({
    name: rows.names[group] ?? '',
    rows: positives + negatives,
    positives,
    probability: rows.probability[group] ?? 0,
    flagged: flagged.map((counts) => ({ ...(counts[group] ?? noRows) })),
  }))
}

function withheldGroups(tallies: readonly Tally[], minimumCell: number): Set<Tally> {
  const small = tallies.filter((group) => group.rows < minimumCell)
  const others = tallies.filter((group) => group.rows >= minimumCell).sort((a, b) => a.rows - b.rows)
  const [smallest] = others
  return new Set(small.length === 1 && smallest !== undefined ? [...small, smallest] : small)
}

function approvalOf(group: Tally, place: number) {
  const { positives, negatives } = group.flagged[place] ?? noRows
  return rate(group.rows - positives - negatives, group.rows)
}

/** Of the groups with enough rows, the one with the highest approval rate at the judged threshold. */
function referenceOf(shown: readonly Tally[]): Tally | null {
  const large = shown.filter(({ rows }) => rows >= fewestForImpact)
  return large.reduce<Tally | null>((best, group) => (best === null || approvalOf(group, 0).value > approvalOf(best, 0).value ? group : best), null)
}

function describe(group: Tally, reference: Tally | null, { thresholds, isProbability }: SegmentInput): SegmentGroup['shown'] {
  const { rows, positives } = group
  const flagged = group.flagged[0] ?? noRows
  const flaggedRows = flagged.positives + flagged.negatives
  const impact = (place: number): ImpactRatio => {
    if (reference === null) return { kind: 'inconclusive', ratio: null, because: `No group has ${fewestForImpact} rows to compare with.` }
    if (reference === group) return { kind: 'reference', ratio: null, because: 'The group that the others are compared with.' }
    return impactRatio(approvalOf(group, place), approvalOf(reference, place))
  }
  return {
    rows,
    positives,
    approval: approvalOf(group, 0),
    badRate: rateOf(positives - flagged.positives, rows - flaggedRows),
    recall: rateOf(flagged.positives, positives),
    precision: rateOf(flagged.positives, flaggedRows),
    predicted: isProbability ? group.probability / rows : null,
    observed: rate(positives, rows),
    impact: impact(0),
    impactElsewhere: thresholds.slice(1).map((_, place) => impact(place + 1)),
  }
}
