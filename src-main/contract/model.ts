import { z } from 'zod'
import { problemSchema } from './problem.ts'

/** A class or a step inside a model, and its hyper-parameters. */
export const modelStepSchema = z.object({
  /** Where it stands in the model: "scaler", "best_estimator_.classifier". */
  path: z.string(),
  className: z.string(),
  module: z.string(),
  features: z.number().nullable(),
  /** As stated; null stands for the library's default. */
  parameters: z.record(z.string(), z.json()),
})
export type ModelStep = z.infer<typeof modelStepSchema>

/** A number inside a model file that is named like a decision threshold. */
export const modelThresholdSchema = z.object({
  /** Its place in the model: "best_threshold_", "thresholds.high"; empty where the file holds nothing but this number. */
  name: z.string(),
  value: z.number(),
  /** The value's shortest decimal: a pickle keeps the double, not what was printed. */
  printed: z.string(),
})
export type ModelThreshold = z.infer<typeof modelThresholdSchema>

/** A Python class or function that unpickling would import. Nothing here was imported or called. */
export const pickleCallableSchema = z.object({
  /** The module and the name, "sklearn.svm._classes.SVC". */
  name: z.string(),
  /** How often unpickling would call it; 0 where it is only imported. */
  calls: z.number(),
  /** Whether it can run commands or code, reach the network or change files. */
  dangerous: z.boolean(),
})
export type PickleCallable = z.infer<typeof pickleCallableSchema>

export const learnedContentSchema = z.object({
  /**
   * What was hashed: the trees of a booster, or every fitted attribute of an estimator. Hashes of two kinds can't be
   * compared. Equal hashes mean the same learned content. Different ones mean different trees for `lightgbm` and
   * `xgboost`, be it only that one file holds the rounds after the best one too; for the other kinds they mean nothing.
   * Of CatBoost no hash is taken.
   */
  kind: z.enum(['lightgbm', 'xgboost', 'xgboost-binary', 'catboost', 'fitted-attributes']),
  sha256: z.string(),
})
export type LearnedContent = z.infer<typeof learnedContentSchema>

/** What a model file says about itself, read from its bytes. Null and empty where the file doesn't state it. */
export const modelInspectionSchema = z.object({
  path: z.string(),
  bytes: z.number(),
  sha256: z.string(),
  /** "joblib", "pickle+gzip", "lightgbm-text", "xgboost-json", "onnx", … */
  format: z.string(),
  /** The version that the format itself states: a pickle's protocol, LightGBM's v4. */
  formatVersion: z.string().nullable(),
  className: z.string().nullable(),
  module: z.string().nullable(),
  /** The package that the model is of, as Python imports it: "sklearn", "lightgbm". */
  library: z.string().nullable(),
  libraryVersion: z.string().nullable(),
  /** The number of input columns. */
  features: z.number().nullable(),
  featureNames: z.array(z.string()),
  /** Labels in the order of the model's classes. */
  classes: z.array(z.json()),
  /** As stated; null stands for the library's default. Steps of a pipeline as `step__parameter`. */
  parameters: z.record(z.string(), z.json()),
  steps: z.array(modelStepSchema),
  trees: z.number().nullable(),
  objective: z.string().nullable(),
  /** class_weight, scale_pos_weight and is_unbalance where they are stated and not the default. */
  classWeighting: z.array(z.object({ name: z.string(), value: z.json() })),
  thresholds: z.array(modelThresholdSchema),
  callables: z.array(pickleCallableSchema),
  /** The entries of a dictionary that wraps the model, or is all that the file holds. */
  entries: z.array(z.object({ name: z.string(), holds: z.string() })),
  learnedContent: learnedContentSchema.nullable(),
  problems: z.array(problemSchema),
})
export type ModelInspection = z.infer<typeof modelInspectionSchema>
