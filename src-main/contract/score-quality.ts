import { z } from 'zod'
import { boundSchema } from './bound.ts'
import { derivationSchema } from './derivation.ts'
import { tableReadingSchema } from './reading.ts'
import { decimalSchema } from './recommendation.ts'
import { estimateSchema, rateSchema } from './statistic.ts'

export const qualityRequestSchema = z.strictObject({
  folder: z.string().min(1),
  reading: tableReadingSchema,
  costs: z.strictObject({ fn: decimalSchema, fp: decimalSchema }),
  /** The first one is judged (calibration around it, segments at it); the others give the impact ratio elsewhere. */
  thresholds: z.array(z.number()).min(1).max(5),
  /** Segment columns: text, or numbers that are banded in fifths. */
  segments: z.array(z.string().min(1)).max(8),
  /** An earlier table of the same score, for the stability index; null leaves it out. */
  reference: tableReadingSchema.nullable(),
  /** Groups of fewer rows are not shown. */
  minimumCell: z.number().int().min(1).max(10_000).default(10),
  seed: z.number().int().default(1),
})
export type QualityRequest = z.infer<typeof qualityRequestSchema>

export const discriminationSchema = z.object({
  /** Ties counted half; DeLong interval. */
  auc: estimateSchema,
  /** 2·AUC − 1. */
  gini: estimateSchema,
  /** Greatest distance of the two score distributions, the threshold where it is reached, bootstrap interval (shifted percentile, see its derivation). */
  ks: estimateSchema.extend({ threshold: z.number().nullable(), resamples: z.number(), seed: z.number() }),
})
export type Discrimination = z.infer<typeof discriminationSchema>

export const reliabilityBinSchema = z.object({
  /** Lowest and highest score of the bin. */
  low: z.number(),
  high: z.number(),
  rows: z.number(),
  /** Mean predicted probability of the positive class. */
  predicted: z.number(),
  observed: rateSchema,
})
export type ReliabilityBin = z.infer<typeof reliabilityBinSchema>

export const calibrationSchema = z.object({
  /** Bins of about equally many rows, ascending in predicted probability; equal scores are never parted. */
  bins: z.array(reliabilityBinSchema),
  meanPredicted: z.number(),
  prevalence: rateSchema,
  /** Logistic recalibration: logit(P) = intercept + slope · logit(score). Perfect: 0 and 1. */
  intercept: estimateSchema.nullable(),
  slope: estimateSchema.nullable(),
  /** The intercept with the slope held at 1: calibration in the large. */
  interceptAtSlopeOne: estimateSchema.nullable(),
  /** Scores of exactly 0 or 1, which have no logit and stay out of the recalibration. */
  withoutLogit: z.number(),
  /** Mean squared error of the scores. */
  brier: z.number(),
  /** Murphy over the bins: brier = reliability − resolution + uncertainty + withinBins; `skill` = 1 − brier/uncertainty. */
  reliability: z.number(),
  resolution: z.number(),
  uncertainty: z.number(),
  withinBins: z.number(),
  skill: z.number(),
  /** Rows next to the judged threshold; `agrees` is whether the interval of the observed share holds the predicted one. */
  band: reliabilityBinSchema.extend({ agrees: z.boolean() }).nullable(),
  sentence: z.string(),
})
export type Calibration = z.infer<typeof calibrationSchema>

export const weightingSchema = z.object({
  kind: z.enum([
    /** The mean score agrees with the share of positives. */
    'not-weighted',
    /** It doesn't, and agrees once balanced class weights are undone. */
    'consistent-with-balanced',
    /** It doesn't, and undoing balanced weights doesn't repair it. */
    'miscalibrated',
    /** The scores are no probabilities. */
    'not-a-probability',
  ]),
  meanPredicted: z.number(),
  prevalence: rateSchema,
  /** Share of positives in training, weights counted, that would explain the mean score by a shift of the prior alone. */
  impliedTrainingPrevalence: z.number().nullable(),
  /** The same as a weight of each positive row, beside the weight that "balanced" gives: negatives / positives. */
  impliedPositiveWeight: z.number().nullable(),
  balancedWeight: z.number(),
  /** Mean score after undoing balanced weights: logit += ln(π/(1−π)). */
  correctedMean: z.number().nullable(),
  /** Parameters of runs and models that state a weighting, in words. */
  stated: z.array(z.object({ name: z.string(), value: z.string(), source: z.string() })),
  theoretical: z.object({ threshold: z.number(), cost: z.number() }).nullable(),
  /** The score at which the probability corrected by `impliedTrainingPrevalence` reaches the theoretical threshold. */
  correctedTheoretical: z.object({ threshold: z.number(), cost: z.number() }).nullable(),
  sentence: z.string(),
})
export type Weighting = z.infer<typeof weightingSchema>

/** Net benefit (Vickers and Elkin 2006), per row, at equally long threshold probabilities. */
export const decisionCurveSchema = z.object({
  thresholds: z.array(z.number()),
  netBenefit: z.array(z.number()),
  flagEverybody: z.array(z.number()),
  /** At cost FP / (cost FP + cost FN). */
  atCosts: z.object({ threshold: z.number(), netBenefit: z.number(), flagEverybody: z.number() }),
})
export type DecisionCurve = z.infer<typeof decisionCurveSchema>

export const stabilitySchema = z.object({
  reference: tableReadingSchema,
  psi: z.number(),
  /** Mean and 95 % point of the index between two samples of these sizes from one population. */
  expectedNoise: z.number(),
  noise95: z.number(),
  /** Bins by tenths of the reference; shares of each table. */
  bins: z.array(z.object({ low: z.number(), high: z.number(), reference: z.number(), current: z.number(), contribution: z.number() })),
  sentence: z.string(),
})
export type Stability = z.infer<typeof stabilitySchema>

export const impactKinds = ['reference', 'above', 'below', 'inconclusive'] as const
export const impactRatioSchema = z.object({
  kind: z.enum(impactKinds),
  /** Approval rate of the group over that of the reference group, Katz log interval. Null where a rate is 0. */
  ratio: estimateSchema.nullable(),
  because: z.string(),
})
export type ImpactRatio = z.infer<typeof impactRatioSchema>

export const segmentGroupSchema = z.object({
  group: z.string(),
  /** Null where the group is withheld: it, or one that could be told from it by subtraction, is too small. */
  shown: z
    .object({
      rows: z.number(),
      positives: z.number(),
      /** Not flagged, of all. */
      approval: rateSchema,
      /** Positive, of the approved. */
      badRate: rateSchema.nullable(),
      /** Flagged, of the positive. */
      recall: rateSchema.nullable(),
      /** Positive, of the flagged. */
      precision: rateSchema.nullable(),
      /** Mean predicted probability, where the score is one, beside `observed`. */
      predicted: z.number().nullable(),
      observed: rateSchema,
      impact: impactRatioSchema,
      /** The ratio at the other thresholds that were asked for, in their order. */
      impactElsewhere: z.array(impactRatioSchema),
    })
    .nullable(),
})
export type SegmentGroup = z.infer<typeof segmentGroupSchema>

export const segmentTableSchema = z.object({
  column: z.string(),
  groups: z.array(segmentGroupSchema),
  withheld: z.number(),
  /** The group that the impact ratio compares with: of at least 100 rows, the one with the highest approval rate. */
  referenceGroup: z.string().nullable(),
})
export type SegmentTable = z.infer<typeof segmentTableSchema>

export const groupsRequestSchema = qualityRequestSchema.pick({ folder: true, reading: true, thresholds: true, segments: true, minimumCell: true })
export type GroupsRequest = z.infer<typeof groupsRequestSchema>

/** The segments alone, for a threshold that moves. */
export const groupsSchema = z.object({
  reading: tableReadingSchema,
  /** The judged threshold. */
  threshold: z.number(),
  /** The other thresholds, in the order of each group's `impactElsewhere`. */
  elsewhere: z.array(z.number()),
  segments: z.array(segmentTableSchema),
  /** What the impact ratio is and is not; null without segments. */
  impactNote: z.string().nullable(),
  derivation: derivationSchema,
})
export type Groups = z.infer<typeof groupsSchema>

export const scoreQualitySchema = z.object({
  reading: tableReadingSchema,
  threshold: z.number(),
  discrimination: discriminationSchema,
  /** Null where the scores aren't probabilities (outside 0 to 1). */
  calibration: calibrationSchema.nullable(),
  weighting: weightingSchema,
  decisionCurve: decisionCurveSchema.nullable(),
  stability: stabilitySchema.nullable(),
  segments: z.array(segmentTableSchema),
  /** What the impact ratio is and is not; to be shown wherever it is. Null without segments. */
  impactNote: z.string().nullable(),
  derivations: z.record(z.string(), derivationSchema),
  /** Of a table that is counted by ranges of scores: what isn't exact. */
  bounds: z.array(boundSchema).optional(),
})
export type ScoreQuality = z.infer<typeof scoreQualitySchema>
