import type { Corroboration, Explanation, ExplanationKind, SearchVariant, TriedVariant } from '../../contract/explanation.ts'
import { search, type Criterion, type Found } from './criterion.ts'
import type { CandidateSet } from './candidate-set.ts'
import { holds, type Recorded } from './recorded.ts'

/** What a hypothesis comes to, before it is weighed against the evidence. */
export interface Finding {
  readonly id: string
  readonly kind: ExplanationKind
  readonly title: string
  readonly parameters: Explanation['parameters']
  readonly threshold: number | null
  readonly verdict: Explanation['verdict']
  readonly because: string
  readonly variant: SearchVariant | null
  readonly variants: readonly TriedVariant[]
  /** What is drawn; null where no objective is involved. */
  readonly curve: CurveOf | null
  /** Share of the plausible range of the parameter that reproduces the value, and that range in words. */
  readonly parameterShare: { readonly share: number; readonly range: string } | null
  /** Every threshold to which the hypothesis could have led, whatever its parameter: how easily it fits by chance. */
  readonly reachable: readonly number[]
  /** The parameters to which `reachable` is limited: "at the betas 0.5, 1 and 2"; empty for all. */
  readonly reachableWords?: string
  /**
   * True where every optimum is one of the ROC hull, so that some cost ratio makes it best: such hypotheses say the
   * same in other words when they reproduce the same value.
   */
  readonly onHull: boolean
  /** Fewer free choices come first among equals. */
  readonly simplicity: number
  readonly corroboration: readonly Corroboration[]
}

/** An objective drawn around its optimum. */
export interface CurveOf {
  readonly name: string
  readonly shown: Criterion['shown']
  readonly best: 'highest' | 'lowest' | 'target'
  readonly target: number | null
}

/** One search of a criterion over a set of candidates, and whether one of its optima may be what was recorded. */
export interface Trial {
  readonly set: CandidateSet
  readonly found: Found
  readonly tried: TriedVariant
}

/** Searches a set; of tied optima, one that may be what was recorded is shown. */
export function tryOn(set: CandidateSet, criterion: Criterion, recorded: Recorded): Trial {
  const found = search(set, criterion)
  const hit = found.thresholds.find((threshold) => holds(recorded, threshold))
  return {
    set,
    found,
    tried: {
      ...set.variant,
      threshold: hit ?? found.thresholds[0] ?? null,
      value: found.value,
      reproduces: hit !== undefined,
    },
  }
}

/** The thresholds of trials, each once, flagging nobody left out. */
export function reachedBy(trials: readonly Trial[]): number[] {
  return [...new Set(trials.flatMap(({ found }) => found.thresholds.filter((threshold) => threshold !== null)))]
}

/** The curve of a criterion. */
export function curveOf(criterion: Criterion, name: string): CurveOf {
  return { name, shown: criterion.shown, best: criterion.best, target: null }
}
