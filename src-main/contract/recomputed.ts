import { z } from 'zod'

/** A number of a report, held against what it was made from. */
export const recomputedNumberSchema = z.object({
  /** Which number: "recommended threshold, false negatives". */
  of: z.string(),
  /**
   * exact: computed again and equal to the last digit. bounded: it lies between what the cells of the histogram allow.
   * not-checked: nothing at hand decides it. differs: it can't be right.
   */
  outcome: z.enum(['exact', 'bounded', 'not-checked', 'differs']),
  stated: z.number().nullable(),
  /** The number found, or the bounds; null where nothing was computed. */
  found: z.union([z.number(), z.tuple([z.number(), z.number()])]).nullable(),
  note: z.string(),
})
export type RecomputedNumber = z.infer<typeof recomputedNumberSchema>
