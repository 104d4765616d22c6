import { z } from 'zod'
import { boundSchema } from './bound.ts'
import { derivationSchema } from './derivation.ts'
import { excludedSchema, malformedRowsSchema, tableReadingSchema } from './reading.ts'
import { recordedThresholdSchema } from './scan.ts'

/** A decimal as the user gave it, so that nothing is lost: "10", "0.5", "1250.75". */
export const decimalSchema = z.string().regex(/^\d+(\.\d+)?$/, 'a number such as 10 or 0.5, not negative')

export const costsSchema = z.strictObject({
  /** Cost of a false negative, in units. */
  fn: decimalSchema,
  /** Cost of a false positive, in units. */
  fp: decimalSchema,
})
export type Costs = z.infer<typeof costsSchema>

/** Counts at a cut. `threshold: null` flags nobody (+infinity; for orientation low, -infinity). */
export const cutSchema = z.object({
  threshold: z.number().nullable(),
  cost: z.number(),
  tp: z.number(),
  fp: z.number(),
  fn: z.number(),
  tn: z.number(),
})
export type Cut = z.infer<typeof cutSchema>

/**
 * The interval of thresholds that give the same counts: (low, high] for orientation high,
 * [low, high) for orientation low; null is unbounded.
 */
export const cutIntervalSchema = z.tuple([z.number().nullable(), z.number().nullable()])
export type CutInterval = z.infer<typeof cutIntervalSchema>

export const objectiveKinds = [
  'f-beta',
  'youden',
  'g-mean',
  'mcc',
  'kappa',
  'accuracy',
  'balanced-accuracy',
] as const
export type ObjectiveKind = (typeof objectiveKinds)[number]

/** The answer of `recommend`: names and meanings are fixed by the command line's contract. */
export const recommendationSchema = z.object({
  rows: z.number(),
  used: z.number(),
  excluded: excludedSchema,
  /** Set where rows of a text can't be taken apart; they are counted in `rows` and `excluded`. */
  malformed: malformedRowsSchema.optional(),
  positives: z.number(),
  negatives: z.number(),
  auc: z.number(),
  /** `tied` counts the scores that attain the optimum, the reported one included: 1 is unique. */
  optimum: cutSchema.extend({ tied: z.number(), interval: cutIntervalSchema }),
  flagNobody: z.object({ cost: z.number() }),
  flagEverybody: z.object({ cost: z.number() }),
  at: z.array(cutSchema),
  /** The cheapest threshold of each grid k·step, 0 < k·step < 1; the highest of equals. */
  grids: z.array(cutSchema.extend({ step: z.number() })),
  objectives: z.array(
    z.object({
      kind: z.enum(objectiveKinds),
      parameters: z.record(z.string(), z.number()),
      threshold: z.number().nullable(),
      value: z.number(),
    }),
  ),
  /** costFP / (costFP + costFN) (Elkan 2001), valid for calibrated probabilities only, and its cost on these rows. */
  theoretical: z.object({ threshold: z.number(), cost: z.number() }),
  /** Percentile interval of the optimal threshold over bootstrap resamples; null where none was asked for. */
  interval95: z.tuple([z.number().nullable(), z.number().nullable()]).nullable(),
  /** Lowest and highest threshold whose cost can't be told from the optimum's (paired, 95 %). */
  indistinguishable: z.tuple([z.number(), z.number()]).nullable(),
  sha256: z.string(),
  /** The numbers of a large table that aren't exact; every other number is. Left out where all are. */
  bounds: z.array(boundSchema).optional(),
})
export type Recommendation = z.infer<typeof recommendationSchema>

/** A recorded threshold against the recommendation, on the same rows and costs. */
export const recordedComparisonSchema = z.object({
  recorded: recordedThresholdSchema,
  cut: cutSchema,
  /** cost minus the optimum's cost, in units. */
  regret: z.number(),
  /** False where the difference of cost can't be told from chance on these rows (paired, 95 %). */
  distinguishable: z.boolean(),
})
export type RecordedComparison = z.infer<typeof recordedComparisonSchema>

/** A curve through cuts: equally long arrays, thresholds ascending. */
export const costCurveSchema = z.object({
  thresholds: z.array(z.number()),
  costs: z.array(z.number()),
  falseNegatives: z.array(z.number()),
  falsePositives: z.array(z.number()),
})
export type CostCurve = z.infer<typeof costCurveSchema>

/** One step of the map from cost ratio to best threshold: best for FN:FP in [from, to]; to null is unbounded. */
export const ratioStepSchema = z.object({
  from: z.number(),
  to: z.number().nullable(),
  threshold: z.number().nullable(),
})
export type RatioStep = z.infer<typeof ratioStepSchema>

export const classDistributionSchema = z.object({
  /** Edges of the bins, one more than there are bins. */
  edges: z.array(z.number()),
  positives: z.array(z.number()),
  negatives: z.array(z.number()),
})
export type ClassDistribution = z.infer<typeof classDistributionSchema>

/** A sentence made from values: `text` with the decisive clause apart, so that a page can set it in semibold. */
export const answerSchema = z.object({
  decisive: z.string(),
  rest: z.string(),
  caveat: z.string(),
})
export type Answer = z.infer<typeof answerSchema>

/** Everything that the threshold page and the report say about one table and one pair of costs. */
export const thresholdViewSchema = z.object({
  reading: tableReadingSchema,
  costs: costsSchema,
  recommendation: recommendationSchema,
  /** The optimum with just the digits that reproduce its confusion matrix, the shortest decimal inside its interval. */
  shortThreshold: z.string(),
  answer: answerSchema,
  /** Sorted by cost, cheapest first. */
  recorded: z.array(recordedComparisonSchema),
  /** Reference points beside the recorded ones: 0.5, theory, flag nobody, flag everybody. */
  references: z.array(z.object({ name: z.string(), note: z.string(), cut: cutSchema, regret: z.number(), distinguishable: z.boolean() })),
  curve: costCurveSchema,
  /** Lowest and highest threshold whose cost is at most 1 % above the least. */
  withinOnePercent: z.tuple([z.number(), z.number()]),
  ratioMap: z.array(ratioStepSchema),
  distribution: classDistributionSchema,
  roc: z.object({ falsePositiveRate: z.array(z.number()), truePositiveRate: z.array(z.number()) }),
  derivations: z.record(z.string(), derivationSchema),
})
export type ThresholdView = z.infer<typeof thresholdViewSchema>

/** What of a view moves with the costs; the rest depends on the table alone. */
export const movedThresholdSchema = thresholdViewSchema.omit({ reading: true, ratioMap: true, distribution: true, roc: true })
export type MovedThreshold = z.infer<typeof movedThresholdSchema>
