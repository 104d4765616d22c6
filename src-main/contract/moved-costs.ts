import { z } from 'zod'
import { choicesRequestSchema, choicesSchema } from './choices.ts'
import { mostJudged } from './judged-thresholds.ts'
import { tableReadingSchema } from './reading.ts'
import { costsSchema, movedThresholdSchema } from './recommendation.ts'
import { groupsRequestSchema, groupsSchema } from './score-quality.ts'

/** Groups that are shown at the threshold that costs lead to. */
export const movedGroupsRequestSchema = groupsRequestSchema.pick({ segments: true, minimumCell: true }).extend({
  /** The further thresholds that the impact ratio is shown at. */
  elsewhere: z.array(z.number()).max(mostJudged - 1),
})

/** Costs that are being typed, with the choices and the groups that are shown beside the view; null where none are. */
export const movedCostsRequestSchema = z.strictObject({
  folder: z.string().min(1),
  reading: tableReadingSchema,
  costs: costsSchema,
  choices: choicesRequestSchema.omit({ folder: true, reading: true }).nullable(),
  groups: movedGroupsRequestSchema.nullable(),
})
export type MovedCostsRequest = z.infer<typeof movedCostsRequestSchema>

/** All that moves with the costs; null what wasn't asked for, or where columns or scores must be read for it. */
export const movedCostsSchema = z.object({
  view: movedThresholdSchema,
  choices: choicesSchema.nullable(),
  /** At the answered threshold (see `answeredThreshold`); null too where it refuses nobody and no other was asked for. */
  groups: groupsSchema.nullable(),
})
export type MovedCosts = z.infer<typeof movedCostsSchema>
