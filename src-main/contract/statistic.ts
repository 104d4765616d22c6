import { z } from 'zod'

/** A number with the ends of its interval at 95 %. */
export const estimateSchema = z.object({ value: z.number(), low: z.number(), high: z.number() })
export type Estimate = z.infer<typeof estimateSchema>

/** A share of rows with its Wilson interval at 95 %: `count` of `of`. */
export const rateSchema = estimateSchema.extend({ count: z.number(), of: z.number() })
export type Rate = z.infer<typeof rateSchema>
