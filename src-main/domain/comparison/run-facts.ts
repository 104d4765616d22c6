import type { LearnedContent as LearnedContentHash } from '../../contract/model.ts'

/** Something that a run states about its model, and where. */
export interface Statement {
  readonly value: string
  /** The run's key and the file that holds it: "parameter n_features (mlflow.db)". */
  readonly source: string
}

export interface StatedParameter extends Statement {
  readonly key: string
  /** The value in the form in which it is compared. */
  readonly canonical: string
}

/** A file that a run kept. */
export interface KeptFile {
  /** Relative to the run's artifacts, so that the files of two runs can be matched. */
  readonly name: string
  /** Relative to the evidence folder. */
  readonly file: string
  readonly sha256: string
}

/** What the model files of a run have learned, apart from how they were written. */
export interface LearnedContent {
  readonly kind: LearnedContentHash['kind']
  /** The different hashes of the run's model files, sorted. */
  readonly digests: readonly string[]
  readonly source: string
}

/** An id that ties a run to a model: its own, or one that it names. */
export interface LineageId {
  readonly id: string
  /** "logged model m-…", "run …". */
  readonly words: string
  readonly source: string
  /** Whether the id is this run's own: its run id, or that of a model that it logged. */
  readonly own: boolean
}

/** What comparing the tables that the runs kept, row by row, has shown; all runs against the first. */
export type TableMatch =
  | {
      readonly kind: 'matched'
      /** Rows that all runs have. */
      readonly rows: number
      /** Rows that some run doesn't have. */
      readonly unmatched: number
      /** Rows whose scores or decisions differ in any run. */
      readonly differing: number
      /** The greatest difference between two scores of one row; 0 for decisions that are all equal. */
      readonly maxDifference: number
      /** How rows were told to be the same: "by column id". */
      readonly matchedBy: string
      /** The statements that compared them, with paths relative to the evidence folder. */
      readonly query: string
      readonly source: string
    }
  | { readonly kind: 'unmatched'; readonly why: string; readonly source: string }

/** What is known of one run's model, gathered from its store and its artifacts. */
export interface RunFacts {
  readonly id: string
  readonly name: string
  /** The kind of model, such as LightGBM. */
  readonly families: readonly Statement[]
  readonly features: readonly Statement[]
  readonly parameters: readonly StatedParameter[]
  /** Key: what the dataset was used for and its name; value: its digests. */
  readonly datasets: readonly StatedParameter[]
  readonly modelFiles: readonly KeptFile[]
  readonly predictionFiles: readonly KeptFile[]
  readonly decisionFiles: readonly KeptFile[]
  readonly tags?: readonly StatedParameter[]
  readonly lineage?: readonly LineageId[]
  /** Null or absent where the model files don't give it. */
  readonly learned?: LearnedContent | null
}
