import { z } from 'zod'
import { bankChoicesSchema } from './bank-choices.ts'
import { choicesSchema } from './choices.ts'
import { scoreQualitySchema } from './score-quality.ts'
import { heldOutSchema, provenanceSchema, uncertaintySchema } from './uncertainty.ts'

/** How sure a threshold is, what the bank chose and what that costs, and whether the score is good: as a report has it. */
export const reportJudgementSchema = z.object({
  /** What the bank chose; null where it chose nothing beside the two costs. */
  document: bankChoicesSchema.nullable(),
  /** What the choices come to; null, like each answer below, where it wasn't computed. */
  choices: choicesSchema.nullable(),
  uncertainty: uncertaintySchema.nullable(),
  heldOut: heldOutSchema.nullable(),
  provenance: provenanceSchema.nullable(),
  quality: scoreQualitySchema.nullable(),
  /** What wasn't computed, and why. */
  problems: z.array(z.object({ part: z.enum(['choices', 'uncertainty', 'heldOut', 'provenance', 'quality']), message: z.string() })),
})
export type ReportJudgement = z.infer<typeof reportJudgementSchema>
