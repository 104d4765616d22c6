import { z } from 'zod'
import { tableReadingSchema } from './reading.ts'

/** What a column beside label and score can be used for. */
export const columnUses = ['amount', 'customer', 'part', 'date', 'segment'] as const
export type ColumnUse = (typeof columnUses)[number]

/** A column beside label and score. Counts are over the usable rows. */
export const extraColumnSchema = z.object({
  name: z.string(),
  type: z.string(),
  missing: z.number(),
  /** Different values, up to 1,000; null for more. */
  distinct: z.number().nullable(),
  /** A few different values, most frequent first, as text. */
  examples: z.array(z.string()),
  /** What its values allow; a person chooses. */
  uses: z.array(z.enum(columnUses)),
})
export type ExtraColumn = z.infer<typeof extraColumnSchema>

/** A column to keep in memory beside the scores, read for one use. */
export const columnRequestSchema = z.strictObject({ name: z.string().min(1), use: z.enum(columnUses) })
export type ColumnRequest = z.infer<typeof columnRequestSchema>

export const columnsRequestSchema = z.strictObject({ folder: z.string().min(1), reading: tableReadingSchema })
export type ColumnsRequest = z.infer<typeof columnsRequestSchema>
