import { z } from 'zod'
import { locationStateSchema, ruleChoiceSchema } from './artifact-rules.ts'
import { derivationSchema } from './derivation.ts'
import { problemSchema } from './problem.ts'

export const runSummarySchema = z.object({
  id: z.string(),
  name: z.string(),
  /** Name of the experiment. */
  experiment: z.string(),
  experimentId: z.string(),
  status: z.string(),
  lifecycle: z.enum(['active', 'deleted']),
  /** What the run's own record says, where it lies in `.trash` and says something else. */
  statedLifecycle: z.string().optional(),
  /** The stage of its experiment, where it is another than the run's. */
  experimentLifecycle: z.enum(['active', 'deleted']).optional(),
  /** Set where it isn't the default one. */
  workspace: z.string().optional(),
  /** Milliseconds since 1970 UTC, as the store records them. */
  startTime: z.number().nullable(),
  endTime: z.number().nullable(),
  user: z.string().nullable(),
  artifactUri: z.string().nullable(),
  /** Paths of the stores, relative to the folder, that hold this run. */
  stores: z.array(z.string()),
})
export type RunSummary = z.infer<typeof runSummarySchema>

export const comparisonRowSchema = z.object({
  section: z.enum(['identity', 'metrics', 'parameters', 'tags', 'system-tags', 'datasets', 'models', 'registry', 'artifacts', 'experiment-tags']),
  /** A key of an unfolded dictionary is written "outer.inner". */
  key: z.string(),
  /** One per run, in the order of `runs`; null where the run doesn't have it. */
  values: z.array(z.string().nullable()),
  state: z.enum(['equal', 'different', 'missing']),
  /** Value minus the baseline's, exact; null where either is no number. Absent where no value is a number. */
  deltas: z.array(z.number().nullable()).optional(),
  /** Set where the values differ and are equal by the tolerance only. */
  withinTolerance: z.literal(true).optional(),
  /** Of a metric: how many points each run logged. */
  points: z.array(z.number()).optional(),
  /** Where two stores tell the value of one run differently: what each says. `values` has the first store's. */
  conflicts: z.array(z.object({ run: z.string(), told: z.array(z.object({ store: z.string(), value: z.string() })) })).optional(),
})
export type ComparisonRow = z.infer<typeof comparisonRowSchema>

/** Kinds of evidence about "the same model", strongest first. */
export const evidenceLevels = [
  'model-bytes',
  'learned-content',
  'predictions',
  'decisions',
  'metadata',
  'none',
] as const

export const verdictSchema = z.object({
  kind: z.enum(['same', 'consistent', 'different', 'unknown']),
  /** The strongest kind of evidence that the verdict rests on. */
  level: z.enum(evidenceLevels),
  /** The answer as sentences: the decisive clause first. */
  headline: z.string(),
  explanation: z.string(),
  evidence: z.array(
    z.object({
      level: z.enum(evidenceLevels),
      title: z.string(),
      claim: z.string(),
      supports: z.enum(['same', 'different', 'neither']),
      source: z.string(),
      /** What was compared and where each value stands. */
      derivation: derivationSchema.optional(),
    }),
  ),
  /** What would settle it. */
  wouldSettle: z.string(),
})
export type Verdict = z.infer<typeof verdictSchema>

/** Lists of keys that differ between any two runs. */
export const ignorePresets = ['times', 'system-tags', 'paths', 'random-ids'] as const

export const comparisonOptionsSchema = z.strictObject({
  /** Id of the run that deltas are taken from; the first where left out. */
  baseline: z.string().optional(),
  /** Numbers are equal within either; the verdict doesn't use it. */
  tolerance: z.strictObject({ absolute: z.number().min(0), relative: z.number().min(0) }).optional(),
  /** Which point of a metric counts. */
  metric: z.union([z.enum(['last', 'min', 'max']), z.strictObject({ step: z.number().int() })]).optional(),
  /** Whether JSON and Python dictionaries in parameters and tags become a row a key; they do where left out. */
  unfold: z.boolean().optional(),
  /** Where left out: the preset system-tags, and the time at which a run ended. "*" in a key stands for any text. */
  ignore: z.strictObject({ presets: z.array(z.enum(ignorePresets)), keys: z.array(z.string()) }).optional(),
  artifactRules: ruleChoiceSchema.optional(),
})
export type ComparisonOptions = z.infer<typeof comparisonOptionsSchema>

/** What is left out of a comparison where nobody said otherwise. */
export const defaultIgnoreList: NonNullable<ComparisonOptions['ignore']> = { presets: ['system-tags'], keys: ['Ended'] }

/** How a folder's runs were compared last, kept in the application's data. */
export const keptComparisonSchema = z.strictObject({
  /** Ids of the runs that a person chose; empty where nobody did. */
  runs: z.array(z.string().min(1).max(200)).max(20),
  options: comparisonOptionsSchema,
  differencesOnly: z.boolean(),
})
export type KeptComparison = z.infer<typeof keptComparisonSchema>

/** How the comparison of a folder begins. */
export const comparisonStartSchema = z.object({
  /** Runs of all stores. */
  total: z.number(),
  /** Those that were compared last, else those that record a threshold, filled up with the latest. */
  runs: z.array(runSummarySchema),
  /** Whether a person chose them. */
  chosen: z.boolean(),
  options: comparisonOptionsSchema,
  differencesOnly: z.boolean(),
})
export type ComparisonStart = z.infer<typeof comparisonStartSchema>

/** Something by which the runs' figures say nothing about each other. */
export const comparabilityWarningSchema = z.object({
  kind: z.enum(['other-data', 'other-target', 'other-positive-class']),
  message: z.string(),
  source: z.string(),
})
export type ComparabilityWarning = z.infer<typeof comparabilityWarningSchema>

/** The artifact location of a run or of one of its logged models, and what the rules made of it. */
export const artifactPlaceSchema = z.object({
  run: z.string(),
  /** The name of the logged model; null for the run's own artifacts. */
  model: z.string().nullable(),
  store: z.string(),
  recorded: z.string(),
  state: locationStateSchema,
  /** Relative to the folder; null where nothing is there. */
  resolved: z.string().nullable(),
  /** The rules that led there; where nothing is there, why. */
  rules: z.string(),
})
export type ArtifactPlaceRow = z.infer<typeof artifactPlaceSchema>

export const metricHistorySchema = z.object({
  key: z.string(),
  /** One a run, in the order asked for; points by step and time, as the first store with the run has them. */
  series: z.array(
    z.object({
      run: z.string(),
      store: z.string().nullable(),
      /** `value` is null where `printed` is nan, inf or -inf. */
      points: z.array(z.object({ step: z.number(), timestamp: z.number(), value: z.number().nullable(), printed: z.string() })),
      /** Points in between that are left out of a very long history; the first, last, least and greatest never are. */
      leftOut: z.number(),
    }),
  ),
})
export type MetricHistory = z.infer<typeof metricHistorySchema>

/** What runs can be sorted by; records: whether a run records a threshold. */
export const sortableRunColumns = ['name', 'experiment', 'status', 'start', 'records'] as const
export type RunColumn = (typeof sortableRunColumns)[number]

/** Runs that fit a filter, in the order asked for; newest first where none was. */
export const runPageSchema = z.object({ runs: z.array(runSummarySchema), matching: z.number(), total: z.number() })
export type RunPage = z.infer<typeof runPageSchema>

export const comparisonSchema = z.object({
  runs: z.array(runSummarySchema),
  rows: z.array(comparisonRowSchema),
  /** Keys that are left out of `rows` by the ignore list. */
  ignored: z.array(z.string()).optional(),
  /** Id of the run that deltas are taken from. */
  baseline: z.string().optional(),
  warnings: z.array(comparabilityWarningSchema).optional(),
  /** Every artifact location of the runs. */
  places: z.array(artifactPlaceSchema).optional(),
  verdict: verdictSchema,
  derivation: derivationSchema,
  problems: z.array(problemSchema),
})
export type Comparison = z.infer<typeof comparisonSchema>
