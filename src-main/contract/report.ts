import { z } from 'zod'
import { bankChoicesSchema } from './bank-choices.ts'
import { comparisonOptionsSchema } from './comparison.ts'
import { tableReadingSchema } from './reading.ts'
import { costsSchema } from './recommendation.ts'
import { reportSealSchema, sealRequestSchema } from './signing.ts'

/** Absolute paths of other forms of a report; they may not lie inside the evidence folder. They carry no seal. */
export const reportCopiesSchema = z.strictObject({
  /** One HTML file that loads nothing; null for none. */
  html: z.string().min(1).nullable(),
  /** A new folder with every table as CSV, the facts as JSON and the SHA-256 of each file; null for none. */
  bundle: z.string().min(1).nullable(),
})
export type ReportCopies = z.infer<typeof reportCopiesSchema>

export const reportRequestSchema = z.strictObject({
  folder: z.string().min(1),
  /** Absolute path of the PDF to write; it may not lie inside the evidence folder. */
  out: z.string().min(1),
  reading: tableReadingSchema,
  costs: costsSchema,
  /**
   * Run ids to set side by side. Empty takes the runs that record a threshold; where fewer than two do, all runs of
   * a folder that holds at most ten, else none.
   */
  runs: z.array(z.string()),
  /** How the runs are compared; as `compareRuns` does it where left out. */
  comparison: comparisonOptionsSchema.optional(),
  /** What the bank chose about this table; `costs` are then the costs per case in it. What is kept for it where left out. */
  choices: bankChoicesSchema.optional(),
  /** What of this was taken from the folder and no person confirmed, each a line of the report; none where left out. */
  assumed: z.array(z.string()).optional(),
  /** Other forms of the same report to write beside it; none where left out. */
  copies: reportCopiesSchema.optional(),
  /** The key to seal the report with; it isn't sealed where left out. */
  seal: sealRequestSchema.optional(),
})
export type ReportRequest = z.infer<typeof reportRequestSchema>

/** The report of a review: what it is made from is what the review proposes, and what it froze. */
export const reviewedReportRequestSchema = z.strictObject({
  folder: z.string().min(1),
  /** Absolute path of the PDF to write; it may not lie inside the evidence folder. */
  out: z.string().min(1),
  /** Absolute path of the review file. */
  review: z.string().min(1),
  copies: reportCopiesSchema.optional(),
  seal: sealRequestSchema.optional(),
})
export type ReviewedReportRequest = z.infer<typeof reviewedReportRequestSchema>

export const exportedReportSchema = z.object({
  path: z.string(),
  bytes: z.number(),
  sha256: z.string(),
  pages: z.number(),
  documentId: z.string(),
  evidenceSha256: z.string(),
  /** What was taken from the folder and not confirmed by a person: "cost_fn 10, assumed from config.yaml:21, unconfirmed". */
  assumed: z.array(z.string()),
  /** Null where it isn't sealed, so that no one can verify it. */
  seal: reportSealSchema.nullable(),
  /** The other forms that were written. */
  copies: z.array(z.object({ kind: z.enum(['html', 'bundle']), path: z.string(), files: z.number(), bytes: z.number() })),
})
export type ExportedReport = z.infer<typeof exportedReportSchema>
