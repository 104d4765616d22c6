import { z } from 'zod'
import { derivationSchema } from './derivation.ts'
import { tableReadingSchema } from './reading.ts'
import { answerSchema, costsSchema, cutIntervalSchema, cutSchema } from './recommendation.ts'
import { recordedThresholdSchema } from './scan.ts'
import type { RecordedThreshold } from './scan.ts'

export const explanationKinds = [
  'grid-step',
  'cost-ratio',
  'f-beta',
  'youden',
  'g-mean',
  'mcc',
  'kappa',
  'accuracy',
  'balanced-accuracy',
  'precision-recall-equal',
  'precision-target',
  'recall-target',
  'fpr-target',
  'positive-rate',
  'theoretical',
  'default-half',
  'operator',
  'rounding',
  'orientation',
  'other-data',
  'nearest-corner',
] as const
export type ExplanationKind = (typeof explanationKinds)[number]

export const explanationVerdicts = ['reproduces', 'refuted', 'cannot-tell'] as const
export type ExplanationVerdict = (typeof explanationVerdicts)[number]

/** A recorded value to explain: as it is printed, or the interval (above, atMost] that decisions imply. */
export const recordedValueSchema = z.strictObject({
  printed: z.string().min(1).max(60),
  /** Set for decisions: (above, atMost]; null takes every value that rounds to `printed`. */
  implied: cutIntervalSchema.nullable(),
})
export type RecordedValue = z.infer<typeof recordedValueSchema>

/** A recorded threshold as a value to explain. */
export function recordedValueOf({ origin, printed, interval }: RecordedThreshold): RecordedValue {
  return { printed, implied: origin === 'decisions' ? interval : null }
}

/** An analyst's own explanation: one of the kinds with its parameter, or free words such as "finer grid". */
export const claimSchema = z.strictObject({
  kind: z.enum(explanationKinds).nullable(),
  /** Names as in `Explanation.parameters`: step, ratio, beta, target. */
  parameters: z.record(z.string(), z.number()),
  /** Used where `kind` is null. */
  words: z.string().max(300),
})
export type Claim = z.infer<typeof claimSchema>

/** An analyst's own explanation as it was entered and answered, kept with the case. */
export const enteredExplanationSchema = z.object({
  recorded: recordedValueSchema,
  claim: claimSchema,
  understood: z.string(),
  sentence: z.string(),
  costs: costsSchema.nullable(),
  predictionsSha256: z.string(),
  /** Milliseconds since 1970 UTC. */
  at: z.number(),
  actor: z.string(),
})
export type EnteredExplanation = z.infer<typeof enteredExplanationSchema>

export const explainRequestSchema = z.strictObject({
  folder: z.string().min(1),
  reading: tableReadingSchema,
  recorded: recordedValueSchema,
  /** null takes what the folder states where it states exactly one each, named in `assumed`. */
  costs: costsSchema.nullable(),
  /** Further thresholds, as printed, between which the break-even ratio is wanted. */
  against: z.array(z.string().max(60)).max(20),
  claim: claimSchema.nullable(),
})
export type ExplainRequest = z.infer<typeof explainRequestSchema>

/** A place in the evidence that speaks for an explanation; `line` null for a run, an experiment or a table. */
export const corroborationSchema = z.object({
  path: z.string(),
  line: z.number().nullable(),
  text: z.string(),
})
export type Corroboration = z.infer<typeof corroborationSchema>

/** The candidates that a search went over, in words, and the comparison that flags a row. */
export const searchVariantSchema = z.object({
  /** "all scores", "grid of 0.01", "100 points between lowest and highest score", "midpoints between scores". */
  candidates: z.string(),
  operator: z.enum(['>=', '>', '<=', '<']),
})
export type SearchVariant = z.infer<typeof searchVariantSchema>

export const triedVariantSchema = searchVariantSchema.extend({
  /** The optimum that was found; null flags nobody. */
  threshold: z.number().nullable(),
  /** What was optimised, at that threshold: the cost, the F-beta … */
  value: z.number().nullable(),
  reproduces: z.boolean(),
})
export type TriedVariant = z.infer<typeof triedVariantSchema>

/** How surprising a match is. Shares lie between 0 and 1. */
export const chanceSchema = z.object({
  /** Share of the parameter's plausible range whose optimum lies in the recorded interval; null without a parameter. */
  shareOfParameterRange: z.number().nullable(),
  /** Share of the rows' scores that lie in the recorded interval. */
  shareOfScores: z.number(),
  /** Share of values, drawn among the scores and recorded in the same way, that the explanation would reproduce. */
  shareReproduced: z.number().optional(),
  sentence: z.string(),
})
export type Chance = z.infer<typeof chanceSchema>

/** The objective around the recorded and its own optimum, for a small chart: equally long, thresholds ascending. */
export const explanationCurveSchema = z.object({
  /** What `values` are: "F-beta, beta 3.2", "cost, 10 : 1". */
  name: z.string(),
  thresholds: z.array(z.number()),
  values: z.array(z.number()),
  /** Whether the optimum is the highest value, the lowest, or where the curve meets `target`. */
  best: z.enum(['highest', 'lowest', 'target']),
  target: z.number().nullable(),
})
export type ExplanationCurve = z.infer<typeof explanationCurveSchema>

export const explanationSchema = z.object({
  /** Unique in one result: the kind, with its parameter where a kind occurs several times ("grid-step 0.01"). */
  id: z.string(),
  kind: z.enum(explanationKinds),
  /** In words: "F-beta with beta 3.2", "Grid of 0.01". */
  title: z.string(),
  /**
   * f-beta: beta, betaInterval; cost-ratio: ratio, ratioInterval; grid-step: step or points; targets: target,
   * targetInterval. Intervals are [low, high] with null for unbounded.
   */
  parameters: z.record(z.string(), z.union([z.number(), z.tuple([z.number(), z.number().nullable()])])),
  /** The threshold that the explanation leads to; null flags nobody, or where it can't be told. */
  threshold: z.number().nullable(),
  verdict: z.enum(explanationVerdicts),
  /** One or more sentences with the number that decides. */
  because: z.string(),
  corroboration: z.array(corroborationSchema),
  /** The variant of `variants` that decides the verdict; null where no search is involved. */
  variant: searchVariantSchema.nullable(),
  variants: z.array(triedVariantSchema),
  /** Which variant a decision table favours, as a sentence; null where none says. */
  favoured: z.string().nullable(),
  /** The id of an explanation that says the same in other words, so that the two count once. */
  sameStatementAs: z.string().nullable(),
  /** Set where the verdict is "reproduces". */
  chance: chanceSchema.nullable(),
  curve: explanationCurveSchema.nullable(),
})
export type Explanation = z.infer<typeof explanationSchema>

/** A cut whose cost is null where no costs are known. */
const maybeCostedCutSchema = cutSchema.extend({ cost: z.number().nullable() })
export type MaybeCostedCut = z.infer<typeof maybeCostedCutSchema>

/** FN:FP ratios [low, high]; high null is unbounded. */
const ratioIntervalSchema = z.tuple([z.number(), z.number().nullable()])
export type RatioInterval = z.infer<typeof ratioIntervalSchema>

/** The FN:FP ratio at which two thresholds cost the same; null where one is better at every ratio or both are one cut. */
export const breakEvenSchema = z.object({
  /** As printed or shortened: "0.338", "0.4759636". */
  first: z.string(),
  second: z.string(),
  ratio: z.number().nullable(),
  /** Numerator and denominator of `ratio`: false positives per false negative. */
  falsePositives: z.number(),
  falseNegatives: z.number(),
  sentence: z.string(),
})
export type BreakEven = z.infer<typeof breakEvenSchema>

export const actionSchema = z.object({
  verb: z.enum(['adopt', 'record', 'correct']),
  text: z.string(),
  /** The file to change; null where the action is no change of a file. */
  path: z.string().nullable(),
  line: z.number().nullable(),
})
export type Action = z.infer<typeof actionSchema>

/** The answer of `explain`; names that the command line's contract fixes keep their meaning. */
export const explanationResultSchema = z.object({
  reading: tableReadingSchema,
  sha256: z.string(),
  costs: costsSchema.nullable(),
  /** What was taken from the folder and not confirmed by a person. */
  assumed: z.array(z.string()),
  recorded: z.object({
    value: z.number(),
    printed: z.string(),
    /** [low, high), or for decisions (low, high]; null is unbounded. */
    interval: cutIntervalSchema,
    /** The end that belongs to the interval. */
    closed: z.enum(['low', 'high']),
    /** True where trailing zeros may have been lost, so that it is tested as an exact cut too. */
    mayBeExact: z.boolean(),
    shareOfScores: z.number(),
    sentence: z.string(),
    /** Every place of the evidence that records the value. */
    sources: z.array(recordedThresholdSchema),
  }),
  /** The recorded value itself, as an exact cut. */
  atRecorded: maybeCostedCutSchema,
  /** null without costs. */
  optimum: cutSchema.extend({ tied: z.number(), interval: cutIntervalSchema }).nullable(),
  /** The optimum with just the digits that reproduce its counts; null without costs. */
  shortOptimum: z.string().nullable(),
  /** Cost units above the optimum; null without costs. */
  regret: z.number().nullable(),
  regretPer1000: z.number().nullable(),
  regretSentence: z.string(),
  /**
   * The least, over all FN:FP ratios, of (cost of the recorded value − least cost) / least cost; 0 where some ratio
   * makes it optimal, null where the least cost is 0 at every ratio.
   */
  leastRelativeRegret: z.number().nullable(),
  /** The FN:FP ratio where that occurs. */
  leastRelativeRegretRatio: z.number().nullable(),
  /** The FN:FP ratios whose optimum lies in the recorded interval. */
  impliedCostRatio: ratioIntervalSchema.nullable(),
  /** The FN:FP ratios for which the recorded value itself, as an exact cut, is optimal. */
  impliedCostRatioOfCut: ratioIntervalSchema.nullable(),
  impliedCostRatioSentence: z.string(),
  /** Between the recorded value and the optimum; null where no ratio makes them equal, or without costs. */
  breakEven: z.number().nullable(),
  /** The recorded value against the optimum and against every other threshold that was asked for or is recorded. */
  breakEvens: z.array(breakEvenSchema),
  /** Likeliest first. */
  explanations: z.array(explanationSchema),
  /** The answer to the request's own explanation. */
  claim: z.object({ understood: z.string(), explanations: z.array(explanationSchema), sentence: z.string() }).nullable(),
  answer: answerSchema,
  multipleTesting: z.object({
    hypotheses: z.number(),
    variants: z.number(),
    reproduce: z.number(),
    /** Explanations that reproduce, after those that say the same in other words are counted once. */
    independent: z.number(),
    /** How many would reproduce a value drawn at random among the scores. */
    expectedByChance: z.number(),
    sentence: z.string(),
  }),
  actions: z.array(actionSchema),
  derivations: z.record(z.string(), derivationSchema),
})
export type ExplanationResult = z.infer<typeof explanationResultSchema>
