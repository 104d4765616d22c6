import { z } from 'zod'
import { choicesRequestSchema, choicesSchema } from './choices.ts'
import { tableReadingSchema } from './reading.ts'
import { costsSchema, movedThresholdSchema } from './recommendation.ts'

/** Costs that are being typed, with the choices that are shown beside the view; null where none are. */
export const movedCostsRequestSchema = z.strictObject({
  folder: z.string().min(1),
  reading: tableReadingSchema,
  costs: costsSchema,
  choices: choicesRequestSchema.omit({ folder: true, reading: true }).nullable(),
})
export type MovedCostsRequest = z.infer<typeof movedCostsRequestSchema>

/** All that moves with the costs. `choices` null where none were asked for, or where their columns or scores must be read. */
export const movedCostsSchema = z.object({ view: movedThresholdSchema, choices: choicesSchema.nullable() })
export type MovedCosts = z.infer<typeof movedCostsSchema>
