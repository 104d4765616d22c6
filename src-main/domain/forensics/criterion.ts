import type { ExactCosts } from '../threshold/exact-costs.ts'
import { bestCuts, measureOf, type Measure, type Objective } from '../threshold/objectives.ts'
import { countAt, type CutTable } from '../threshold/cut-table.ts'
import { amountText } from '../threshold/number-text.ts'
import { candidateThreshold, type CandidateSet } from './candidate-set.ts'

/** Something that a threshold can be chosen for. */
export interface Criterion {
  /** The same for criteria that order cuts in the same way by the same numbers. */
  readonly key: string
  /** As the subject of a sentence: "the F-beta with beta 3.2". */
  readonly words: string
  /** Which values are good. */
  readonly best: 'highest' | 'lowest'
  readonly measure: Measure
  /** What is shown for given counts. */
  readonly shown: (tp: number, fp: number, positives: number, negatives: number) => number
  readonly text: (shown: number) => string
}

/** What a search finds: all thresholds that attain the optimum, the strictest first, and the value shown. */
export interface Found {
  readonly cuts: readonly number[]
  readonly thresholds: readonly (number | null)[]
  readonly value: number
}

const four = (value: number) => value.toFixed(4)

const objectiveWords: Readonly<Record<Exclude<Objective['kind'], 'f-beta'>, string>> = {
  youden: 'Youden’s J',
  'g-mean': 'the G-mean',
  mcc: 'the Matthews correlation',
  kappa: 'Cohen’s kappa',
  accuracy: 'the accuracy',
  'balanced-accuracy': 'the balanced accuracy',
}

/** An objective of the threshold module as a criterion. */
export function objectiveCriterion(objective: Objective): Criterion {
  const measure = measureOf(objective)
  return {
    key: objective.kind === 'f-beta' ? `f-beta ${objective.beta}` : objective.kind,
    words: objective.kind === 'f-beta' ? `the F-beta with beta ${objective.beta}` : objectiveWords[objective.kind],
    best: 'highest',
    measure,
    shown: measure.value,
    text: four,
  }
}

/** The expected cost. `ratio` names it: "10 : 1". */
export function costCriterion(costs: ExactCosts, ratio: string): Criterion {
  const fn = Number(costs.fn)
  const fp = Number(costs.fp)
  const scale = 10 ** costs.digits
  const cost = (tp: number, falsePositives: number, positives: number) => fn * (positives - tp) + fp * falsePositives
  return {
    key: `cost ${costs.fn} ${costs.fp} ${costs.digits}`,
    words: `the cost at ${ratio}`,
    best: 'lowest',
    measure: {
      value: (tp, falsePositives, positives, negatives) =>
        -cost(tp, falsePositives, positives) / (fn * positives + fp * negatives),
      exact: ({ tp, fp: falsePositives, positives }) => ({
        numerator: -(costs.fn * BigInt(positives - tp) + costs.fp * BigInt(falsePositives)),
        denominator: 1n,
      }),
      rises: 'everywhere',
    },
    shown: (tp, falsePositives, positives) => cost(tp, falsePositives, positives) / scale,
    text: amountText,
  }
}

/** |precision − recall|, the least; cuts without a true positive don't count. */
export const precisionRecallGap: Criterion = {
  key: 'precision-recall-equal',
  words: 'the gap between precision and recall',
  best: 'lowest',
  measure: {
    value: (tp, fp, positives) => (tp === 0 ? -1 : -gap(tp, fp, positives)),
    exact: ({ tp, fp, positives }) =>
      tp === 0
        ? { numerator: -1n, denominator: 1n }
        : { numerator: -BigInt(tp * Math.abs(positives - tp - fp)), denominator: BigInt((tp + fp) * positives) },
    // The gap is the precision times the share of P by which the rows flagged differ from P in number.
    greatest: (strict, loose) => {
      const found = Math.max(1, strict.tp)
      const distance = Math.max(0, strict.positives - loose.tp - loose.fp, strict.tp + strict.fp - strict.positives)
      return loose.tp === 0 ? -1 : -((found / (found + loose.fp)) * distance) / strict.positives
    },
  },
  shown: gap,
  text: four,
}

function gap(tp: number, fp: number, positives: number): number {
  return tp === 0 ? 0 : Math.abs(tp / (tp + fp) - tp / positives)
}

/** (1 − TPR)² + FPR², the least: the point of the ROC curve nearest to its upper left corner. */
export const cornerDistance: Criterion = {
  key: 'nearest-corner',
  words: 'the distance of the ROC curve from its upper left corner',
  best: 'lowest',
  measure: {
    value: (tp, fp, positives, negatives) => -(((positives - tp) / positives) ** 2 + (fp / negatives) ** 2) / 2,
    exact: ({ tp, fp, positives, negatives }) => {
      const [missed, false_, p, n] = [BigInt(positives - tp), BigInt(fp), BigInt(positives), BigInt(negatives)]
      return { numerator: -(missed * missed * n * n + false_ * false_ * p * p), denominator: 1n }
    },
    rises: 'everywhere',
  },
  shown: (tp, fp, positives, negatives) => Math.hypot((positives - tp) / positives, fp / negatives),
  text: four,
}

/** Searches a set of candidates, comparing exactly. */
export function search(set: CandidateSet, criterion: Criterion): Found {
  const { cuts } = set
  // Cut 0 of a set that can't flag nobody repeats cut 1.
  const best = [...new Set(bestOnce(cuts, criterion).map((cut) => (cut === 0 && !set.none ? 1 : cut)))]
  set.searched?.(criterion, best)
  return {
    cuts: best,
    thresholds: best.map((cut) => candidateThreshold(set, cut)),
    value: shownAt(set, criterion, best[0] ?? 0),
  }
}

/** Best cuts by counts and criterion: several hypotheses ask the same, and midpoints have the counts of all scores. */
const searched = new WeakMap<Uint32Array, Map<string, readonly number[]>>()

function bestOnce(cuts: CutTable, criterion: Criterion): readonly number[] {
  const known = searched.get(cuts.tp) ?? new Map<string, readonly number[]>()
  searched.set(cuts.tp, known)
  const best = known.get(criterion.key) ?? bestCuts(cuts, criterion.measure)
  known.set(criterion.key, best)
  return best
}

/** What a criterion shows at a candidate cut. */
export function shownAt({ cuts }: CandidateSet, criterion: Criterion, cut: number): number {
  return criterion.shown(countAt(cuts.tp, cut), countAt(cuts.fp, cut), cuts.positives, cuts.negatives)
}
