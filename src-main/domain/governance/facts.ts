import type { BankChoices } from '../../contract/bank-choices.ts'
import type { Choices, ConstraintHeld } from '../../contract/choices.ts'
import type { ReviewFacts } from '../../contract/governance.ts'
import type { Policy } from '../../contract/governance-policy.ts'
import type { Excluded } from '../../contract/reading.ts'
import type { Cut } from '../../contract/recommendation.ts'
import type { Calibration, Discrimination, SegmentTable, Stability, Weighting } from '../../contract/score-quality.ts'
import type { Estimate, Rate } from '../../contract/statistic.ts'
import type { Statement } from '../../contract/statements.ts'
import type { HeldOut, ProvenanceAnswer, Uncertainty } from '../../contract/uncertainty.ts'

/** A file by its bytes. */
export interface HashedFile {
  readonly path: string
  readonly sha256: string
}

/** A file that the decision rests on. */
export interface InputFile extends HashedFile {
  readonly role: 'predictions' | 'reference' | 'training' | 'decisions' | 'model' | 'store'
  readonly bytes: number | null
  /** The hash of its bytes when they were read again for these checks; null where the file was gone. */
  readonly now: string | null
}

/** The column that names each row. */
export interface RowKeyFacts {
  readonly column: string
  readonly distinct: number
  readonly missing: number
}

export interface DateFacts {
  readonly column: string
  /** First and last day of the usable rows: 2017-06-30. */
  readonly from: string
  readonly to: string
}

export interface TableFacts extends HashedFile {
  readonly rows: number
  /** Rows as they were counted when the folder was looked through, by another query; null where the scan did not list the table. */
  readonly scannedRows: number | null
  readonly used: number
  readonly excluded: Excluded
  readonly positives: number
  readonly negatives: number
  readonly positive: string
  readonly orientation: 'high' | 'low'
  readonly scoreRange: readonly [number, number]
  readonly key: RowKeyFacts | null
  /** One for each column that holds nothing but dates. */
  readonly dates: readonly DateFacts[]
  /** Columns that part the rows, such as train and test, with their values. */
  readonly parts: readonly { readonly column: string; readonly values: readonly string[] }[]
}

/** A recorded threshold, applied to the rows. */
export interface RecordedFacts {
  readonly value: number
  /** As it is printed where it is recorded. */
  readonly text: string
  readonly source: string
  readonly file: HashedFile
  readonly regret: number
  /** Whether the page and the report call the difference distinguishable from chance. */
  readonly distinguishable: boolean
}

/** What a run of a store states about itself. */
export interface RunFacts {
  readonly id: string
  readonly name: string
  readonly experiment: string
  readonly status: string
  readonly lifecycle: 'active' | 'deleted'
  readonly start: number | null
  readonly end: number | null
  readonly store: HashedFile
  readonly commit: string | null
  /** What says that the working copy had changes that were not committed; null where nothing does. */
  readonly dirty: string | null
  /** Names of the models and versions that it logged or that were registered of it. */
  readonly models: readonly string[]
  readonly modelFiles: readonly HashedFile[]
  readonly parameters: number
  /** Packages with their versions, as an environment file of the run states them. */
  readonly packages: readonly { readonly name: string; readonly version: string; readonly file: HashedFile }[]
  /** Names of input columns by the signature of its model; null where it has none. */
  readonly signature: { readonly names: readonly string[]; readonly source: string } | null
}

export interface ModelFacts extends HashedFile {
  readonly library: string | null
  readonly libraryVersion: string | null
  readonly featureNames: readonly string[]
  readonly parameters: number
  readonly isCalibrated: boolean
}

/** A metric of a run beside the same metric of the rows. */
export interface LoggedMetric {
  readonly name: string
  readonly printed: string
  readonly recomputed: number
  /** How it was recomputed: "AUC", "recall at 0.48". */
  readonly what: string
  readonly run: string
  readonly file: HashedFile
}

/** What is known of the rows of several scores. */
export type SameRowsFacts =
  | { readonly kind: 'matched'; readonly rows: number; readonly unmatched: number; readonly differentLabels: number; readonly matchedBy: string; readonly source: string; readonly files: readonly HashedFile[] }
  | { readonly kind: 'unmatched'; readonly why: string; readonly source: string; readonly files: readonly HashedFile[] }

/** Everything that the evidence says, for one table, one set of costs and the runs that the decision rests on. Null is "not there". */
export interface CheckFacts {
  readonly version: string
  readonly inputs: readonly InputFile[]
  readonly evidenceSha256: string
  readonly table: TableFacts | null
  readonly choices: BankChoices | null
  readonly recommended: Cut | null
  /** The threshold that a person states to be in force, on the rows. */
  readonly incumbent: Cut | null
  /** The adopted threshold on the rows; null where nothing is adopted. */
  readonly adopted: Cut | null
  readonly plateau: Choices['plateau'] | null
  readonly sensitivity: { readonly from: number; readonly to: number; readonly greatest: number | null; readonly statedByBank: boolean } | null
  readonly recorded: readonly RecordedFacts[]
  readonly auc: Estimate | null
  /** SHA-256 of the canonical result of each of two computations, the second one from the file read anew. */
  readonly replay: { readonly first: string; readonly second: string; readonly covers: string } | null
  readonly uncertainty: (Pick<Uncertainty, 'resamples' | 'seed'> & {
    /** What is drawn: "rows". */
    readonly unit: string
    readonly threshold: readonly [number | null, number | null]
    readonly cost: Estimate
    readonly approval: Rate
    readonly badRate: Rate | null
    /** Cost of a recorded threshold minus that of the recommended one. */
    readonly savings: readonly { readonly text: string; readonly difference: Estimate; readonly saidBetter: boolean }[]
  }) | null
  readonly heldOut: (Pick<HeldOut, 'chosenPerThousand' | 'judgedPerThousand'> & {
    readonly kind: HeldOut['parting']['kind']
    readonly column: string
    readonly parts: readonly Pick<HeldOut['parts'][number], 'name' | 'chooseRows' | 'choosePositives' | 'judgeRows' | 'judgePositives'>[]
    readonly constraints: readonly ConstraintHeld[]
    /** What each choosing part chose; null flags nobody. */
    readonly chosen: readonly (number | null)[]
    /** The dates of the judging rows, and the last one of the choosing rows; null where they have no dates. */
    readonly dates: { readonly chosenTo: string; readonly judgedFrom: string; readonly judgedTo: string } | null
  }) | null
  /** From which rows the cost comes that the report gives first. */
  readonly headline: 'selection' | 'confirmation'
  readonly discrimination: Pick<Discrimination, 'gini' | 'auc'> & { readonly ks: Estimate } | null
  readonly referenceDiscrimination: { readonly gini: Estimate; readonly file: HashedFile } | null
  readonly calibration: Pick<Calibration, 'intercept' | 'slope' | 'band'> | null
  readonly weighting: Pick<Weighting, 'kind' | 'meanPredicted' | 'prevalence' | 'stated' | 'impliedPositiveWeight' | 'balancedWeight' | 'correctedMean'> | null
  /** Parameters that state a prior correction or a calibration. */
  readonly priorCorrections: readonly { readonly name: string; readonly value: string; readonly source: string }[]
  readonly stability: (Pick<Stability, 'psi' | 'expectedNoise' | 'noise95'> & { readonly file: HashedFile }) | null
  readonly segments: readonly SegmentTable[]
  readonly runs: readonly RunFacts[]
  /** Runs of the folder's stores, whether the decision rests on them or not. */
  readonly runsInFolder: number
  readonly models: readonly ModelFacts[]
  readonly sameRows: SameRowsFacts | null
  readonly loggedMetrics: readonly LoggedMetric[]
  /** Metrics of the runs of which nothing was recomputed. */
  readonly otherMetrics: number
  readonly training: { readonly file: HashedFile; readonly key: string; readonly overlap: number; readonly rows: number; readonly dates: DateFacts | null } | null
  readonly trainedOn: ProvenanceAnswer | null
  /** Scores of other models or runs for the same rows. */
  readonly challengers: readonly { readonly text: string; readonly source: string; readonly file: HashedFile }[]
}

/** The facts of a table where there is none. */
export const withoutTable = {
  table: null, recommended: null, incumbent: null, adopted: null, plateau: null, sensitivity: null, recorded: [], auc: null, replay: null, uncertainty: null, heldOut: null,
  headline: 'selection', discrimination: null, referenceDiscrimination: null, calibration: null, weighting: null, stability: null, segments: [],
  sameRows: null, training: null, trainedOn: null, challengers: [],
} as const satisfies Partial<CheckFacts>

/** The facts where there is no evidence at all. */
export const withoutEvidence: CheckFacts = {
  ...withoutTable,
  version: '', inputs: [], evidenceSha256: '', choices: null, priorCorrections: [], runs: [], runsInFolder: 0, models: [], loggedMetrics: [], otherMetrics: 0,
}

export interface CheckInput {
  readonly facts: CheckFacts
  /** Later statements on a topic replace earlier ones. */
  readonly statements: readonly Statement[]
  /** Null where there is no review. */
  readonly review: ReviewFacts | null
  readonly policy: Policy
  /** The day for which dates are judged: 2026-11-24. */
  readonly today: string
}
