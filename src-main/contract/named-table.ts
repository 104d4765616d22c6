import { z } from 'zod'
import { scannedPredictionsSchema } from './scan.ts'

/** A file, a folder of parts or a pattern inside the evidence folder, as a person writes it: relative, with forward slashes. */
export const tablePathSchema = z.string().trim().min(1).max(1000)

/** A table that a person named, whether the scan offers it or not; `candidates` may be empty. */
export const namedTableSchema = z.object({
  table: scannedPredictionsSchema,
  /** The first 200 files that make it up, below the evidence folder. */
  files: z.array(z.string()),
  fileCount: z.number(),
})
export type NamedTable = z.infer<typeof namedTableSchema>

/** The values of a column that may be a label. */
export const labelValuesSchema = z.object({
  /** Most frequent first, up to 20. */
  labels: z.array(z.object({ label: z.string(), rows: z.number() })),
  /** True where the column holds more of them. */
  more: z.boolean(),
})
export type LabelValues = z.infer<typeof labelValuesSchema>
