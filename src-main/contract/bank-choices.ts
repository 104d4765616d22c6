import { z } from 'zod'
import { constraintSchema, costStatementSchema, payoffsSchema, reviewSchema, shareSchema } from './choices.ts'
import { tableReadingSchema } from './reading.ts'
import { decimalSchema } from './recommendation.ts'
import { partingSchema, resamplingSchema } from './uncertainty.ts'

/** The question about the costs in words, as it was put, and what a person answered. */
export const orientationAnswerSchema = z.strictObject({ question: z.string().min(1).max(300), answer: z.enum(['yes', 'no']) })
export type OrientationAnswer = z.infer<typeof orientationAnswerSchema>

/** How resamples are drawn. */
export const resamplingChoiceSchema = z.strictObject({
  resampling: resamplingSchema,
  resamples: z.number().int().min(200).max(100_000),
  seed: z.number().int(),
})
export type ResamplingChoice = z.infer<typeof resamplingChoiceSchema>

/**
 * Everything that a bank chooses about the threshold of one table: one plain document, which window, report and review
 * share. Nothing in it is computed.
 */
export const bankChoicesSchema = z.strictObject({
  version: z.literal(1),
  reading: tableReadingSchema,
  payoffs: payoffsSchema,
  statement: costStatementSchema,
  /** The column of each row's amount. */
  amount: z.string().min(1).nullable(),
  /** Share of positives to expect in use; null is that of the table. */
  prevalence: shareSchema.nullable(),
  constraints: z.array(constraintSchema).max(8),
  review: reviewSchema.nullable(),
  /** Range of FN:FP ratios for the sensitivity; null is half to one and a half times that of the payoffs. */
  ratios: z.strictObject({ from: decimalSchema, to: decimalSchema }).nullable(),
  /** Thresholds to set side by side; null until a person chooses. */
  thresholds: z.array(z.number()).max(5).nullable(),
  /** Null until a person answers. */
  orientation: orientationAnswerSchema.nullable(),
  resampling: resamplingChoiceSchema,
  /** How the rows are parted to choose on one part and judge on the other; null where they aren't. */
  parting: partingSchema.nullable(),
  /** Columns whose groups are looked at apart. */
  segments: z.array(z.string().min(1)).max(8),
  /** Groups of fewer rows are not shown. */
  minimumCell: z.number().int().min(1).max(10_000),
  /** An earlier table of the same score, for the stability index. */
  reference: tableReadingSchema.nullable(),
})
export type BankChoices = z.infer<typeof bankChoicesSchema>

export const keptChoicesRequestSchema = z.strictObject({ folder: z.string().min(1), reading: tableReadingSchema })
export type KeptChoicesRequest = z.infer<typeof keptChoicesRequestSchema>

export const keepChoicesRequestSchema = z.strictObject({ folder: z.string().min(1), choices: bankChoicesSchema })
export type KeepChoicesRequest = z.infer<typeof keepChoicesRequestSchema>
