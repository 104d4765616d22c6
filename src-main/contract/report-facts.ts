import { z } from 'zod'
import { comparisonOptionsSchema, comparisonSchema } from './comparison.ts'
import { explanationResultSchema } from './explanation.ts'
import { dismissalSchema } from './inventory.ts'
import { tableSummarySchema } from './reading.ts'
import { thresholdViewSchema } from './recommendation.ts'
import { reportJudgementSchema } from './report-judgement.ts'
import { scanSchema } from './scan.ts'

/** A recorded value with the answer why it differs; `result` is null, and `problem` says why, where none was computed. */
export const explainedThresholdSchema = z.object({
  value: z.number(),
  /** As a heading names it. */
  name: z.string(),
  result: explanationResultSchema.nullable(),
  problem: z.string(),
})
export type ExplainedThreshold = z.infer<typeof explainedThresholdSchema>

/**
 * Everything that a report says of the evidence. Equal evidence gives equal facts: there is no clock in them. They are
 * attached to the report, which is made from the attachment, so that its pages can be made again from it.
 */
export const reportFactsSchema = z.object({
  /** The last part of the evidence folder's path; the rest of the path says nothing about the evidence. */
  folderName: z.string(),
  /** Without what was dismissed. */
  scan: scanSchema,
  /** Null where fewer than two runs were set side by side. */
  comparison: comparisonSchema.nullable(),
  /** How they were compared, where a person chose it. */
  comparisonOptions: comparisonOptionsSchema.optional(),
  view: thresholdViewSchema,
  table: tableSummarySchema,
  /** The likeliest recorded values, explained; likeliest first. */
  explained: z.array(explainedThresholdSchema),
  /** What a person set aside as false hits; not in `scan` and `view`. */
  dismissals: z.array(dismissalSchema),
  /** What was taken from the folder and not confirmed by a person. */
  assumed: z.array(z.string()),
  /** How the interval of the threshold in `view` was drawn; null where there is none. */
  bootstrap: z.object({ resamples: z.number(), seed: z.number() }).nullable(),
  /** Left out where nothing was judged. */
  judgement: reportJudgementSchema.optional(),
  version: z.string(),
})
export type ReportFacts = z.infer<typeof reportFactsSchema>
