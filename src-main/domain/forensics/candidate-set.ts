import type { SearchVariant } from '../../contract/explanation.ts'
import { countAt, cutAt, scoreAt, scoreRange, type CutTable } from '../threshold/cut-table.ts'
import { gridThresholds } from '../threshold/grid.ts'
import { nextBeyond } from '../threshold/next-double.ts'
import type { Measure } from '../threshold/objectives.ts'

/**
 * The thresholds that a search may choose from, as a table of cuts of its own, so that everything that works on cuts
 * works on them: cut i is made by the i strictest thresholds' last one. `none` tells whether the search may flag
 * nobody; where it may not, cut 0 repeats cut 1 and stands for it.
 */
export interface CandidateSet {
  readonly variant: SearchVariant
  readonly cuts: CutTable
  readonly none: boolean
  /** Present where the table has open groups: writes down what must be known of them for a search to be exact. */
  readonly searched?: (criterion: Searched, best: readonly number[]) => void
}

/** What a search goes by. */
interface Searched {
  readonly key: string
  readonly measure: Measure
}

export const gridSteps: readonly string[] = ['0.1', '0.05', '0.02', '0.01', '0.005', '0.001']

/** The threshold of a candidate cut; null flags nobody. */
export function candidateThreshold({ cuts, none }: CandidateSet, cut: number): number | null {
  if (cut === 0) return none ? null : scoreAt(cuts.scores, 0)
  return scoreAt(cuts.scores, cut - 1)
}

/** "score >= t" for orientation high, "<=" for low; `strict` leaves out equality. */
export function operatorOf(table: CutTable, strict: boolean): SearchVariant['operator'] {
  if (table.orientation === 'high') return strict ? '>' : '>='
  return strict ? '<' : '<='
}

/** Every distinct score and "flag nobody", as scikit-learn's roc_curve and cutpointr search. */
export function allScores(table: CutTable): CandidateSet {
  return {
    variant: { candidates: 'all scores', operator: operatorOf(table, false) },
    cuts: table,
    none: true,
    searched: (criterion, [best = 0]) => table.asked?.asGood(`all ${table.orientation} ${criterion.key}`, table, criterion.measure, countsOf(table, best)),
  }
}

function countsOf({ tp, fp }: CutTable, cut: number): { tp: number; fp: number } {
  return { tp: countAt(tp, cut), fp: countAt(fp, cut) }
}

/** Every distinct score, where a row at the threshold itself is not flagged. */
export function allScoresStrict(table: CutTable): CandidateSet {
  const shifted = (counts: Uint32Array) => {
    const result = new Uint32Array(counts.length)
    result.set(counts.subarray(0, counts.length - 1), 1)
    return result
  }
  const cuts = { ...table, tp: shifted(table.tp), fp: shifted(table.fp) }
  return {
    variant: { candidates: 'all scores', operator: operatorOf(table, true) },
    cuts,
    none: true,
    searched: (criterion, best) => {
      table.asked?.asGood(`strict ${criterion.key}`, table, criterion.measure, countsOf(cuts, best[0] ?? 0))
      // The threshold is the strictest score of the group, and a group has only its loosest one listed.
      for (const cut of best) table.asked?.inside(cut)
    },
  }
}

/** Midpoints between neighbouring scores, as cutpointr offers and optimal-cutoffs takes; the counts are those of all scores. */
export function midpoints(table: CutTable): CandidateSet {
  const { scores } = table
  const strictEnds = table.heads ?? scores
  const middle = new Float64Array(scores.length)
  for (let index = 0; index < scores.length; index += 1) {
    const own = scoreAt(scores, index)
    const next = strictEnds[index + 1]
    middle[index] = next === undefined ? own : own + (next - own) / 2
  }
  return {
    variant: { candidates: 'midpoints between scores', operator: operatorOf(table, false) },
    cuts: { ...table, scores: middle },
    none: true,
    searched: (criterion, best) => {
      table.asked?.asGood(`all ${table.orientation} ${criterion.key}`, table, criterion.measure, countsOf(table, best[0] ?? 0))
      for (const cut of best) table.asked?.next(cut)
    },
  }
}

/** The thresholds k · step between 0 and 1. Raises a `usage` problem for a step that gives no grid. */
export function grid(table: CutTable, step: string, strict = false): CandidateSet {
  return restricted(table, gridThresholds(step), `grid of ${step}`, strict)
}

/** 100 points from the lowest to the highest score, both included, as TunedThresholdClassifierCV of scikit-learn takes them. */
export function hundredPoints(table: CutTable, strict = false): CandidateSet {
  const [low, high] = scoreRange(table)
  const step = (high - low) / 99
  const points = Array.from({ length: 100 }, (_, index) => (index === 99 ? high : index * step + low))
  return restricted(table, points, '100 points between lowest and highest score', strict)
}

/** 0, 0.01 … 1, both ends included, as the What-If Tool takes them. */
export function hundredths(table: CutTable): CandidateSet {
  return restricted(table, Array.from({ length: 101 }, (_, index) => index / 100), 'steps of 0.01 from 0 to 1', false)
}

function restricted(table: CutTable, ascending: readonly number[], candidates: string, strict: boolean): CandidateSet {
  const high = table.orientation === 'high'
  const distinct = [...new Set(ascending)]
  const scores = Float64Array.from(high ? distinct.reverse() : distinct)
  const tp = new Uint32Array(scores.length + 1)
  const fp = new Uint32Array(scores.length + 1)
  scores.forEach((threshold, index) => {
    const cut = cutAt(table, strict ? nextBeyond(threshold, table.orientation) : threshold)
    tp[index + 1] = countAt(table.tp, cut)
    fp[index + 1] = countAt(table.fp, cut)
  })
  tp[0] = countAt(tp, 1)
  fp[0] = countAt(fp, 1)
  const { orientation, positives, negatives } = table
  return { variant: { candidates, operator: operatorOf(table, strict) }, cuts: { orientation, positives, negatives, scores, tp, fp }, none: false }
}

/** The table as it is read the other way round: low scores are flagged in place of high ones, or the reverse. */
export function flipped(table: CutTable): CutTable {
  const { scores, heads, tp, fp, positives, negatives, asked } = table
  const last = scores.length
  const complement = (counts: Uint32Array, total: number) =>
    Uint32Array.from({ length: last + 1 }, (_, cut) => total - countAt(counts, last - cut))
  return {
    orientation: table.orientation === 'high' ? 'low' : 'high',
    positives,
    negatives,
    scores: (heads ?? scores).slice().reverse(),
    tp: complement(tp, positives),
    fp: complement(fp, negatives),
    ...(heads === undefined ? {} : { heads: scores.slice().reverse() }),
    ...(asked === undefined ? {} : { asked }),
  }
}
