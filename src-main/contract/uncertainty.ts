import { z } from 'zod'
import { constraintHeldSchema, constraintSchema, payoffsSchema, shareSchema } from './choices.ts'
import { boundSchema } from './bound.ts'
import { derivationSchema } from './derivation.ts'
import { tableReadingSchema } from './reading.ts'
import { costsSchema, cutSchema } from './recommendation.ts'
import { estimateSchema } from './statistic.ts'

/** What is drawn anew in a resample. */
export const resamplingSchema = z.discriminatedUnion('kind', [
  /** All rows, n of n. */
  z.strictObject({ kind: z.literal('rows') }),
  /** Positives and negatives apart, so that their numbers stay. */
  z.strictObject({ kind: z.literal('stratified') }),
  /** Whole customers with all their rows; a row without a customer is one of its own. */
  z.strictObject({ kind: z.literal('customers'), column: z.string().min(1) }),
])
export type Resampling = z.infer<typeof resamplingSchema>

export const uncertaintyRequestSchema = z.strictObject({
  folder: z.string().min(1),
  reading: tableReadingSchema,
  costs: costsSchema,
  /** The costs of all four cells; null takes `costs`. */
  payoffs: payoffsSchema.nullable().default(null),
  /** The column of each row's amount; needed where a cost per amount isn't 0. Rows are then drawn with their own costs, those without an amount are left out. */
  amount: z.string().min(1).nullable().default(null),
  /** Share of positives to expect in use; null is that of the table. */
  prevalence: shareSchema.nullable().default(null),
  /** Thresholds to judge beside the optimum, which always comes first in the answer. */
  thresholds: z.array(z.number()).max(5),
  resampling: resamplingSchema.default({ kind: 'rows' }),
  resamples: z.number().int().min(200).max(100_000).default(2000),
  seed: z.number().int().default(1),
})
export type UncertaintyRequest = z.infer<typeof uncertaintyRequestSchema>

/** The difference of cost between two thresholds on the same rows. */
export const pairedDifferenceSchema = z.object({
  /** Null flags nobody. */
  threshold: z.number().nullable(),
  other: z.number().nullable(),
  /** Cost of `threshold` minus cost of `other`; closed form, normal interval. */
  difference: estimateSchema,
  standardDeviation: z.number(),
  distinguishable: z.boolean(),
  /** Share of the resamples in which `threshold` is cheaper than `other`, and in which they cost the same. Not the probability of being right. */
  cheaperShare: z.number(),
  equalShare: z.number(),
  sentence: z.string(),
})
export type PairedDifference = z.infer<typeof pairedDifferenceSchema>

export const uncertaintySchema = z.object({
  reading: tableReadingSchema,
  resampling: resamplingSchema,
  resamples: z.number(),
  seed: z.number(),
  /** What was drawn: rows, or customers. */
  units: z.number(),
  threshold: z.object({
    optimum: z.number().nullable(),
    /** Percentile interval at 95 % of the best threshold; null at an end flags nobody. */
    interval: z.tuple([z.number().nullable(), z.number().nullable()]),
    median: z.number().nullable(),
    /** Resamples in which flagging nobody is best. */
    nobody: z.number(),
    /** The best thresholds of the resamples in equal bins. */
    distribution: z.object({ edges: z.array(z.number()), counts: z.array(z.number()) }),
  }),
  /** The least cost of each resample. */
  leastCost: z.object({
    inSample: z.number(),
    /** Percentile interval of the least cost over resamples. */
    interval: z.tuple([z.number(), z.number()]),
    /** Mean over resamples of (cost on all rows − cost in the resample) of the resample's best threshold. */
    optimism: z.number(),
    corrected: z.number(),
    /** Says that the bootstrap understates the optimism. */
    caveat: z.string(),
  }),
  /** The optimum first, then the thresholds asked for; cost with its interval, closed form. */
  costs: z.array(z.object({ cut: cutSchema, cost: estimateSchema })),
  /** Every pair of `costs`, in their order. */
  differences: z.array(pairedDifferenceSchema),
  /** Lowest and highest threshold that can't be told from the optimum (paired, 95 %), under the same resampling. */
  indistinguishable: z.tuple([z.number(), z.number()]),
  /** Where rows were drawn with their amounts: the column, and the rows left out because they have none. */
  amount: z.object({ column: z.string(), without: z.number() }).optional(),
  derivations: z.record(z.string(), derivationSchema),
  /** Of a table that is counted by ranges of scores: what isn't exact. */
  bounds: z.array(boundSchema).optional(),
})
export type Uncertainty = z.infer<typeof uncertaintySchema>

/** How the rows are parted: one part chooses the threshold, the other judges it. */
export const partingSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('parts'), column: z.string().min(1), choose: z.array(z.string()).min(1), judge: z.array(z.string()).min(1) }),
  /** Each fold is judged by the threshold of all others. */
  z.strictObject({ kind: z.literal('folds'), column: z.string().min(1) }),
  /** Chosen before the day, judged from it on; null takes the first day that leaves at least 30 % of the rows to judge. */
  z.strictObject({ kind: z.literal('date'), column: z.string().min(1), from: z.iso.date().nullable() }),
])
export type Parting = z.infer<typeof partingSchema>

export const heldOutRequestSchema = z.strictObject({
  folder: z.string().min(1),
  reading: tableReadingSchema,
  costs: costsSchema,
  parting: partingSchema,
  /** The costs of all four cells; null takes `costs`. */
  payoffs: payoffsSchema.nullable().default(null),
  /** The column of each row's amount; needed where a cost per amount isn't 0. */
  amount: z.string().min(1).nullable().default(null),
  /** Share of positives to expect in use; null is that of each part. */
  prevalence: shareSchema.nullable().default(null),
  /** Met on the rows that choose, and looked at again on those that judge. */
  constraints: z.array(constraintSchema).max(8).default([]),
})
export type HeldOutRequest = z.infer<typeof heldOutRequestSchema>

export const heldOutSchema = z.object({
  parting: partingSchema,
  /** One, or one for each fold. */
  parts: z.array(
    z.object({
      name: z.string(),
      chooseRows: z.number(),
      choosePositives: z.number(),
      judgeRows: z.number(),
      judgePositives: z.number(),
      /** Chosen on the one part: its counts there, and those of the same threshold on the other part. */
      chosen: cutSchema,
      judged: cutSchema,
      /** The least cost possible on the judging part, known only afterwards. */
      best: cutSchema,
    }),
  ),
  /** Per 1,000 rows: cost on the choosing rows, cost on the judging rows with its interval, and their difference. */
  chosenPerThousand: z.number(),
  judgedPerThousand: estimateSchema,
  /** Rows without a value in the column, or with one that neither part names. */
  leftOut: z.number(),
  /** Each constraint on the judging rows of all parts together, in the order asked. */
  constraints: z.array(constraintHeldSchema),
  /** Checks of the parting that failed: too few events, dates that overlap. */
  warnings: z.array(z.string()),
  sentence: z.string(),
  derivation: derivationSchema,
})
export type HeldOut = z.infer<typeof heldOutSchema>

export const provenanceRequestSchema = z.strictObject({
  folder: z.string().min(1),
  reading: tableReadingSchema,
  costs: costsSchema,
})
export type ProvenanceRequest = z.infer<typeof provenanceRequestSchema>

export const provenanceAnswerSchema = z.object({
  question: z.string(),
  kind: z.enum(['yes', 'no', 'cannot-tell']),
  answer: z.string(),
  /** What is known, each with where it comes from. */
  known: z.array(z.object({ text: z.string(), source: z.string() })),
  wouldSettle: z.string(),
})
export type ProvenanceAnswer = z.infer<typeof provenanceAnswerSchema>

/** Two questions that are kept apart. */
export const provenanceSchema = z.object({ trainedOn: provenanceAnswerSchema, chosenOn: provenanceAnswerSchema })
export type Provenance = z.infer<typeof provenanceSchema>
