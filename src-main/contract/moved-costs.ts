import { z } from 'zod'
import { withChanges, type Changes } from './changes.ts'
import { choicesRequestSchema, choicesSchema } from './choices.ts'
import { mostJudged } from './judged-thresholds.ts'
import { tableReadingSchema } from './reading.ts'
import { costsSchema, movedThresholdSchema } from './recommendation.ts'
import { groupsRequestSchema, groupsSchema } from './score-quality.ts'
import { uncertaintyRequestSchema, uncertaintySchema } from './uncertainty.ts'

/** Groups that are shown at the threshold that costs lead to. */
export const movedGroupsRequestSchema = groupsRequestSchema.pick({ segments: true, minimumCell: true }).extend({
  /** The further thresholds that the impact ratio is shown at. */
  elsewhere: z.array(z.number()).max(mostJudged - 1),
})

/** How sure the threshold is that costs lead to, where that is shown. */
export const movedUncertaintyRequestSchema = uncertaintyRequestSchema.pick({ thresholds: true, resampling: true, resamples: true, seed: true }).extend({
  /** What the bank chose beside the two costs; null where these are all. */
  chosen: uncertaintyRequestSchema.pick({ payoffs: true, prevalence: true }).nullable(),
})

/** Costs that are being typed, with the choices, the groups and the uncertainty that are shown beside the view; null where none are. */
export const movedCostsRequestSchema = z.strictObject({
  folder: z.string().min(1),
  reading: tableReadingSchema,
  costs: costsSchema,
  choices: choicesRequestSchema.omit({ folder: true, reading: true }).nullable(),
  groups: movedGroupsRequestSchema.nullable(),
  uncertainty: movedUncertaintyRequestSchema.nullable(),
})
export type MovedCostsRequest = z.infer<typeof movedCostsRequestSchema>

/** All that moves with the costs; null what wasn't asked for, or where columns or scores must be read for it. */
export const movedCostsSchema = z.object({
  view: movedThresholdSchema,
  choices: choicesSchema.nullable(),
  /** At the answered threshold (see `answeredThreshold`); null too where it refuses nobody and no other was asked for. */
  groups: groupsSchema.nullable(),
  /** For the two costs; null too while the resamples aren't held. */
  uncertainty: uncertaintySchema.nullable(),
  /** Under all that was chosen, against the threshold for the two costs and the others. */
  chosenUncertainty: uncertaintySchema.nullable(),
})
export type MovedCosts = z.infer<typeof movedCostsSchema>

/** The costs with the answer that the window has: its `id`, or null. */
export const moveRequestSchema = movedCostsRequestSchema.extend({ since: z.uuid().nullable() })
export type MoveRequest = z.infer<typeof moveRequestSchema>

/** An answer as it travels, closed: what the engine computed is not taken apart on its way to the window. */
export const movedAnswerSchema = z.object({
  id: z.string(),
  /** The answer that this one differs from: the one that was named, or null where that isn't kept any more. */
  since: z.string().nullable(),
  /** `Changes | null` from `since` to a `MovedCosts`, as JSON. */
  changes: z.string(),
})
export type MovedAnswer = z.infer<typeof movedAnswerSchema>

/**
 * The moved costs of an answer, given the one that it differs from; null where it differs from none. What didn't move are the
 * very objects of `before`. Throws a RangeError where the answer is of another one.
 */
export function movedCostsOf({ since, changes }: MovedAnswer, before: { readonly id: string; readonly costs: MovedCosts } | null): MovedCosts {
  if (since !== null && since !== before?.id) throw new RangeError('The answer differs from one that is not at hand.')
  // What the changes make is what the engine was asked for.
  return withChanges(since === null ? null : (before?.costs ?? null), JSON.parse(changes) as Changes | null) as MovedCosts
}
