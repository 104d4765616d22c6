import type { Corroboration } from '../../contract/explanation.ts'
import type { Costs } from '../../contract/recommendation.ts'
import type { Mention, RecordedThreshold, ScannedDecisions } from '../../contract/scan.ts'
import { exactCosts, type ExactCosts } from '../threshold/exact-costs.ts'
import type { CutTable } from '../threshold/cut-table.ts'
import { allScores, allScoresStrict, grid, gridSteps, hundredPoints, midpoints, type CandidateSet } from './candidate-set.ts'
import { costCriterion, objectiveCriterion, search, type Criterion } from './criterion.ts'
import type { Recorded } from './recorded.ts'
import { ratioText } from './words.ts'

/** A number that the evidence logs beside the recorded threshold: a count, a rate or a cost. */
export interface LoggedNumber {
  readonly name: string
  readonly value: number
  readonly printed: string
  readonly path: string
  readonly line: number | null
  /** The run, the object of a file or the row of a table that it stands in. */
  readonly group: string
  /** logged: written with the value by a program; noted: in a note, which may have been computed afterwards. */
  readonly origin: 'logged' | 'noted'
}

/** The optima of another prediction table of the folder. */
export interface OtherTable {
  readonly path: string
  readonly optima: readonly { readonly words: string; readonly threshold: number | null }[]
}

/** A class weight that the evidence states: "balanced", or the weight of a positive row. */
export interface ClassWeight {
  readonly weight: 'balanced' | number
  readonly place: Corroboration
}

/** A statement of a file, or of a run, which has no line. */
export type StatedMention = Omit<Mention, 'line'> & { readonly line: number | null }

/** What a folder says beside its prediction table. */
export interface ExplainEvidence {
  readonly mentions: readonly StatedMention[]
  readonly decisions: readonly ScannedDecisions[]
  readonly thresholds: readonly RecordedThreshold[]
  /** Names of experiments and runs, with their place. */
  readonly names: readonly Corroboration[]
  /** Lines of notes that state the recorded value somewhere and speak of how it was searched for. */
  readonly notes: readonly Corroboration[]
  readonly classWeights: readonly ClassWeight[]
  readonly logged: readonly LoggedNumber[]
  readonly others: readonly OtherTable[]
  /** Tables of the folder that were not examined, with the reason. */
  readonly notExamined: readonly string[]
}

export const noEvidence: ExplainEvidence = {
  mentions: [],
  decisions: [],
  thresholds: [],
  names: [],
  notes: [],
  classWeights: [],
  logged: [],
  others: [],
  notExamined: [],
}

/** One recorded value, one table, and everything that hypotheses are tested on. */
export interface Inquiry {
  readonly table: CutTable
  readonly recorded: Recorded
  readonly costs: { readonly exact: ExactCosts; readonly ratio: string; readonly criterion: Criterion; readonly optimum: number | null } | null
  readonly evidence: ExplainEvidence
  readonly all: CandidateSet
  readonly strict: CandidateSet
  /** By step as text. */
  readonly grids: ReadonlyMap<string, CandidateSet>
  readonly strictGrids: ReadonlyMap<string, CandidateSet>
  readonly hundred: CandidateSet
  readonly midpoints: CandidateSet
  /** All scores, the grids, the 100 points and the midpoints, in this order. */
  readonly sets: readonly CandidateSet[]
  /** What people most often optimise: the cost where it is known, F1, F2, stated betas, Youden. */
  readonly usual: readonly Criterion[]
}

/** Prepares the candidates of a table. Raises `cost-invalid` for costs that can't be used. */
export function inquiryOf(table: CutTable, recorded: Recorded, costs: Costs | null, evidence: ExplainEvidence): Inquiry {
  const exact = costs === null ? null : exactCosts(costs)
  const ratio = costs === null ? '' : ratioText(costs)
  const all = allScores(table)
  const criterion = exact === null ? null : costCriterion(exact, ratio)
  const ofCosts =
    exact === null || criterion === null
      ? null
      : { exact, ratio, criterion, optimum: search(all, criterion).thresholds[0] ?? null }
  const grids = new Map(gridSteps.map((step) => [step, grid(table, step)]))
  const hundred = hundredPoints(table)
  const middle = midpoints(table)
  return {
    table,
    recorded,
    costs: ofCosts,
    evidence,
    all,
    strict: allScoresStrict(table),
    grids,
    strictGrids: new Map(gridSteps.map((step) => [step, grid(table, step, true)])),
    hundred,
    midpoints: middle,
    sets: [all, ...grids.values(), hundred, middle],
    usual: [
      ...(ofCosts === null ? [] : [ofCosts.criterion]),
      ...[...new Set(['1', '2', ...statedBetas(evidence).map(({ printed }) => printed)])].map((beta) =>
        objectiveCriterion({ kind: 'f-beta', beta }),
      ),
      objectiveCriterion({ kind: 'youden' }),
    ],
  }
}

/** The betas of F-beta that the evidence states. */
export function statedBetas({ mentions }: ExplainEvidence): StatedMention[] {
  return mentions.filter(
    ({ kind, value, printed }) => kind === 'objective' && value > 0 && /^\d+(\.\d+)?$/.test(printed),
  )
}
