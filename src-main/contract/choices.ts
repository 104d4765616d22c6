import { z } from 'zod'
import { boundSchema } from './bound.ts'
import { derivationSchema } from './derivation.ts'
import { tableReadingSchema } from './reading.ts'
import { cutSchema, decimalSchema } from './recommendation.ts'
import { estimateSchema, rateSchema } from './statistic.ts'

/** A decimal that may be negative: a gain is a negative cost. */
export const signedDecimalSchema = z.string().regex(/^-?\d{1,30}(\.\d{1,30})?$/, 'a number such as 10, 0.5 or -3')
export const shareSchema = z.string().regex(/^(0(\.\d{1,15})?|1(\.0{1,15})?)$/, 'a share from 0 to 1, such as 0.7')

/** What one case of a cell costs: `perCase` + `perAmount` · its amount. */
export const cellCostSchema = z.strictObject({ perCase: signedDecimalSchema, perAmount: signedDecimalSchema.default('0') })
export type CellCost = z.infer<typeof cellCostSchema>

/** Where the costs come from. Empty text is not stated. */
export const costStatementSchema = z.strictObject({
  currency: z.string().max(20),
  source: z.string().max(500),
  owner: z.string().max(200),
  date: z.string().max(40),
})
export type CostStatement = z.infer<typeof costStatementSchema>

export const payoffsSchema = z.strictObject({
  fn: cellCostSchema,
  fp: cellCostSchema,
  tp: cellCostSchema.default({ perCase: '0', perAmount: '0' }),
  tn: cellCostSchema.default({ perCase: '0', perAmount: '0' }),
})
export type Payoffs = z.infer<typeof payoffsSchema>

export const constraintSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('recall'), atLeast: shareSchema }),
  z.strictObject({ kind: z.literal('false-positive-rate'), atMost: shareSchema }),
  z.strictObject({ kind: z.literal('approval-rate'), atLeast: shareSchema }),
  /** Flagged cases per period, where a period brings `volume` cases like these. */
  z.strictObject({ kind: z.literal('alerts'), atMost: decimalSchema, volume: decimalSchema, period: z.string().max(40) }),
])
export type Constraint = z.infer<typeof constraintSchema>

export const reviewSchema = z.strictObject({
  /** Cost of reviewing one case. */
  cost: decimalSchema,
  /** Share of the reviewed positives that the reviewer refuses, and of the negatives that the reviewer accepts. */
  catches: shareSchema.default('1'),
  clears: shareSchema.default('1'),
  /** At most this share of all cases can be reviewed; null is no limit. */
  capacity: shareSchema.nullable().default(null),
})
export type Review = z.infer<typeof reviewSchema>

export const choicesRequestSchema = z.strictObject({
  folder: z.string().min(1),
  reading: tableReadingSchema,
  payoffs: payoffsSchema,
  statement: costStatementSchema,
  /** The column of each row's amount; needed where a `perAmount` isn't 0. */
  amount: z.string().min(1).nullable().default(null),
  /** Share of positives to expect in use; null is that of the table. */
  prevalence: shareSchema.nullable().default(null),
  constraints: z.array(constraintSchema).max(8).default([]),
  review: reviewSchema.nullable().default(null),
  /** Range of FN:FP ratios for the sensitivity; null is half to one and a half times the ratio of the payoffs. */
  ratios: z.strictObject({ from: decimalSchema, to: decimalSchema }).nullable().default(null),
  /** Thresholds to set side by side with the recommended ones. */
  thresholds: z.array(z.number()).max(5).default([]),
})
export type ChoicesRequest = z.infer<typeof choicesRequestSchema>

/** Whether a constraint holds for some counts, and by how much. */
export const constraintHeldSchema = z.object({
  constraint: constraintSchema,
  /** "at least 70 % of the positives are flagged". */
  text: z.string(),
  /** The share that the constraint limits, with its Wilson interval; for alerts the share of all cases that is flagged. */
  share: rateSchema,
  /** The limit as a share: of positives, of negatives, or of all cases. */
  limit: z.number(),
  held: z.boolean(),
  /** The interval of the share holds the limit, so that other rows may answer otherwise. */
  unsure: z.boolean(),
})
export type ConstraintHeld = z.infer<typeof constraintHeldSchema>

/** A cut as a bank reads it. Money is in units of the payoffs, on the rows of the table. */
export const choiceSchema = z.object({
  cut: cutSchema,
  /** The threshold with just the digits that make the same cut, "none" where it flags nobody; one that was given as it was given. */
  digits: z.string(),
  /** Cost minus the least cost without constraints. */
  regret: z.number(),
  costPerThousand: z.number(),
  /** Cost of this minus cost of the recommended threshold, paired, with its interval; zero for the recommended itself. */
  versusRecommended: estimateSchema,
  recall: rateSchema,
  falsePositiveRate: rateSchema,
  precision: rateSchema.nullable(),
  /** Not flagged, of all. */
  approval: rateSchema,
  /** Positive, of those not flagged. */
  badRate: rateSchema.nullable(),
  /** Shares at the expected prevalence; null where none was asked for. The rates above are those of the table. */
  atPrevalence: z.object({ flagged: z.number(), precision: z.number().nullable(), badRate: z.number().nullable() }).nullable(),
  /** Amounts missed and amounts refused wrongly; null without an amount column. */
  amounts: z.object({ falseNegatives: z.number(), falsePositives: z.number() }).nullable(),
  /** Whether each constraint holds, in the order asked. */
  constraintsMet: z.array(z.boolean()),
})
export type Choice = z.infer<typeof choiceSchema>

export const constraintPriceSchema = z.object({
  constraint: constraintSchema,
  sentence: z.string(),
  /** Whether the cheapest threshold without constraints meets it. */
  binding: z.boolean(),
  /** The cheapest threshold with this constraint alone; null where no threshold meets it. */
  alone: cutSchema.nullable(),
  /** What this constraint alone costs beyond the least cost. */
  price: z.number().nullable(),
  /** What leaving only this one out would save; null where the constraints can't all be met. */
  saving: z.number().nullable(),
})
export type ConstraintPrice = z.infer<typeof constraintPriceSchema>

export const reviewBandSchema = z.object({
  /** Flagged at and beyond `flag`, reviewed from `review` up to it; null flags or reviews nobody. For orientation low mirrored. */
  flag: z.number().nullable(),
  review: z.number().nullable(),
  /** Both with just the digits that decide alike; "none" is nobody. */
  flagDigits: z.string(),
  reviewDigits: z.string(),
  cost: z.number(),
  /** Cost without review minus cost with it. */
  saving: z.number(),
  flagged: z.number(),
  reviewed: z.number(),
  reviewedPositives: z.number(),
  accepted: z.number(),
  acceptedPositives: z.number(),
  /** What the constraints cost with a review: this cost minus that of the cheapest band without them. */
  price: z.number(),
  /** Each constraint after the review, in the order asked. A reviewed case counts as an alert. */
  constraints: z.array(constraintHeldSchema),
  sentence: z.string(),
})
export type ReviewBand = z.infer<typeof reviewBandSchema>

export const sensitivitySchema = z.object({
  /** FN:FP, ascending. */
  ratios: z.array(z.number()),
  /** The best threshold at each of `ratios`; null flags nobody. */
  best: z.array(z.number().nullable()),
  /** For the recommended and each compared threshold: regret at each ratio as a share of the least cost there; null where that is 0. */
  regrets: z.array(z.object({ threshold: z.number().nullable(), relative: z.array(z.number().nullable()), greatest: z.number().nullable() })),
  sentence: z.string(),
})
export type Sensitivity = z.infer<typeof sensitivitySchema>

export const choicesSchema = z.object({
  reading: tableReadingSchema,
  /** The question to answer with yes before a recommendation is used. */
  orientationQuestion: z.string(),
  /** What the statement of costs lacks: "currency", "source", "owner", "date". */
  notStated: z.array(z.string()),
  /** Rows without a usable amount, left out of everything here; 0 without an amount column. */
  withoutAmount: z.number(),
  rows: z.number(),
  positives: z.number(),
  /** FN:FP as it decides: (FN − TP) : (FP − TN) on average over the rows, times the shift of prevalence; null where a false alarm costs nothing. */
  ratio: z.number().nullable(),
  /** The theoretical threshold of these payoffs; null where amounts or a review decide case by case. */
  theoretical: z.number().nullable(),
  unconstrained: choiceSchema,
  /** Under all constraints; null where no threshold meets them. */
  recommended: choiceSchema.nullable(),
  sentence: z.string(),
  /** Thresholds within 1 % of the recommended cost, and that meet the constraints. */
  plateau: z.tuple([z.number().nullable(), z.number().nullable()]),
  constraints: z.array(constraintPriceSchema),
  /** Why no threshold meets the constraints; null where one does. */
  infeasible: z.string().nullable(),
  /** Null without a review, and where no band meets the constraints. */
  review: reviewBandSchema.nullable(),
  /** Why no band meets the constraints; null where one does, and without a review. */
  reviewInfeasible: z.string().nullable(),
  sensitivity: sensitivitySchema.nullable(),
  /** The compared thresholds, in the order asked. */
  compared: z.array(choiceSchema),
  derivations: z.record(z.string(), derivationSchema),
  /** Of a table that is counted by ranges of scores: what isn't exact. */
  bounds: z.array(boundSchema).optional(),
})
export type Choices = z.infer<typeof choicesSchema>
