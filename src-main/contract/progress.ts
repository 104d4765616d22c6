import { z } from 'zod'

/**
 * How far a long piece of work is. `done` and `total` count `unit`s; `total` is null where it can't be known.
 */
export const progressSchema = z.object({
  stage: z.string(),
  done: z.number(),
  total: z.number().nullable(),
  unit: z.string(),
})
export type Progress = z.infer<typeof progressSchema>
export type ReportProgress = (progress: Progress) => void
