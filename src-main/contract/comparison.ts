import { z } from 'zod'
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
  section: z.enum(['identity', 'metrics', 'parameters', 'tags', 'datasets', 'models', 'artifacts']),
  key: z.string(),
  /** One per run, in the order of `runs`; null where the run doesn't have it. */
  values: z.array(z.string().nullable()),
  state: z.enum(['equal', 'different', 'missing']),
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
    }),
  ),
  /** What would settle it. */
  wouldSettle: z.string(),
})
export type Verdict = z.infer<typeof verdictSchema>

export const comparisonSchema = z.object({
  runs: z.array(runSummarySchema),
  rows: z.array(comparisonRowSchema),
  /** Keys that are left out of `rows` because they differ between any two runs: times, system tags. */
  ignored: z.array(z.string()).optional(),
  verdict: verdictSchema,
  derivation: derivationSchema,
  problems: z.array(problemSchema),
})
export type Comparison = z.infer<typeof comparisonSchema>
