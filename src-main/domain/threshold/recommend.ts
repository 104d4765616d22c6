import type { Excluded } from '../../contract/reading.ts'
import type { Costs, Recommendation } from '../../contract/recommendation.ts'
import { auc } from './auc.ts'
import { bootstrapInterval, type Bootstrap } from './bootstrap.ts'
import { cutAt, intervalOf, thresholdOf, type CutTable } from './cut-table.ts'
import { costNumber, costOfCut, describeCut, exactCosts, type ExactCosts } from './exact-costs.ts'
import { bestOfGrid } from './grid.ts'
import { leastCost } from './least-cost.ts'
import { optimumFor, type Objective } from './objectives.ts'
import { oncePerTable } from './once-per-table.ts'
import { indistinguishableRange } from './paired-test.ts'
import { quotient } from './quotient.ts'

export interface RecommendInput {
  readonly cuts: CutTable
  /** Rows read: used + excluded. */
  readonly rowCount: number
  readonly excluded: Excluded
  /** SHA-256 of the file. */
  readonly sha256: string
  readonly costs: Costs
  /** Grid steps as decimal text, for example "0.01". */
  readonly grids: readonly string[]
  /** Thresholds to describe beside the optimum. */
  readonly at: readonly number[]
  /** Betas of F-beta as decimal text; 1 and 2 where left out. */
  readonly betas?: readonly string[]
  /** null leaves out the percentile interval. */
  readonly bootstrap: Bootstrap | null
}

/** Betas that are reported unless others are asked for. */
export const defaultBetas: readonly string[] = ['1', '2']

/**
 * The recommended threshold of a table for a pair of costs, and what else the contract's `Recommendation` holds.
 * Raises `cost-invalid` for costs that can't be used and `usage` for a grid step or beta that can't.
 */
export function recommend(input: RecommendInput): Recommendation {
  const { cuts, rowCount, excluded, sha256, grids, at, betas = defaultBetas, bootstrap } = input
  const costs = exactCosts(input.costs)
  const { cut, tied } = leastCost(cuts, costs)
  return {
    rows: rowCount,
    used: cuts.positives + cuts.negatives,
    excluded,
    positives: cuts.positives,
    negatives: cuts.negatives,
    auc: auc(cuts),
    optimum: { ...describeCut(cuts, costs, cut), tied, interval: intervalOf(cuts, cut) },
    flagNobody: { cost: costNumber(costs, costOfCut(cuts, costs, 0)) },
    flagEverybody: { cost: costNumber(costs, costOfCut(cuts, costs, cuts.scores.length)) },
    at: at.map((threshold) => describeCut(cuts, costs, cutAt(cuts, threshold), threshold)),
    grids: grids.map((step) => {
      const best = bestOfGrid(cuts, costs, step)
      return { step: Number(step), ...describeCut(cuts, costs, best.cut, best.threshold) }
    }),
    objectives: objectiveOptima(cuts, betas),
    theoretical: theoretical(cuts, costs),
    interval95: bootstrap === null ? null : bootstrapInterval(cuts, costs, bootstrap),
    indistinguishable: indistinguishableRange(cuts, costs, cut),
    sha256,
  }
}

/**
 * costFP / (costFP + costFN), Elkan 2001, where the score is the calibrated probability of the positive class. For
 * orientation low the score is taken as that of the negative class, so the threshold is one minus it.
 */
export function theoreticalThreshold(cuts: CutTable, costs: ExactCosts): number {
  return quotient(cuts.orientation === 'high' ? costs.fp : costs.fn, costs.fp + costs.fn)
}

function theoretical(cuts: CutTable, costs: ExactCosts): Recommendation['theoretical'] {
  const threshold = theoreticalThreshold(cuts, costs)
  return { threshold, cost: costNumber(costs, costOfCut(cuts, costs, cutAt(cuts, threshold))) }
}

const plainKinds = ['youden', 'g-mean', 'mcc', 'kappa', 'accuracy', 'balanced-accuracy'] as const

/** What `recommend` reports the optimum of, beside the cost: F-beta for each beta, and the others. */
export function reportedObjectives(betas: readonly string[]): Objective[] {
  return [...betas.map((beta) => ({ kind: 'f-beta' as const, beta })), ...plainKinds.map((kind) => ({ kind }))]
}

type ReportedOptimum = Recommendation['objectives'][number]

const plainOptima = oncePerTable((cuts): ReportedOptimum[] =>
  plainKinds.map((kind) => reported(cuts, { kind }, {})),
)
const betaOptima = oncePerTable(() => new Map<string, ReportedOptimum>())

function objectiveOptima(cuts: CutTable, betas: readonly string[]): ReportedOptimum[] {
  const known = betaOptima(cuts)
  const ofBetas = betas.map((beta) => {
    const found = known.get(beta) ?? reported(cuts, { kind: 'f-beta', beta }, { beta: Number(beta) })
    known.set(beta, found)
    return found
  })
  return [...ofBetas, ...plainOptima(cuts)]
}

function reported(cuts: CutTable, objective: Objective, parameters: Record<string, number>): ReportedOptimum {
  const { cut, value } = optimumFor(cuts, objective)
  return { kind: objective.kind, parameters, threshold: thresholdOf(cuts, cut), value }
}
