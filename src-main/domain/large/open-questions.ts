import { countAt, type CutTable } from '../threshold/cut-table.ts'
import type { Counts, Measure } from '../threshold/objectives.ts'
import { hullCuts } from '../threshold/ratio-map.ts'
import { groupHolding } from './group-holding.ts'
import { cutsAboveHull, cutsAtEdge } from './hull-doubts.ts'
import { openCuts, rowsOfCut } from './score-groups.ts'

/** What must still be read of a table. */
export interface Needs {
  /** The open groups to list score by score, by the cuts that end them, ascending. */
  readonly list: readonly number[]
  /** Thresholds inside open groups, of which only the rows on either side need counting; ascending. */
  readonly part: readonly number[]
}

/** Doubles nearer than this are compared as exact fractions (see `bestCuts`). */
const near = 1e-12

/** Where more rows than these would have to be listed for every vertex of the ROC hull, it is taken from the groups. */
const mostHullRows = 5_000_000

/**
 * Writes down what an answer asks of a table with open groups. Once nothing that was asked needs reading, the answer
 * is that of a table with every score listed, but for {@link OpenQuestions.hullIsEstimated}.
 */
export class OpenQuestions {
  private readonly table: CutTable
  private readonly open: Int32Array
  private readonly groups = new Set<number>()
  private readonly thresholds = new Set<number>()
  private readonly known = new Set<string>()
  private readonly mostHullRows: number
  private hullAsked = false

  constructor(table: CutTable, limits: { readonly hullRows: number } = { hullRows: mostHullRows }) {
    this.table = table
    this.mostHullRows = limits.hullRows
    this.open = openCuts(table)
  }

  /** The counts of a threshold, and the scores beside it. */
  threshold(threshold: number): void {
    if (Number.isFinite(threshold)) this.thresholds.add(threshold)
  }

  /** The scores of the group that ends at a cut, and with them the one that makes the cut: a group's end may be none. */
  inside(end: number): void {
    if (this.isOpenGroup(end)) this.groups.add(end)
  }

  private isOpenGroup(end: number): boolean {
    const head = this.table.heads?.[end - 1]
    return head !== undefined && head !== this.table.scores[end - 1]
  }

  /** The score after a cut. */
  next(cut: number): void {
    this.inside(cut + 1)
  }

  /**
   * All cuts with as great a value of a measure as counts have, of `of`: this table or the same read the other way
   * round. What has the same key is asked only once. `among` tells of an index of a group whether its scores count.
   */
  asGood(key: string, of: CutTable, measure: Measure, best: Pick<Counts, 'tp' | 'fp'>, among: (group: number) => boolean = () => true): void {
    if (this.known.has(key)) return
    this.known.add(key)
    const { tp, fp, positives, negatives, scores } = of
    const turned = of.orientation !== this.table.orientation
    const value = measure.value(best.tp, best.fp, positives, negatives)
    const exact = measure.exact({ ...best, positives, negatives })
    const counts = (tpCut: number, fpCut: number): Counts => ({ tp: countAt(tp, tpCut), fp: countAt(fp, fpCut), positives, negatives })
    const reaches = (end: number) => {
      if (measure.greatest !== undefined) return measure.greatest(counts(end - 1, end - 1), counts(end, end)) >= value - near
      const corner = counts(end, end - 1)
      if (measure.value(corner.tp, corner.fp, positives, negatives) < value - near) return false
      const { numerator, denominator } = measure.exact(corner)
      return numerator * exact.denominator >= exact.numerator * denominator
    }
    for (const end of turned ? openCuts(of) : this.open) {
      if (reaches(end) && among(end - 1)) this.inside(turned ? scores.length - end + 1 : end)
    }
  }

  /** The open groups with a cut in (from, to] of which something holds that is told from the counts at their ends. */
  where(from: number, to: number, may: (end: number) => boolean): void {
    for (const end of this.open) if (end > from && end <= to && may(end)) this.inside(end)
  }

  /** Whether the way between two cuts is an edge of the ROC hull, and which cuts lie on it. */
  edge(from: number, to: number): void {
    const key = `edge ${from} ${to}`
    if (this.known.has(key)) return
    this.known.add(key)
    for (const end of cutsAtEdge(this.table, this.open, from, to)) this.inside(end)
  }

  /** Every vertex of the ROC hull, and the score after it. */
  hull(): void {
    this.hullAsked = true
  }

  /** Whether the hull that was asked for is only known from the groups, because too much would have to be read. */
  hullIsEstimated(): boolean {
    return this.hullAsked && this.aboveHull() === null
  }

  /** Whether something that was asked needs reading. */
  isOpen(): boolean {
    const { list, part } = this.needs()
    return list.length + part.length > 0
  }

  needs(): Needs {
    const ends = new Set(this.groups)
    for (const end of this.hullAsked ? (this.aboveHull() ?? []) : []) ends.add(end)
    if (this.hullAsked && !this.hullIsEstimated()) {
      for (const cut of hullCuts(this.table)) {
        for (const end of [cut, cut + 1]) if (this.isOpenGroup(end)) ends.add(end)
      }
    }
    const { heads, scores: tails, orientation } = this.table
    const parted = (threshold: number) => {
      const group = heads === undefined ? null : groupHolding({ heads, tails }, orientation, threshold)
      return group !== null && !ends.has(group + 1)
    }
    return { list: [...ends].sort((a, b) => a - b), part: [...this.thresholds].filter(parted).sort((a, b) => a - b) }
  }

  private aboveHull(): number[] | null {
    const ends = cutsAboveHull(this.table, this.open)
    return ends.reduce((rows, end) => rows + rowsOfCut(this.table, end), 0) > this.mostHullRows ? null : ends
  }
}
