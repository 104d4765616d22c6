import { z } from 'zod'

/** How a prediction table is read. Nothing in it is guessed: a person or a command line gave it. */
export const tableReadingSchema = z.strictObject({
  /** Relative to the evidence folder, or absolute on the command line. */
  path: z.string().min(1),
  label: z.string().min(1),
  score: z.string().min(1),
  /** The positive label as text; null is allowed for 0/1 and true/false labels only. */
  positive: z.string().nullable(),
  /** The negative label as text; null takes the only other value. */
  negative: z.string().nullable(),
  /** high: positive when score >= threshold; low: positive when score <= threshold. */
  orientation: z.enum(['high', 'low']),
})
export type TableReading = z.infer<typeof tableReadingSchema>

/** Rows that can't be used, by cause. A row has one cause: the first that applies, score before label. */
export const excludedSchema = z.object({
  nullScore: z.number(),
  nanScore: z.number(),
  infiniteScore: z.number(),
  textScore: z.number(),
  nullLabel: z.number(),
  foreignLabel: z.number(),
})
export type Excluded = z.infer<typeof excludedSchema>

export const tableSummarySchema = z.object({
  reading: tableReadingSchema,
  sha256: z.string(),
  rows: z.number(),
  used: z.number(),
  excluded: excludedSchema,
  positives: z.number(),
  negatives: z.number(),
  positive: z.string(),
  negative: z.string(),
  distinctScores: z.number(),
  scoreRange: z.tuple([z.number(), z.number()]),
  /** Area under the ROC curve, ties counted half; below 0.5 the declared orientation is contradicted. */
  auc: z.number(),
  /** The query, verbatim, that read the rows. */
  query: z.string(),
})
export type TableSummary = z.infer<typeof tableSummarySchema>
