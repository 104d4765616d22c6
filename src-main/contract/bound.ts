import { z } from 'zod'

/**
 * A number that isn't exact, with what it is known to lie between; null is unbounded. `of` names it: "auc", "optimum",
 * "at 0.5", "grid 0.01", "objective mcc", "ratioMap" (the greatest relative regret of a step) and so on.
 */
export const boundSchema = z.object({ of: z.string(), low: z.number().nullable(), high: z.number().nullable(), note: z.string() })
export type Bound = z.infer<typeof boundSchema>
