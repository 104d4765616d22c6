import { z } from 'zod'
import { problemSchema } from './problem.ts'
import { malformedRowsSchema, tableFormSchema } from './reading.ts'

const activeAndDeleted = z.object({ active: z.number(), deleted: z.number() })

/** A registered model of a store, its latest version first. */
export const registeredModelSchema = z.object({
  name: z.string(),
  /** Set where it isn't the default one. */
  workspace: z.string().optional(),
  description: z.string().nullable(),
  versions: z.array(
    z.object({
      version: z.string(),
      /** "Production", "Staging" or "Archived"; null where it has none. */
      stage: z.string().nullable(),
      aliases: z.array(z.string()),
      /** The run that it came from; `name` is null where the store doesn't hold that run. */
      run: z.object({ id: z.string(), name: z.string().nullable() }).nullable(),
      /** Id of the logged model that it came from. */
      loggedModel: z.string().nullable(),
      /** As the store records it. */
      source: z.string().nullable(),
      status: z.string().nullable(),
      /** Milliseconds since 1970 UTC. */
      createdAt: z.number().nullable(),
    }),
  ),
})
export type RegisteredModel = z.infer<typeof registeredModelSchema>

export const scannedStoreSchema = z.object({
  kind: z.enum(['sqlite', 'file']),
  path: z.string(),
  /** The Alembic revision of a database; null for a file store. */
  schemaRevision: z.string().nullable(),
  experiments: activeAndDeleted,
  runs: activeAndDeleted,
  registeredModels: z.number(),
  /** The registered models with their versions, by name; prompts are none. */
  registry: z.array(registeredModelSchema).optional(),
  /** Prompts in the registry, which are no models. */
  prompts: z.number().optional(),
  /** SHA-256 of the database, or of the list of file hashes of a file store. */
  sha256: z.string(),
  problems: z.array(problemSchema),
})
export type ScannedStore = z.infer<typeof scannedStoreSchema>

/** A pair of columns that can be read as label and score. */
export const predictionCandidateSchema = z.object({
  label: z.string(),
  score: z.string(),
  /** Rows whose label is `positive`. */
  positives: z.number(),
  /** The label value taken as the positive class, as text; null where the table doesn't say. */
  positive: z.string().nullable(),
  negative: z.string().nullable(),
  scoreRange: z.tuple([z.number(), z.number()]),
  reason: z.string(),
  /** A few different values of the score as they stand in the table, first rows first. */
  examples: z.array(z.string()).optional(),
  /** Both labels with their rows, most frequent first. */
  labels: z.array(z.object({ label: z.string(), rows: z.number() })).optional(),
  /**
   * Area under the ROC curve if high scores meant `positive`, on up to 20,000 evenly spaced rows; null where the
   * positive class is open.
   */
  auc: z.number().nullable().optional(),
  /** The direction that the rows suggest, for a person to confirm; null where the class is open or the rows don't say. */
  suggestedOrientation: z.enum(['high', 'low']).nullable().optional(),
  /** What speaks against this pair or needs a second look, one sentence each. */
  warnings: z.array(z.string()).optional(),
})
export type PredictionCandidate = z.infer<typeof predictionCandidateSchema>

export const scannedPredictionsSchema = z.object({
  path: z.string(),
  rows: z.number(),
  sha256: z.string(),
  columns: z.array(z.object({ name: z.string(), type: z.string() })),
  /** Likeliest first. */
  candidates: z.array(predictionCandidateSchema),
  form: tableFormSchema.optional(),
  /** Set where rows of a text can't be taken apart; they are counted in `rows`. */
  malformed: malformedRowsSchema.optional(),
})
export type ScannedPredictions = z.infer<typeof scannedPredictionsSchema>

export const scannedDecisionsSchema = z.object({
  path: z.string(),
  rows: z.number(),
  positives: z.number(),
  sha256: z.string(),
  score: z.string(),
  decision: z.string(),
  /**
   * The half-open interval (above, atMost] of thresholds that give exactly these decisions;
   * null on a side where no row bounds it.
   */
  impliedThreshold: z.object({ above: z.number().nullable(), atMost: z.number().nullable() }),
  /** Rows that contradict any single cut; the interval is then the cut with the fewest of them. */
  contradictions: z.number(),
  /**
   * low: positive when score <= threshold; the thresholds that give these decisions are then [above, atMost), from
   * the highest score decided positive to the lowest decided negative. high where left out.
   */
  orientation: z.enum(['high', 'low']).optional(),
  /** Set where rows of a text can't be taken apart; they are counted in `rows`. */
  malformed: malformedRowsSchema.optional(),
})
export type ScannedDecisions = z.infer<typeof scannedDecisionsSchema>

export const scannedModelSchema = z.object({
  path: z.string(),
  format: z.string(),
  className: z.string().nullable(),
  features: z.number().nullable(),
  sha256: z.string(),
  problems: z.array(problemSchema),
})
export type ScannedModel = z.infer<typeof scannedModelSchema>

export const mentionSchema = z.object({
  path: z.string(),
  line: z.number(),
  kind: z.enum(['threshold', 'cost', 'objective']),
  name: z.string(),
  value: z.number(),
  /** The value as it is printed in the file. */
  printed: z.string(),
  /** The line, cut to 200 characters. */
  text: z.string(),
  sha256: z.string(),
})
export type Mention = z.infer<typeof mentionSchema>

/** A recorded threshold: from a run, a mention, inside a model file, or implied by a decision table. */
export const recordedThresholdSchema = z.object({
  value: z.number(),
  /** Where it is recorded, in words: "config.yaml:23 f_beta", "run final_model_application, metric optimal_threshold". */
  source: z.string(),
  origin: z.enum(['metric', 'parameter', 'tag', 'mention', 'decisions', 'model']),
  path: z.string(),
  line: z.number().nullable(),
  /** Set where a run of a store records it. */
  run: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** As printed where it is recorded; a store and JSON have lost trailing zeros. */
  printed: z.string(),
  /** Every value that `printed` stands for: [low, high), or for decisions (low, high]; null is unbounded. */
  interval: z.tuple([z.number().nullable(), z.number().nullable()]),
  sha256: z.string(),
})
export type RecordedThreshold = z.infer<typeof recordedThresholdSchema>

/** A cost or an objective that a run states. */
export const runMentionSchema = z.object({
  kind: z.enum(['cost', 'objective']),
  /** The key of the metric, the parameter or the tag. */
  name: z.string(),
  value: z.number(),
  printed: z.string(),
  origin: z.enum(['metric', 'parameter', 'tag']),
  /** In words: "run final_model, parameter f_beta". */
  source: z.string(),
  path: z.string(),
  run: z.object({ id: z.string(), name: z.string() }),
  sha256: z.string(),
})
export type RunMention = z.infer<typeof runMentionSchema>

export const scannedFileSchema = z.object({
  path: z.string(),
  bytes: z.number(),
  sha256: z.string(),
})
export type ScannedFile = z.infer<typeof scannedFileSchema>

export const scanSchema = z.object({
  stores: z.array(scannedStoreSchema),
  predictions: z.array(scannedPredictionsSchema),
  decisions: z.array(scannedDecisionsSchema),
  models: z.array(scannedModelSchema),
  mentions: z.array(mentionSchema),
  /** Costs and objectives that runs state, those of the newest runs first. */
  runMentions: z.array(runMentionSchema).optional(),
  /** Likeliest decision thresholds first. */
  thresholds: z.array(recordedThresholdSchema),
  /** Every file that was hashed and isn't named above by a store. */
  files: z.array(scannedFileSchema),
  /** SHA-256 over the sorted lines "sha256  path" of every file of the folder. */
  evidenceSha256: z.string(),
  fileCount: z.number(),
  problems: z.array(problemSchema),
})
export type Scan = z.infer<typeof scanSchema>
