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
}
