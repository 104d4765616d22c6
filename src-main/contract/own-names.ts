import { z } from 'zod'

const namesSchema = z.array(z.string().trim().min(1).max(80)).max(200).default([])

/**
 * Names by which a bank states thresholds, costs and objectives, beside those that are known. A name is matched as whole
 * words, whatever the case: "grenzwert" also in `Grenzwert_final` and `optimalGrenzwert`.
 */
export const ownNamesSchema = z.strictObject({
  threshold: namesSchema,
  cost: namesSchema,
  objective: namesSchema,
  /** Names of thresholds that are no decision thresholds. */
  notThreshold: namesSchema,
})
export type OwnNames = z.infer<typeof ownNamesSchema>

export const noOwnNames: OwnNames = { threshold: [], cost: [], objective: [], notThreshold: [] }
